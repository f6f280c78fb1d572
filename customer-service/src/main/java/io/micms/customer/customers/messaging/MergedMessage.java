package io.micms.customer.customers.messaging;

import io.micms.customer.customers.Customer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The body of {@code customer.merged.v1}: what is left of a customer who is part of another. */
record MergedMessage(String id, long version, @Nullable String externalId, String mergedInto, Instant mergedAt) {

    static MergedMessage from(Customer customer, Customer.Merged merged) {
        return new MergedMessage(customer.id(), customer.version(), customer.externalId(), merged.into(), merged.at());
    }
}
