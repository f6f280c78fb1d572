package io.micms.customer.customers.messaging;

import io.micms.customer.customers.Customer;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Clock;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How a customer is told to the world. */
class CustomerPublication implements Publication<Customer> {

    private static final String CHANGED = "customer.changed.v1";
    private static final String MERGED = "customer.merged.v1";
    private static final String ERASED = "customer.erased.v1";

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
        if (customer.erased() != null) {
            return event(customer, ERASED, ErasedMessage.from(customer, customer.erased()));
        }
        if (customer.merged() != null) {
            return event(customer, MERGED, MergedMessage.from(customer, customer.merged()));
        }
        return event(customer, CHANGED, CustomerMessage.from(customer));
    }

    private OutgoingEvent event(Customer customer, String type, Object body) {
        return new OutgoingEvent(
                topics.customers(), customer.id(), customer.id(), type, customer.version(), clock.instant(), body);
    }
}
