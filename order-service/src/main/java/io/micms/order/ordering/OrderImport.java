package io.micms.order.ordering;

import static io.micms.platform.imports.ImportField.text;

import io.micms.platform.consuming.Received;
import io.micms.platform.imports.ImportField;
import io.micms.platform.imports.ImportField.Kind;
import io.micms.platform.imports.ImportTarget;
import io.micms.platform.problem.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

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

    private final OrderRecords records;
    private final OrderIngestion ingestion;

    OrderImport(OrderRecords records, OrderIngestion ingestion) {
        this.records = records;
        this.ingestion = ingestion;
    }

    @Override
    public String kind() {
        return "orders";
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public boolean takesAttributes() {
        return false;
    }

    @Override
    public void check(JsonNode record) {
        records.readFed(record);
    }

    @Override
    public Map<Integer, List<Fault>> take(List<JsonNode> rows, Instant at) {
        List<Received<OrderRecord>> batch = new ArrayList<>();
        for (JsonNode row : rows) {
            batch.add(new Received<>(kind(), 0, batch.size(), null, null, at, records.readFed(row)));
        }
        Map<Integer, List<Fault>> refused = new HashMap<>();
        ingestion.take(batch, (received, faults) -> refused.put((int) received.offset(), faults));
        return refused;
    }
}
