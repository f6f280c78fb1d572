package io.micms.customer.customers;

import io.micms.platform.consuming.Ingestion;
import io.micms.platform.consuming.Received;
import io.micms.platform.consuming.Rejections;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes in what other systems say about customers, a batch at a time. */
@Component
public class CustomerIngestion {

    private final Ingestion<CustomerRecord, Customer> ingestion;

    CustomerIngestion(Customers customers, Identification identification, Clock clock) {
        this.ingestion = new Ingestion<>(CustomerRecord::at, identification::whomConcern, customers::saveAll, clock);
    }

    public void take(List<Received<CustomerRecord>> batch, Rejections rejections) {
        ingestion.take(batch, rejections);
    }
}
