package io.micms.order.ordering;

import io.micms.order.customers.CustomerArrivals;
import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.KnownCustomers;
import io.micms.order.customers.Owner;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Brings orders and customers together whichever comes first. Both sides write first and look second, so at least one
 * of them sees the other; what crashed between its two steps is found by the sweeper.
 */
@Component
class WaitingOrders implements CustomerArrivals {

    private static final Logger log = LoggerFactory.getLogger(WaitingOrders.class);
    private static final int BATCH = 500;
    private static final int BATCHES_PER_SWEEP = 20;

    private final Orders orders;
    private final KnownCustomers customers;
    private final OrderOwners owners;

    /** Where the last sweep ended; null to begin at the first. */
    private @Nullable String swept;

    WaitingOrders(Orders orders, KnownCustomers customers, OrderOwners owners) {
        this.orders = orders;
        this.customers = customers;
        this.owners = owners;
    }

    @Override
    public void arrived(Collection<KnownCustomer> news) {
        customers.remember(news);
        settle(news.stream().flatMap(customer -> customer.references().stream()).collect(Collectors.toSet()));
        if (news.stream().anyMatch(KnownCustomer::isErased)) {
            // What they used to be called is only known as hashes, so every waiting order is asked.
            lookThrough(Integer.MAX_VALUE, null);
        }
        owners.follow(news.stream().map(KnownCustomer::id).collect(Collectors.toSet()));
    }

    /** Lets every order that waits for one of these meet its customer, if the customer is known. */
    void settle(Collection<CustomerReference> references) {
        settleErased(customers.whoWasErased(references));
        Map<CustomerReference, Owner> known = customers.whoAre(references);
        while (!known.isEmpty()) {
            List<Order> waiting = orders.waitingFor(known.keySet(), BATCH);
            waiting.forEach(order -> order.awaited().stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(order::meet));
            int unwritten = orders.saveAll(waiting).size();
            // Orders that somebody else changed meanwhile are still in the index, or were met by that somebody.
            if (waiting.size() < BATCH && unwritten == 0) {
                return;
            }
        }
    }

    /** What was said of an erased person before that becomes theirs without their name; what was said later waits on. */
    private void settleErased(Map<CustomerReference, KnownCustomer> erased) {
        String after = null;
        while (!erased.isEmpty()) {
            List<Order> waiting = orders.waitingFor(erased.keySet(), after, BATCH);
            List<Order> theirs = waiting.stream()
                    .filter(order -> order.awaited().stream()
                            .map(erased::get)
                            .filter(Objects::nonNull)
                            .filter(customer -> customer.refuses(order.updatedAt()))
                            .findFirst()
                            .map(customer -> order.meet(customer.owner()))
                            .orElse(false))
                    .toList();
            if (!orders.saveAll(theirs).isEmpty()) {
                continue; // Somebody else changed some; they are read again.
            }
            if (waiting.size() < BATCH) {
                return;
            }
            after = waiting.getLast().id();
        }
    }

    @Scheduled(fixedDelayString = "${micms.waiting.sweep-every}", initialDelayString = "${micms.waiting.sweep-every}")
    void sweep() {
        swept = lookThrough(BATCHES_PER_SWEEP, swept);
    }

    /** @return where it ended; null if at the end */
    private @Nullable String lookThrough(int batches, @Nullable String from) {
        String after = from;
        for (int batch = 0; batch < batches; batch++) {
            List<Order> waiting = orders.waitingAfter(after, BATCH);
            settle(waiting.stream().flatMap(order -> order.awaited().stream()).collect(Collectors.toSet()));
            if (waiting.size() < BATCH) {
                return null;
            }
            after = waiting.getLast().id();
        }
        log.debug("More orders wait than one sweep looks at; the next one goes on after {}", after);
        return after;
    }
}
