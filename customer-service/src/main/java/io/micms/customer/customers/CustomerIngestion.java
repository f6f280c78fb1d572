package io.micms.customer.customers;

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
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Takes in what other systems say about customers, a batch at a time. */
@Component
public class CustomerIngestion {

    /** A record from further ahead would win over every honest one until its day comes. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);

    private static final int ATTEMPTS = 10;

    private final Customers customers;
    private final Clock clock;

    CustomerIngestion(Customers customers, Clock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    /** Applies a batch of records; in which order they come, and how often, makes no difference. */
    public void take(List<Received<CustomerRecord>> batch, Rejections rejections) {
        Instant now = clock.instant();
        List<Received<CustomerRecord>> pending = batch.stream()
                .filter(received -> isCredible(received, now, rejections))
                .sorted(Comparator.comparing(CustomerIngestion::at))
                .toList();
        for (int attempt = 1; !pending.isEmpty(); attempt++) {
            if (attempt > ATTEMPTS) {
                throw new ConcurrencyFailureException(
                        "Other writers came first %d times over %d customers".formatted(ATTEMPTS, pending.size()));
            }
            pending = write(pending, now, rejections);
        }
    }

    /** @return the records whose customers another writer has changed in the meantime */
    private List<Received<CustomerRecord>> write(
            List<Received<CustomerRecord>> records, Instant now, Rejections rejections) {
        KnownCustomers known =
                customers.whomConcern(records.stream().map(Received::body).toList());
        Map<Received<CustomerRecord>, Customer> concerned = new IdentityHashMap<>();
        Set<Customer> changed = new LinkedHashSet<>();
        for (Received<CustomerRecord> received : records) {
            try {
                var outcome = known.take(received.body(), at(received), now, Ids::next);
                concerned.put(received, outcome.customer());
                if (outcome.changed()) {
                    changed.add(outcome.customer());
                }
            } catch (InvalidInput e) {
                rejections.reject(received, e.faults());
            }
        }
        Collection<Customer> unwritten = new HashSet<>(customers.saveAll(changed));
        return records.stream()
                .filter(received -> unwritten.contains(concerned.get(received)))
                .collect(Collectors.toList());
    }

    private static boolean isCredible(Received<CustomerRecord> received, Instant now, Rejections rejections) {
        if (at(received).isAfter(now.plus(CLOCKS_DIFFER_BY))) {
            rejections.reject(
                    received,
                    List.of(new Fault("/updatedAt", "The record is from the future: %s.".formatted(at(received)))));
            return false;
        }
        return true;
    }

    private static Instant at(Received<CustomerRecord> received) {
        return received.body().at(received.time());
    }
}
