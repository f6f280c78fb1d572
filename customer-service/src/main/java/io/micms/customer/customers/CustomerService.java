package io.micms.customer.customers;

import io.micms.platform.consuming.Ingestion;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** What people and API clients do with customers. */
@Service
public class CustomerService {

    private static final int ATTEMPTS = 5;

    private final Customers customers;
    private final Clock clock;

    CustomerService(Customers customers, Clock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    /** @param created whether nobody had heard of the customer before */
    public record Registered(Customer customer, boolean created) {}

    /** @throws NotFound if there is none */
    public Customer get(String id) {
        return customers.get(id);
    }

    public Page<Customer> page(CustomerQuery wanted, ListQuery list) {
        return customers.page(wanted, list);
    }

    /** Everyone wanted, the newest first; to be closed. */
    public Stream<Customer> stream(CustomerQuery wanted) {
        return customers.stream(wanted);
    }

    /** The names of all attributes that anyone wanted has, sorted. */
    public SortedSet<String> attributeNames(CustomerQuery wanted) {
        return customers.attributeNames(wanted);
    }

    /**
     * Makes a customer, or updates the one that the record is about.
     *
     * @throws InvalidInput if it could be about several, or claims to be from the future
     */
    public Registered register(CustomerRecord record) {
        Instant now = clock.instant();
        Instant at = record.at(now);
        Ingestion.requireCredible(at, now);
        return repeatedly(() -> {
            var outcome = customers.whomConcern(List.of(record)).take(record, at, now);
            if (outcome.changed()) {
                customers.save(outcome.document());
            }
            return new Registered(outcome.document(), outcome.created());
        });
    }

    /**
     * Changes one customer.
     *
     * @param ifMatch the entity tag of the state that the changes were made on; null where the caller does not mind
     * @param changes from the present state to what is to change
     * @throws NotFound if there is none
     * @throws StaleDocument if the customer is not in the state that the tag names
     * @throws InvalidInput if nothing would be left to know the customer by
     */
    public Customer edit(String id, @Nullable String ifMatch, Function<Customer, CustomerRecord> changes) {
        return ifMatch == null ? repeatedly(() -> editOnce(id, null, changes)) : editOnce(id, ifMatch, changes);
    }

    /**
     * What became of the customers who were to be tagged.
     *
     * @param unknown the ids that nobody has
     * @param refused the ids of those who would have too many tags
     */
    public record Tagged(int changed, int unchanged, List<String> unknown, List<String> refused) {}

    /** Changes the tags of many customers, each as they are at that moment. */
    public Tagged tag(Collection<String> ids, TagChange change) {
        Set<String> pending = new LinkedHashSet<>(ids);
        Set<String> known = new HashSet<>();
        List<String> refused = new ArrayList<>();
        int changed = 0;
        for (int attempt = 1; !pending.isEmpty(); attempt++) {
            if (attempt > ATTEMPTS) {
                throw new ConcurrencyFailureException(
                        "Other writers came first %d times over %d customers".formatted(ATTEMPTS, pending.size()));
            }
            List<Customer> edited = new ArrayList<>();
            for (Customer customer : customers.withIds(pending)) {
                known.add(customer.id());
                try {
                    if (customer.tag(change, clock.instant())) {
                        edited.add(customer);
                    }
                } catch (InvalidInput e) {
                    refused.add(customer.id());
                }
            }
            pending = customers.saveAll(edited).stream().map(Customer::id).collect(Collectors.toSet());
            changed += edited.size() - pending.size();
        }
        return new Tagged(
                changed,
                known.size() - changed - refused.size(),
                ids.stream().filter(id -> !known.contains(id)).distinct().toList(),
                refused);
    }

    private Customer editOnce(String id, @Nullable String ifMatch, Function<Customer, CustomerRecord> changes) {
        Customer customer = customers.get(id);
        ETags.requireMatch(ifMatch, customer.version());
        return customer.edit(changes.apply(customer), clock.instant()) ? customers.save(customer) : customer;
    }

    private static <T> T repeatedly(Supplier<T> write) {
        for (int attempt = 1; ; attempt++) {
            try {
                return write.get();
            } catch (StaleDocument | DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
