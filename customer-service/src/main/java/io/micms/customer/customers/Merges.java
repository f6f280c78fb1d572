package io.micms.customer.customers;

import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Gone;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.CompetingWrites;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes one customer of two, and two again. Each is two writes: the first says what is to become of whom, and whoever
 * comes across it later, be it the sweeper, does the second. To merge, the one customer first says into whom they go,
 * then the other takes them in. To undo it, the survivor first lets them go, then they are themselves again.
 */
@Component
class Merges {

    private static final Logger log = LoggerFactory.getLogger(Merges.class);
    private static final int ATTEMPTS = 10;
    private static final int SWEPT = 100;

    private final Customers customers;
    private final MeterRegistry meters;
    private final Clock clock;

    Merges(Customers customers, MeterRegistry meters, Clock clock) {
        this.customers = customers;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Makes the second customer part of the first.
     *
     * @param by who says that they are one person
     * @return the first, who is both now
     * @throws InvalidInput if they are the same already
     * @throws NotFound if one of them does not exist
     * @throws Gone if one of them was merged or erased
     * @throws Conflict if too many are one already
     */
    Customer merge(String survivorId, String otherId, String by) {
        if (survivorId.equals(otherId)) {
            throw new InvalidInput("/customerId", "A customer cannot be merged into themselves.");
        }
        CompetingWrites.repeat(ATTEMPTS, () -> {
            Customer survivor = customers.get(survivorId);
            Customer other = customers.get(otherId);
            if (other.isUnsettled()) {
                settle(otherId);
                other = customers.get(otherId);
            }
            survivor.requireRoomFor(other);
            other.mergeInto(survivorId, clock.instant(), by);
            return customers.save(other);
        });
        meters.counter("micms.customers.merged").increment();
        settle(otherId);
        return customers.get(survivorId);
    }

    /**
     * Makes a merged customer one of their own again, along with those who had been merged into them.
     *
     * @throws NotFound if they were not merged into that customer
     * @throws Conflict if it is too long ago
     */
    Customer undo(String survivorId, String mergedId) {
        CompetingWrites.repeat(ATTEMPTS, () -> {
            Customer survivor = customers.get(survivorId);
            return survivor.release(mergedId, clock.instant()) ? customers.save(survivor) : survivor;
        });
        meters.counter("micms.customers.merges.undone").increment();
        settle(survivorId);
        return customers.get(mergedId);
    }

    /** Completes every merge of somebody into that customer that has begun. */
    void settleThoseOnTheWayTo(String id) {
        customers.onTheWayTo(id).forEach(customer -> settle(customer.id()));
    }

    /** Completes what began with that customer, if anything. */
    void settle(String id) {
        CompetingWrites.repeat(ATTEMPTS, () -> {
            Optional<Customer> customer = customers.find(id);
            customer.ifPresent(this::settle);
            return customer;
        });
    }

    private void settle(Customer customer) {
        if (customer.merged() != null) {
            settleMerged(customer);
        } else if (customer.isUnsettled()) {
            settleLeaving(customer);
        }
    }

    private void settleMerged(Customer stub) {
        if (!stub.isUnsettled()) {
            for (Customer survivor : customers.survivorsOf(Set.of(stub.id()))) {
                settleLeaving(survivor);
            }
            return;
        }
        Optional<Customer> survivor = survivorOf(stub);
        if (survivor.isEmpty()) {
            return;
        }
        Customer into = survivor.get();
        if (into.erased() != null) {
            // Nobody asked to erase this one: they were not part of the other yet.
            stub.stay();
        } else {
            if (into.parts().stream().noneMatch(part -> part.id().equals(stub.id()))) {
                into.absorb(stub);
                customers.save(into);
            }
            stub.handedOver();
        }
        customers.save(stub);
    }

    /**
     * Who takes in someone who was merged; empty if that turned out to be nobody, because people merged customers into
     * each other at the same moment. Then one of them, the same for whoever looks, stays.
     */
    private Optional<Customer> survivorOf(Customer stub) {
        Map<String, Customer> way = new LinkedHashMap<>();
        Customer at = stub;
        while (at.merged() != null) {
            if (way.put(at.id(), at) != null) {
                List<Customer> all = new ArrayList<>(way.values());
                List<Customer> circle = all.subList(List.copyOf(way.keySet()).indexOf(at.id()), all.size());
                Customer staying =
                        circle.stream().min(Comparator.comparing(Customer::id)).orElseThrow();
                staying.stay();
                customers.save(staying);
                return staying.id().equals(stub.id()) ? Optional.empty() : survivorOf(stub);
            }
            at = next(at);
        }
        return Optional.of(at);
    }

    private Customer next(Customer merged) {
        if (!merged.isUnsettled()) {
            for (Customer survivor : customers.survivorsOf(Set.of(merged.id()))) {
                if (survivor.present().stream().anyMatch(part -> part.id().equals(merged.id()))) {
                    return survivor;
                }
            }
        }
        String into = Objects.requireNonNull(merged.merged()).into();
        return customers.find(into).orElseThrow(() -> new NotFound("customer " + into));
    }

    private void settleLeaving(Customer survivor) {
        if (survivor.leaving().isEmpty()) {
            return;
        }
        for (Part part : survivor.leaving()) {
            Customer back = customers.find(part.id()).orElseThrow(() -> new NotFound("customer " + part.id()));
            if (back.merged() != null) {
                back.comeBack(part, survivor.leavingWith(part));
                customers.save(back);
            }
        }
        survivor.forgetLeft();
        customers.save(survivor);
    }

    /** Completes what a crash left. */
    @Scheduled(fixedDelayString = "${micms.merging.sweep-every}", initialDelayString = "${micms.merging.sweep-every}")
    void sweep() {
        for (Customer customer : customers.unsettled(SWEPT)) {
            try {
                settle(customer.id());
            } catch (RuntimeException e) {
                log.warn("What became of customer {} is not complete yet", customer.id(), e);
            }
        }
    }
}
