package io.micms.customer.rights;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.customer.customers.Customer;
import io.micms.customer.customers.CustomerService;
import io.micms.platform.problem.Gone;
import io.micms.platform.problem.NotFound;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.rejected.RejectedRecords;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Erases people. That it is to be done is written first, with everyone whom the person was known as; what a crash leaves
 * is completed by the sweeper.
 */
@Component
public class Erasures {

    private static final Logger log = LoggerFactory.getLogger(Erasures.class);
    private static final SortOptions SORTS = new SortOptions("-erasedAt", Map.of("erasedAt", "erasedAt"));
    private static final int SWEPT = 100;

    private final CustomerService customers;
    private final RejectedRecords rejectedRecords;
    private final MongoTemplate mongo;
    private final KeysetPages pages;
    private final MeterRegistry meters;
    private final Clock clock;

    Erasures(
            CustomerService customers,
            RejectedRecords rejectedRecords,
            MongoTemplate mongo,
            KeysetPages pages,
            MeterRegistry meters,
            Clock clock) {
        this.customers = customers;
        this.rejectedRecords = rejectedRecords;
        this.mongo = mongo;
        this.pages = pages;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Erases a person, here at once and elsewhere soon. Erasing again changes nothing.
     *
     * @param ifMatch the entity tag of the state that the caller saw; null where they do not mind
     * @param by who wants it, for people to read
     * @throws NotFound if there is no such customer
     * @throws Gone if the customer is part of another, who can be erased
     * @throws StaleDocument if the customer is not in the state that the tag names
     */
    public Erasure erase(String customerId, @Nullable String ifMatch, String by) {
        Optional<Erasure> begun = find(customerId);
        if (begun.isEmpty()) {
            customers.settle(customerId);
            Set<String> everybody = customers.everybody(customerId, ifMatch);
            mongo.upsert(
                    byId(customerId),
                    new Update()
                            .setOnInsert("erasedAt", clock.instant().truncatedTo(ChronoUnit.MILLIS))
                            .setOnInsert("requestedBy", by)
                            .setOnInsert("pending", true)
                            .addToSet("ids")
                            .each(everybody.toArray()),
                    Erasure.class);
        }
        if (begun.isEmpty() || begun.get().pending() != null) {
            carryOut(customerId);
        }
        return get(customerId);
    }

    private void carryOut(String customerId) {
        Set<String> open = new HashSet<>(get(customerId).ids());
        Set<String> done = new HashSet<>();
        Instant erasedAt = null;
        while (!open.isEmpty()) {
            // The survivor first: from then on nobody takes in anything for those who are one with them.
            String id = open.contains(customerId) ? customerId : open.iterator().next();
            boolean asPart = !id.equals(customerId);
            Optional<Customer.Erased> erased = customers.erase(id, asPart, held -> {
                include(customerId, held.ids(), open, done);
                rejectedRecords.forget(held.names());
            });
            if (!asPart) {
                erasedAt = erased.map(Customer.Erased::at).orElse(null);
            } else if (erased.isEmpty()) {
                mongo.updateFirst(byId(customerId), new Update().pull("ids", id), Erasure.class);
            }
            open.remove(id);
            done.add(id);
        }
        Update complete = new Update().unset("pending");
        if (erasedAt != null) {
            complete.set("erasedAt", erasedAt);
        }
        mongo.updateFirst(byId(customerId), complete, Erasure.class);
        meters.counter("micms.customers.erased").increment();
    }

    private void include(String customerId, Set<String> everybody, Set<String> open, Set<String> done) {
        mongo.updateFirst(byId(customerId), new Update().addToSet("ids").each(everybody.toArray()), Erasure.class);
        everybody.stream().filter(id -> !done.contains(id)).forEach(open::add);
    }

    /** @throws NotFound if that customer was not erased */
    public Erasure get(String customerId) {
        return find(customerId).orElseThrow(() -> new NotFound("erasure of customer " + customerId));
    }

    private Optional<Erasure> find(String customerId) {
        return Optional.ofNullable(mongo.findById(customerId, Erasure.class));
    }

    /** The latest first. */
    public Page<Erasure> page(ListQuery list) {
        return pages.find(Erasure.class, new Criteria(), list, SORTS);
    }

    /** Takes note that services hold nothing of some customers any more. */
    public void confirmed(Collection<Confirmation> confirmations) {
        for (Confirmation confirmation : confirmations) {
            mongo.updateFirst(
                    new Query(where("ids").is(confirmation.customerId())),
                    new Update()
                            .set(
                                    "confirmed."
                                            + Erasure.confirmation(confirmation.customerId(), confirmation.service()),
                                    confirmation.confirmedAt()),
                    Erasure.class);
        }
    }

    /** What a service says of a customer who was erased. */
    public record Confirmation(String customerId, String service, Instant confirmedAt) {}

    @Scheduled(fixedDelayString = "${micms.rights.sweep-every}", initialDelayString = "${micms.rights.sweep-every}")
    void sweep() {
        Query begun = new Query(where("pending").is(true)).limit(SWEPT);
        for (Erasure erasure : mongo.find(begun, Erasure.class)) {
            try {
                carryOut(erasure.customerId());
            } catch (RuntimeException e) {
                log.warn("The erasure of customer {} is not complete yet", erasure.customerId(), e);
            }
        }
    }

    private static Query byId(String customerId) {
        return new Query(where("_id").is(customerId));
    }
}
