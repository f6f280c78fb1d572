package io.micms.customer.customers;

import static io.micms.platform.imports.ImportField.text;

import io.micms.platform.imports.ImportField;
import io.micms.platform.imports.ImportField.Kind;
import io.micms.platform.imports.ImportTarget;
import java.util.List;
import org.springframework.stereotype.Component;

/** Customers from tables, taken in as if their records had come over Kafka. */
@Component
class CustomerImport implements ImportTarget {

    private static final List<ImportField> FIELDS = List.of(
            text("externalId", "customer id", "customer number", "customer no", "id"),
            text("firstName", "first", "given name"),
            text("lastName", "last", "surname", "family name"),
            text("email", "e-mail address", "mail"),
            text("phone", "phone number", "mobile", "telephone"),
            text("city", "town"),
            ImportField.of(Kind.CODE, "country", "country code"),
            text("birthDate", "date of birth", "birthday", "dob"),
            text("timeZone", "time zone"),
            ImportField.of(Kind.LIST, "tags", "labels"),
            ImportField.of(Kind.FLAG, "consent.email", "email consent", "email opt in", "newsletter"),
            ImportField.of(Kind.FLAG, "consent.sms", "sms consent", "sms opt in"),
            ImportField.of(Kind.MOMENT, "updatedAt", "last modified", "changed at"));

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public boolean takesAttributes() {
        return true;
    }
}
