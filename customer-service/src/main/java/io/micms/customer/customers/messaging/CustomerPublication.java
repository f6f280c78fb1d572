package io.micms.customer.customers.messaging;

import io.micms.customer.customers.Customer;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Clock;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How a customer is told to the world. */
class CustomerPublication implements Publication<Customer> {

    private static final String CHANGED = "customer.changed.v1";

    private final Topics topics;
    private final Clock clock;

    CustomerPublication(Topics topics, Clock clock) {
        this.topics = topics;
        this.clock = clock;
    }

    /** @param customers where customers are published */
    @ConfigurationProperties("micms.topics")
    record Topics(String customers) {}

    @Override
    public Class<Customer> type() {
        return Customer.class;
    }

    @Override
    public OutgoingEvent event(Customer customer) {
        return new OutgoingEvent(
                topics.customers(),
                customer.id(),
                customer.id(),
                CHANGED,
                customer.version(),
                clock.instant(),
                CustomerMessage.from(customer));
    }
}
