package io.micms.order.ordering;

import io.micms.order.customers.CustomerReference;
import io.micms.platform.records.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some system says about an order at some instant: an update of what it names. Made by {@link OrderRecords}, so it
 * adds up in itself.
 *
 * @param externalId the order's id in the system that owns it; null if it has none
 * @param customer whose order it is; null if the record does not say
 * @param updatedAt when the record was true; null if it does not say
 */
public record OrderRecord(
        @Nullable String externalId,
        @Nullable CustomerReference customer,
        Change<Instant> placedAt,
        Change<OrderStatus> status,
        Change<Money> total,
        Change<Money> discount,
        Change<Money> shipping,
        Change<Money> tax,
        Change<String> channel,
        Change<List<OrderItem>> items,
        @Nullable Instant updatedAt) {

    /** The same, of nobody in particular. */
    OrderRecord withoutCustomer() {
        return new OrderRecord(
                externalId, null, placedAt, status, total, discount, shipping, tax, channel, items, updatedAt);
    }

    /** The instant at which the record was true: its own, else that of the envelope it came in. */
    public Instant at(Instant envelope) {
        return updatedAt != null ? updatedAt : envelope;
    }
}
