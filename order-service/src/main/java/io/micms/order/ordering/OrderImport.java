package io.micms.order.ordering;

import static io.micms.platform.imports.ImportField.text;

import io.micms.platform.imports.ImportField;
import io.micms.platform.imports.ImportField.Kind;
import io.micms.platform.imports.ImportTarget;
import java.util.List;
import org.springframework.stereotype.Component;

/** Orders from tables, a row each and without items, taken in as if their records had come over Kafka. */
@Component
class OrderImport implements ImportTarget {

    private static final List<ImportField> FIELDS = List.of(
            text("externalId", "order id", "order number", "order no", "id"),
            text("customerExternalId", "customer", "customer id", "customer number", "customer no"),
            ImportField.of(Kind.MOMENT, "placedAt", "date", "order date", "placed", "created at"),
            ImportField.of(Kind.CODE, "status", "state"),
            ImportField.of(Kind.CODE, "currency"),
            text("total", "amount", "order total", "grand total"),
            text("discount"),
            text("shipping", "shipping cost", "delivery"),
            text("tax", "vat", "gst"),
            text("channel", "source"),
            ImportField.of(Kind.MOMENT, "updatedAt", "last modified", "changed at"));

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public boolean takesAttributes() {
        return false;
    }
}
