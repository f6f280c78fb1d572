package io.micms.order.ordering.messaging;

import io.micms.order.ordering.Order;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code order.deleted.v1}. */
record DeletedOrderMessage(
        String id,
        long version,
        @Nullable String externalId,
        String customerId,
        @Nullable String customerExternalId,
        Instant deletedAt) {

    /** @param order that is deleted and whose customer is known */
    static DeletedOrderMessage from(Order order) {
        return new DeletedOrderMessage(
                order.id(),
                order.version(),
                order.externalId(),
                Objects.requireNonNull(order.customerId()),
                order.customerExternalId(),
                Objects.requireNonNull(order.deletedAt()));
    }
}
