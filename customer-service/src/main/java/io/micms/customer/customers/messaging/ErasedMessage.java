package io.micms.customer.customers.messaging;

import io.micms.customer.customers.Customer;
import java.time.Instant;
import java.util.List;

/** The body of {@code customer.erased.v1}: all that is left of a customer. */
record ErasedMessage(String id, long version, Instant erasedAt, List<String> identityHashes) {

    static ErasedMessage from(Customer customer, Customer.Erased erased) {
        return new ErasedMessage(
                customer.id(),
                customer.version(),
                erased.at(),
                erased.identities().stream().sorted().toList());
    }
}
