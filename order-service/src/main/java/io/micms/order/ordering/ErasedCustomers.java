package io.micms.order.ordering;

import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.KnownCustomers;
import io.micms.platform.consuming.Received;
import io.micms.platform.erasure.PersonErased;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps out what names an erased person as of their erasure or before. Of an order that is known the rest is taken; a new
 * one is dropped and counted, and not put with the dead letters, which would keep what had to go.
 */
@Component
class ErasedCustomers {

    private final KnownCustomers customers;
    private final Orders orders;
    private final Counter refused;

    ErasedCustomers(KnownCustomers customers, Orders orders, MeterRegistry meters) {
        this.customers = customers;
        this.orders = orders;
        this.refused = meters.counter("micms.erased.refused");
    }

    /** The records that may be taken in, as they may be. */
    List<Received<OrderRecord>> admit(List<Received<OrderRecord>> batch) {
        Map<CustomerReference, KnownCustomer> erased = customers.whoWasErased(batch.stream()
                .map(received -> received.body().customer())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        if (erased.isEmpty()) {
            return batch;
        }
        Set<String> known = new HashSet<>();
        orders.withExternalIds(batch.stream()
                        .map(received -> received.body().externalId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .forEach(order -> known.add(order.externalId()));
        List<Received<OrderRecord>> admitted = new ArrayList<>(batch.size());
        for (Received<OrderRecord> received : batch) {
            OrderRecord record = received.body();
            if (!names(record, record.at(received.time()), erased)) {
                admitted.add(received);
            } else if (known.contains(record.externalId())) {
                admitted.add(received.with(record.withoutCustomer()));
            } else {
                refused.increment();
            }
        }
        return admitted;
    }

    /**
     * The same for somebody who waits for the answer.
     *
     * @throws PersonErased if it would be a new order
     */
    OrderRecord admit(OrderRecord record, Instant at) {
        CustomerReference customer = record.customer();
        if (customer == null) {
            return record;
        }
        Map<CustomerReference, KnownCustomer> erased = customers.whoWasErased(Set.of(customer));
        if (!names(record, at, erased)) {
            return record;
        }
        if (record.externalId() != null
                && !orders.withExternalIds(Set.of(record.externalId())).isEmpty()) {
            return record.withoutCustomer();
        }
        refused.increment();
        throw new PersonErased(Objects.requireNonNull(
                Objects.requireNonNull(erased.get(customer)).erasedAt()));
    }

    /** An id never comes back, while an external id may be another person's later on. */
    private static boolean names(OrderRecord record, Instant at, Map<CustomerReference, KnownCustomer> erased) {
        CustomerReference reference = record.customer();
        @Nullable KnownCustomer customer = reference == null ? null : erased.get(reference);
        return customer != null
                && (customer.refuses(at) || Objects.requireNonNull(reference).id() != null);
    }
}
