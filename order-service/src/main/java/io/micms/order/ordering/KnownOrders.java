package io.micms.order.ordering;

import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.Owner;
import io.micms.platform.consuming.Ingestion;
import io.micms.platform.consuming.Ingestion.Applied;
import io.micms.platform.erasure.PersonErased;
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
    private final Map<CustomerReference, KnownCustomer> erased;
    private final Currency currency;

    /**
     * @param customers whom the records name and the orders wait for, as far as they are known
     * @param owners whose the orders are by now, by the customers whom they met
     * @param erased people who were erased, by how the records name them
     */
    KnownOrders(
            Collection<Order> orders,
            Map<CustomerReference, Owner> customers,
            Map<String, Owner> owners,
            Map<CustomerReference, KnownCustomer> erased,
            Currency currency) {
        orders.forEach(order -> byExternalId.put(order.externalId(), order));
        this.customers = customers;
        this.owners = owners;
        this.erased = erased;
        this.currency = currency;
    }

    /**
     * @throws InvalidInput if it says too little for a new order, or moves one to another customer
     * @throws PersonErased if it would be a new order of somebody who was erased
     */
    @Override
    public Applied<Order> take(OrderRecord record, Instant at, Instant now) {
        return take(record, at, now, Ids::next);
    }

    /** The same, with {@code newId} for a new order. */
    Applied<Order> take(OrderRecord said, Instant at, Instant now, Supplier<String> newId) {
        Order known = said.externalId() == null ? null : byExternalId.get(said.externalId());
        OrderRecord record = admitted(said, at, known != null);
        Owner named = record.customer() == null ? null : customers.get(record.customer());
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

    /**
     * What may be taken of a record: without the customer where that was erased and the record was true before. An id
     * never comes back, while an external id may be another person's later on.
     */
    private OrderRecord admitted(OrderRecord record, Instant at, boolean known) {
        CustomerReference reference = record.customer();
        KnownCustomer customer = reference == null ? null : erased.get(reference);
        if (customer == null
                || !customer.refuses(at) && Objects.requireNonNull(reference).id() == null) {
            return record;
        }
        if (!known) {
            throw new PersonErased(Objects.requireNonNull(customer.erasedAt()));
        }
        return record.withoutCustomer();
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
