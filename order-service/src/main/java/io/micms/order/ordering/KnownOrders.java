package io.micms.order.ordering;

import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.KnownCustomer;
import io.micms.platform.consuming.Ingestion;
import io.micms.platform.consuming.Outcome.Applied;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The orders that some records are about, with the customers that these name. */
final class KnownOrders implements Ingestion.Known<OrderRecord, Order> {

    private final Map<String, Order> byExternalId = new HashMap<>();
    private final Map<CustomerReference, KnownCustomer> customers;
    private final Currency currency;

    KnownOrders(Collection<Order> orders, Map<CustomerReference, KnownCustomer> customers, Currency currency) {
        orders.forEach(order -> byExternalId.put(order.externalId(), order));
        this.customers = customers;
        this.currency = currency;
    }

    /** @throws InvalidInput if it says too little for a new order, or moves one to another customer */
    @Override
    public Applied<Order> take(OrderRecord record, Instant at, Instant now) {
        return take(record, at, now, Ids::next);
    }

    /** The same, with {@code newId} for a new order. */
    Applied<Order> take(OrderRecord record, Instant at, Instant now, Supplier<String> newId) {
        KnownCustomer named = record.customer() == null ? null : customers.get(record.customer());
        Order known = record.externalId() == null ? null : byExternalId.get(record.externalId());
        Order order = known != null ? known : Order.from(newId.get(), record, currency, at, now);
        boolean changed = known == null || known.apply(record, named, at);
        boolean met = named != null && order.meet(named);
        if (known == null && record.externalId() != null) {
            byExternalId.put(record.externalId(), order);
        }
        return new Applied<>(order, known == null, changed || met);
    }

    /** The customer of that reference; null while they are not known. */
    @Nullable
    KnownCustomer customer(@Nullable CustomerReference reference) {
        return reference == null ? null : customers.get(reference);
    }
}
