package io.micms.order.ordering;

import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.Owner;
import io.micms.platform.consuming.Ingestion;
import io.micms.platform.consuming.Ingestion.Applied;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The orders that some records are about, with the customers that these name. */
final class KnownOrders implements Ingestion.Known<OrderRecord, Order> {

    private final Map<String, Order> byExternalId = new HashMap<>();
    private final Map<CustomerReference, Owner> customers;
    private final Map<String, Owner> owners;
    private final Currency currency;

    /**
     * @param customers whom the records name and the orders wait for, as far as they are known
     * @param owners whose the orders are by now, by the customers whom they met
     */
    KnownOrders(
            Collection<Order> orders,
            Map<CustomerReference, Owner> customers,
            Map<String, Owner> owners,
            Currency currency) {
        orders.forEach(order -> byExternalId.put(order.externalId(), order));
        this.customers = customers;
        this.owners = owners;
        this.currency = currency;
    }

    /** @throws InvalidInput if it says too little for a new order, or moves one to another customer */
    @Override
    public Applied<Order> take(OrderRecord record, Instant at, Instant now) {
        return take(record, at, now, Ids::next);
    }

    /** The same, with {@code newId} for a new order. */
    Applied<Order> take(OrderRecord record, Instant at, Instant now, Supplier<String> newId) {
        Owner named = record.customer() == null ? null : customers.get(record.customer());
        Order known = record.externalId() == null ? null : byExternalId.get(record.externalId());
        boolean gone = known != null && known.isDeleted();
        Order order = known != null ? known : Order.from(newId.get(), record, currency, at, now);
        // First, since whoever names the customer may mean who they are by now.
        boolean moved = follow(order);
        boolean changed = known == null || known.apply(record, named, at);
        boolean met = named != null && order.meet(named);
        if (known == null && record.externalId() != null) {
            byExternalId.put(record.externalId(), order);
        }
        return new Applied<>(order, known == null || gone && !order.isDeleted(), changed || moved || met);
    }

    private boolean follow(Order order) {
        if (order.isWaiting()) {
            return order.awaited().stream()
                    .map(customers::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(order::meet)
                    .orElse(false);
        }
        Owner owner = owners.get(order.metCustomerId());
        return owner != null && order.belongTo(owner);
    }

    /** The customer of that reference; null while they are not known. */
    @Nullable
    Owner customer(@Nullable CustomerReference reference) {
        return reference == null ? null : customers.get(reference);
    }
}
