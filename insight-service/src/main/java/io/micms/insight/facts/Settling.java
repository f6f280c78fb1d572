package io.micms.insight.facts;

import io.micms.platform.leasing.Leases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Computes anew what rows are marked with, and takes the marks away. Whatever ends in between, the marks are still there, and whoever
 * comes next does it again. Many rows are taken at a time: a day on which a thousand orders changed is computed once.
 */
@Component
public class Settling {

    private static final Logger log = LoggerFactory.getLogger(Settling.class);
    private static final int ROWS_AT_A_TIME = 20_000;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Facts facts;
    private final ObjectProvider<Derived> derived;
    private final Leases leases;
    private final MeterRegistry meters;

    Settling(Facts facts, ObjectProvider<Derived> derived, Leases leases, MeterRegistry meters) {
        this.facts = facts;
        this.derived = derived;
        this.leases = leases;
        this.meters = meters;
        Gauge.builder("micms.insights.pending", this, Settling::pending)
                .description("Changes that figures do not show yet")
                .register(meters);
    }

    /** How many changes have come in that the figures do not show yet. */
    public long pending() {
        return facts.marked().stream().mapToLong(Rows::countStale).sum();
    }

    /** Computes anew what is known of these customers, at once: for those of whom nothing may be known any more. */
    public void settlePersons(Collection<String> customerIds) {
        List<Mark> marks = customerIds.stream().map(Mark::person).toList();
        if (!marks.isEmpty()) {
            derived.forEach(one -> one.recompute(marks));
        }
    }

    @Scheduled(fixedDelayString = "${micms.insights.settle-every:400ms}")
    void sweep() {
        try {
            if (anythingStale()) {
                leases.run("settling", LEASE, this::settle);
            }
        } catch (RuntimeException e) {
            log.warn("Settling failed and is repeated: {}", e.toString());
        }
    }

    private boolean anythingStale() {
        return facts.marked().stream().anyMatch(rows -> !rows.stale(1).isEmpty());
    }

    /** Works off all marks, whoever else is at it. */
    public void settle() {
        while (settleSome()) {
            // There were more than are taken at a time.
        }
    }

    /** @return whether there may be more */
    private boolean settleSome() {
        Timer.Sample sample = Timer.start(meters);
        Set<Mark> marks = new HashSet<>();
        List<Runnable> done = new ArrayList<>();
        int read = 0;
        boolean more = false;
        for (Rows<?> rows : facts.marked()) {
            List<Rows.Stale> stale = rows.stale(ROWS_AT_A_TIME);
            stale.forEach(row -> marks.addAll(row.marks()));
            done.add(() -> rows.settle(stale));
            read += stale.size();
            more |= stale.size() == ROWS_AT_A_TIME;
        }
        if (marks.isEmpty()) {
            return false;
        }
        derived.forEach(one -> one.recompute(marks));
        done.forEach(Runnable::run);
        meters.counter("micms.insights.settled").increment(read);
        sample.stop(meters.timer("micms.insights.settling"));
        return more;
    }
}
