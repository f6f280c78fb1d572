package io.micms.customer.customers;

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

    private final CustomerRecords records;
    private final CustomerIngestion ingestion;

    CustomerImport(CustomerRecords records, CustomerIngestion ingestion) {
        this.records = records;
        this.ingestion = ingestion;
    }

    @Override
    public String kind() {
        return "customers";
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public boolean takesAttributes() {
        return true;
    }

    @Override
    public void check(JsonNode record) {
        records.read(record);
    }

    @Override
    public Map<Integer, List<Fault>> take(List<JsonNode> rows, Instant at) {
        List<Received<CustomerRecord>> batch = new ArrayList<>();
        for (JsonNode row : rows) {
            batch.add(new Received<>(kind(), 0, batch.size(), null, null, at, records.read(row)));
        }
        Map<Integer, List<Fault>> refused = new HashMap<>();
        ingestion.take(batch, (received, faults) -> refused.put((int) received.offset(), faults));
        return refused;
    }
}
