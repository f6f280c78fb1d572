package io.micms.customer.customers;

import io.micms.platform.consuming.Ingestion;
import io.micms.platform.consuming.Intake;
import io.micms.platform.consuming.Outcome;
import io.micms.platform.consuming.Received;
import io.micms.platform.problem.InvalidRecord;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes in what other systems say about customers, a batch at a time. */
@Component
public class CustomerIngestion implements Intake<CustomerRecord, Customer> {

    private final CustomerRecords records;
    private final Ingestion<CustomerRecord, Customer> ingestion;

    CustomerIngestion(CustomerRecords records, Customers customers, Identification identification, Clock clock) {
        this.records = records;
        this.ingestion = new Ingestion<>(CustomerRecord::at, identification::whomConcern, customers::saveAll, clock);
    }

    @Override
    public String kind() {
        return "customers";
    }

    /** @throws InvalidRecord with every fault of it */
    @Override
    public CustomerRecord read(JsonNode body) {
        return records.read(body);
    }

    @Override
    public List<Outcome<Customer>> take(List<Received<CustomerRecord>> batch) {
        return ingestion.take(batch);
    }
}
