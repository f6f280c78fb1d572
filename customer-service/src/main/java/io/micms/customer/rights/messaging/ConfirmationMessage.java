package io.micms.customer.rights.messaging;

import io.micms.customer.rights.Erasures.Confirmation;
import java.time.Instant;

/** What is read of {@code erasure.confirmed.v1}. */
record ConfirmationMessage(String customerId, String service, Instant confirmedAt) {

    Confirmation toConfirmation() {
        return new Confirmation(customerId, service, confirmedAt);
    }
}
