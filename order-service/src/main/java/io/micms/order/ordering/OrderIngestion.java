package io.micms.order.ordering;

import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.KnownCustomers;
import io.micms.platform.consuming.Received;
import io.micms.platform.consuming.Rejections;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Takes in what other systems say about orders, a batch at a time. */
@Component
public class OrderIngestion {

    /** A record from further ahead would win over every honest one until its day comes. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);

    private static final int ATTEMPTS = 10;

    private final Orders orders;
    private final KnownCustomers customers;
    private final WaitingOrders waitingOrders;
    private final PlatformProperties platform;
    private final Clock clock;

    OrderIngestion(
            Orders orders,
            KnownCustomers customers,
            WaitingOrders waitingOrders,
            PlatformProperties platform,
            Clock clock) {
        this.orders = orders;
        this.customers = customers;
        this.waitingOrders = waitingOrders;
        this.platform = platform;
        this.clock = clock;
    }

    /** Applies a batch of records; in which order they come, and how often, makes no difference. */
    public void take(List<Received<OrderRecord>> batch, Rejections rejections) {
        Instant now = clock.instant();
        List<Received<OrderRecord>> pending = batch.stream()
                .filter(received -> isCredible(received, now, rejections))
                .sorted(Comparator.comparing(OrderIngestion::at))
                .toList();
        Set<CustomerReference> awaited = new HashSet<>();
        for (int attempt = 1; !pending.isEmpty(); attempt++) {
            if (attempt > ATTEMPTS) {
                throw new ConcurrencyFailureException(
                        "Other writers came first %d times over %d orders".formatted(ATTEMPTS, pending.size()));
            }
            pending = write(pending, now, rejections, awaited);
        }
        if (!awaited.isEmpty()) {
            waitingOrders.settle(awaited);
        }
    }

    /** @return the records whose orders another writer has changed in the meantime */
    private List<Received<OrderRecord>> write(
            List<Received<OrderRecord>> records, Instant now, Rejections rejections, Set<CustomerReference> awaited) {
        KnownOrders known = known(records.stream().map(Received::body).toList());
        Map<Received<OrderRecord>, Order> concerned = new IdentityHashMap<>();
        Set<Order> changed = new LinkedHashSet<>();
        for (Received<OrderRecord> received : records) {
            try {
                var outcome = known.take(received.body(), at(received), now, Ids::next);
                concerned.put(received, outcome.order());
                if (outcome.changed()) {
                    changed.add(outcome.order());
                }
            } catch (InvalidInput e) {
                rejections.reject(received, e.faults());
            }
        }
        Collection<Order> unwritten = new HashSet<>(orders.saveAll(changed));
        // Also those that were not changed: they may have been written by a run that crashed before it looked.
        concerned.values().stream()
                .filter(Order::isWaiting)
                .map(Order::customer)
                .forEach(awaited::add);
        return records.stream()
                .filter(received -> unwritten.contains(concerned.get(received)))
                .collect(Collectors.toList());
    }

    /** Everything that is known of what the records are about. */
    KnownOrders known(Collection<OrderRecord> records) {
        Set<String> externalIds = records.stream()
                .map(OrderRecord::externalId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<CustomerReference> references = records.stream()
                .map(OrderRecord::customer)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new KnownOrders(orders.withExternalIds(externalIds), customers.whoAre(references), platform.currency());
    }

    private static boolean isCredible(Received<OrderRecord> received, Instant now, Rejections rejections) {
        if (at(received).isAfter(now.plus(CLOCKS_DIFFER_BY))) {
            rejections.reject(
                    received,
                    List.of(new Fault("/updatedAt", "The record is from the future: %s.".formatted(at(received)))));
            return false;
        }
        return true;
    }

    private static Instant at(Received<OrderRecord> received) {
        return received.body().at(received.time());
    }
}
