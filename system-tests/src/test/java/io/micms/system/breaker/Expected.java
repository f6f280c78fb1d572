package io.micms.system.breaker;

import io.micms.system.breaker.Audience.Shopper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be true in the end of everything that other systems and people have sent. */
final class Expected {

    private final Map<String, ExpectedRecord> customers = new LinkedHashMap<>();
    private final Map<String, ExpectedRecord> orders = new LinkedHashMap<>();
    private final Map<String, String> customerOfOrder = new HashMap<>();
    private final Map<String, Set<String>> poison = new HashMap<>();

    synchronized void customer(String externalId, Map<String, @Nullable Object> named, Instant at) {
        customers.computeIfAbsent(externalId, id -> new ExpectedRecord()).say(named, at);
    }

    synchronized void customerEdited(String externalId, Map<String, @Nullable Object> changes) {
        customers.computeIfAbsent(externalId, id -> new ExpectedRecord()).edit(changes);
    }

    synchronized void order(
            String externalId, String customerExternalId, Map<String, @Nullable Object> named, Instant at) {
        customerOfOrder.put(externalId, customerExternalId);
        orders.computeIfAbsent(externalId, id -> new ExpectedRecord()).say(named, at);
    }

    synchronized void orderEdited(String externalId, Map<String, @Nullable Object> changes) {
        orders.computeIfAbsent(externalId, id -> new ExpectedRecord()).edit(changes);
    }

    /** A record that can only be put aside. */
    synchronized void poison(String topic, String id) {
        poison.computeIfAbsent(topic, name -> new HashSet<>()).add(id);
    }

    synchronized Map<String, Map<String, Object>> customers() {
        return states(customers);
    }

    synchronized Map<String, Map<String, Object>> orders() {
        return states(orders);
    }

    private static Map<String, Map<String, Object>> states(Map<String, ExpectedRecord> records) {
        Map<String, Map<String, Object>> states = new LinkedHashMap<>();
        records.forEach((externalId, record) -> states.put(externalId, record.state()));
        return states;
    }

    synchronized String customerOf(String orderExternalId) {
        return String.valueOf(customerOfOrder.get(orderExternalId));
    }

    synchronized Map<String, Shopper> shoppers() {
        Map<String, List<ExpectedRecord>> ordersOf = new HashMap<>();
        orders.forEach((externalId, order) -> ordersOf.computeIfAbsent(customerOf(externalId), id -> new ArrayList<>())
                .add(order));
        Map<String, Shopper> shoppers = new LinkedHashMap<>();
        customers.forEach((externalId, customer) ->
                shoppers.put(externalId, new Shopper(customer, ordersOf.getOrDefault(externalId, List.of()))));
        return shoppers;
    }

    synchronized Map<String, Set<String>> poison() {
        return Map.copyOf(poison);
    }
}
