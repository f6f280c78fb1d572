package io.micms.customer.duplicates;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.customer.customers.Customer;
import io.micms.customer.customers.Likenesses;
import io.micms.customer.customers.Likenesses.Likeness;
import io.micms.customer.duplicates.Duplicate.Reason;
import io.micms.platform.problem.NotFound;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Who shares what with whom. A customer's write marks them as not compared yet; here they are compared, a moment later
 * and by whoever gets to it. A group is written only as it was before its members were read, so that the last one to
 * write it has read the latest of them.
 */
@Component
public class Duplicates {

    private static final SortOptions SORTS = new SortOptions("-detectedAt", Map.of("detectedAt", "detectedAt"));
    private static final int ATTEMPTS = 10;
    private static final int BATCH = 500;
    private static final int BATCHES_AT_ONCE = 20;

    private final Likenesses likenesses;
    private final MongoTemplate mongo;
    private final KeysetPages pages;
    private final Clock clock;

    Duplicates(Likenesses likenesses, MongoTemplate mongo, KeysetPages pages, Clock clock) {
        this.likenesses = likenesses;
        this.mongo = mongo;
        this.pages = pages;
        this.clock = clock;
    }

    /** Customers who look like one person. */
    public record Group(Duplicate duplicate, List<Customer> customers) {}

    /** Those that nobody has looked at, the latest first. */
    public Page<Group> page(ListQuery list) {
        Page<Duplicate> page = pages.find(Duplicate.class, where("open").is(true), list, SORTS);
        Map<String, Customer> customers = likenesses
                .active(page.items().stream()
                        .flatMap(duplicate -> duplicate.customerIds().stream())
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Customer::id, Function.identity()));
        return page.map(duplicate -> new Group(
                duplicate,
                duplicate.customerIds().stream()
                        .filter(customers::containsKey)
                        .map(customers::get)
                        .toList()));
    }

    /**
     * These are different people. They are shown again when somebody new shares the same.
     *
     * @throws NotFound if there is no such group
     */
    public void dismiss(String id) {
        write(id, duplicate -> {
            if (duplicate == null) {
                throw new NotFound("group of likely duplicates " + id);
            }
            return duplicate.dismiss();
        });
    }

    @Scheduled(
            fixedDelayString = "${micms.duplicates.compare-every}",
            initialDelayString = "${micms.duplicates.compare-every}")
    void compare() {
        for (int batch = 0; batch < BATCHES_AT_ONCE; batch++) {
            List<Customer> uncompared = likenesses.uncompared(BATCH);
            Set<Likeness> likely = new LinkedHashSet<>();
            uncompared.forEach(customer -> likely.addAll(Likeness.of(customer)));
            Set<Likeness> shared = new LinkedHashSet<>(likenesses.shared(likely));
            // Also what was found to be shared before, and may be no longer.
            groupsOf(uncompared).forEach(group -> shared.add(likeness(group)));
            shared.forEach(this::regroup);
            likenesses.compared(uncompared);
            if (uncompared.size() < BATCH) {
                return;
            }
        }
    }

    private List<Duplicate> groupsOf(Collection<Customer> customers) {
        return customers.isEmpty()
                ? List.of()
                : mongo.find(
                        new Query(where("customerIds")
                                .in(customers.stream().map(Customer::id).toList())),
                        Duplicate.class);
    }

    private static Likeness likeness(Duplicate group) {
        return new Likeness(group.reason() == Reason.EMAIL, group.value());
    }

    private void regroup(Likeness likeness) {
        Reason reason = likeness.email() ? Reason.EMAIL : Reason.PHONE;
        write(Duplicate.id(reason, likeness.value()), before -> {
            List<String> sharing = new ArrayList<>(likenesses.sharing(likeness, Duplicate.SHOWN));
            if (sharing.size() < 2) {
                return null;
            }
            return before == null
                    ? Duplicate.among(
                            reason, likeness.value(), sharing, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    : before.among(sharing);
        });
    }

    /** @param change from the group as it is, or null, to the group as it is to be, or null */
    private void write(String id, UnaryOperator<@Nullable Duplicate> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                Duplicate before = mongo.findById(id, Duplicate.class);
                Duplicate after = change.apply(before);
                if (after == null) {
                    Optional.ofNullable(before).ifPresent(mongo::remove);
                } else if (!after.equals(before)) {
                    mongo.save(after);
                }
                return;
            } catch (OptimisticLockingFailureException | DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
