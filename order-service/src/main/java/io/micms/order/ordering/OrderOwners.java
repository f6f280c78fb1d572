package io.micms.order.ordering;

import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.KnownCustomers;
import io.micms.order.customers.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps orders with who their customer is by now. News of a customer is written before their orders are looked at, and an
 * order is written before its customer is looked at again, so at least one of the two sides sees the other.
 */
@Component
class OrderOwners {

    private static final int BATCH = 500;

    private final Orders orders;
    private final KnownCustomers customers;

    OrderOwners(Orders orders, KnownCustomers customers) {
        this.orders = orders;
        this.customers = customers;
    }

    /** Brings all orders of these customers, and of whoever is merged into them, to where they belong. */
    void follow(Collection<String> customerIds) {
        boolean more;
        do {
            more = bringHome(astray(customerIds));
        } while (more);
    }

    /** Finds what an instance wrote, as of before a merger or an erasure, and crashed before it looked again. */
    @Scheduled(fixedDelayString = "${micms.waiting.sweep-every}", initialDelayString = "${micms.waiting.sweep-every}")
    void sweep() {
        List<KnownCustomer> due;
        do {
            due = customers.toLookAtAgain(BATCH);
            follow(due.stream().map(KnownCustomer::id).toList());
            customers.lookedAt(due);
        } while (due.size() == BATCH);
    }

    private List<Order> astray(Collection<String> customerIds) {
        Map<String, Owner> owners = customers.owners(customers.withThoseMergedInto(customerIds));
        Map<String, Set<String>> byEnd = owners.values().stream()
                .collect(Collectors.groupingBy(Owner::id, Collectors.mapping(Owner::metAs, Collectors.toSet())));
        if (byEnd.isEmpty()) {
            return List.of();
        }
        List<Order> found = new ArrayList<>(orders.astray(byEnd, BATCH));
        Set<String> erased =
                owners.values().stream().filter(Owner::erased).map(Owner::metAs).collect(Collectors.toSet());
        if (found.isEmpty() && !erased.isEmpty()) {
            found.addAll(orders.named(erased, BATCH));
        }
        return found;
    }

    /**
     * Looks once more at whose these are that were just written.
     *
     * @return whether any was astray
     */
    boolean lookAgain(Collection<Order> written) {
        Map<String, Owner> owners = of(written);
        Set<String> astray = written.stream()
                .map(order -> owner(order, owners))
                .filter(Objects::nonNull)
                .map(Owner::metAs)
                .collect(Collectors.toSet());
        if (astray.isEmpty()) {
            return false;
        }
        follow(astray);
        return true;
    }

    /** @return whether any could be brought home; of some, whom they met may not have been heard of yet */
    private boolean bringHome(Collection<Order> astray) {
        Map<String, Owner> owners = of(astray);
        List<Order> moving = astray.stream()
                .filter(order -> {
                    Owner owner = owner(order, owners);
                    return owner != null && order.belongTo(owner);
                })
                .toList();
        // What somebody else wrote first is found again.
        orders.saveAll(moving);
        return !moving.isEmpty();
    }

    /** Whose these are by now, by the customers whom they met. */
    Map<String, Owner> of(Collection<Order> some) {
        return customers.owners(
                some.stream().map(Order::metCustomerId).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    /** The owner with whom the order does not stand yet; null if it stands with the right one, or waits. */
    private static @Nullable Owner owner(Order order, Map<String, Owner> owners) {
        Owner owner = order.metCustomerId() == null ? null : owners.get(order.metCustomerId());
        return owner == null || order.isOwnedBy(owner) ? null : owner;
    }
}
