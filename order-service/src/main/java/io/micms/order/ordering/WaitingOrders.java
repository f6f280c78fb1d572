package io.micms.order.ordering;

import io.micms.order.customers.CustomerArrivals;
import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.KnownCustomers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** Where the last sweep ended; null to begin at the first. */
    private @Nullable String swept;

    WaitingOrders(Orders orders, KnownCustomers customers) {
        this.orders = orders;
        this.customers = customers;
    }

    @Override
    public void arrived(Collection<KnownCustomer> news) {
        customers.remember(news);
        settle(news.stream().flatMap(customer -> customer.references().stream()).collect(Collectors.toSet()));
    }

    /** Lets every order that waits for one of these meet its customer, if the customer is known. */
    void settle(Collection<CustomerReference> references) {
        Map<CustomerReference, KnownCustomer> known = customers.whoAre(references);
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

    @Scheduled(fixedDelayString = "${micms.waiting.sweep-every}", initialDelayString = "${micms.waiting.sweep-every}")
    void sweep() {
        for (int batch = 0; batch < BATCHES_PER_SWEEP; batch++) {
            List<Order> waiting = orders.waitingAfter(swept, BATCH);
            Set<CustomerReference> references =
                    waiting.stream().flatMap(order -> order.awaited().stream()).collect(Collectors.toSet());
            settle(references);
            if (waiting.size() < BATCH) {
                swept = null;
                return;
            }
            swept = waiting.getLast().id();
        }
        log.debug("More orders wait than one sweep looks at; the next one goes on after {}", swept);
    }
}
