package io.micms.customer.customers;

import io.micms.customer.customers.Customer.Erased;
import io.micms.platform.consuming.Ingestion;
import io.micms.platform.erasure.PersonHashes;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Gone;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.publishing.CompetingWrites;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;

/** What people and API clients do with customers. */
@Service
public class CustomerService {

    private static final int ATTEMPTS = 5;

    private final Customers customers;
    private final Identification identification;
    private final Merges merges;
    private final PersonHashes hashes;
    private final Clock clock;

    CustomerService(
            Customers customers, Identification identification, Merges merges, PersonHashes hashes, Clock clock) {
        this.customers = customers;
        this.identification = identification;
        this.merges = merges;
        this.hashes = hashes;
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
        return CompetingWrites.repeat(ATTEMPTS, () -> {
            var outcome = identification.whomConcern(List.of(record)).take(record, at, now);
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
        return ifMatch == null
                ? CompetingWrites.repeat(ATTEMPTS, () -> editOnce(id, null, changes))
                : editOnce(id, ifMatch, changes);
    }

    /**
     * Makes the second customer part of the first.
     *
     * @param by who says that they are one person
     * @return the first, who is both now
     * @throws InvalidInput if they are the same already
     * @throws NotFound if one of them does not exist
     * @throws Gone if one of them was merged or erased
     */
    public Customer merge(String survivorId, String otherId, String by) {
        return merges.merge(survivorId, otherId, by);
    }

    /**
     * Makes a merged customer one of their own again, along with those who had been merged into them.
     *
     * @throws NotFound if they were not merged into that customer
     * @throws Conflict if it is too long ago
     */
    public Customer undoMerge(String survivorId, String mergedId) {
        return merges.undo(survivorId, mergedId);
    }

    /**
     * Everyone who is one with a customer, themselves among them.
     *
     * @param ifMatch the entity tag of the state that the caller saw; null where they do not mind
     * @throws NotFound if there is none
     * @throws Gone if they are part of another or were erased
     * @throws StaleDocument if the customer is not in the state that the tag names
     */
    public Set<String> everybody(String id, @Nullable String ifMatch) {
        Customer customer = customers.get(id);
        ETags.requireMatch(ifMatch, customer.version());
        return HeldCustomer.of(customer).ids();
    }

    /**
     * Everything that is held of a customer.
     *
     * @throws NotFound if there is none
     * @throws Gone if they are part of another or were erased
     */
    public HeldCustomer held(String id) {
        return HeldCustomer.of(customers.get(id));
    }

    /** Completes what has begun with a customer, so that whoever is one with them is known. */
    public void settle(String id) {
        merges.settleThoseOnTheWayTo(id);
        merges.settle(id);
    }

    /**
     * Erases one customer, or the stub of one, so that nothing but the id is left. Erasing again changes nothing.
     *
     * @param asPart whether only as a part of another: who has been told apart again in the meantime stays
     * @param before hears of the customer, before anything is forgotten
     * @return when: what was true then or before is not taken in any more; empty where nobody was erased
     */
    public Optional<Erased> erase(String id, boolean asPart, Consumer<HeldCustomer> before) {
        settle(id);
        return CompetingWrites.repeat(ATTEMPTS, () -> {
            Customer customer = customers.find(id).orElse(null);
            if (customer == null || asPart && customer.isActive()) {
                return Optional.empty();
            }
            List<Customer> survivors = customers.survivorsOf(Set.of(id));
            if (customer.erased() == null) {
                before.accept(HeldCustomer.of(customer));
                Set<String> identities = new HashSet<>(customer.identities());
                survivors.stream()
                        .flatMap(survivor -> survivor.parts().stream())
                        .filter(part -> part.id().equals(id))
                        .forEach(part -> identities.addAll(part.identities()));
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                Instant known = customer.updatedAt();
                customer.erase(
                        known.isAfter(now) ? known : now,
                        identities.stream().map(hashes::of).collect(Collectors.toSet()));
                customers.save(customer);
            }
            for (Customer survivor : survivors) {
                survivor.drop(id);
                customers.save(survivor);
            }
            return Optional.ofNullable(customer.erased());
        });
    }

    /**
     * What became of the customers who were to be tagged.
     *
     * @param unknown the ids that nobody has, or has any more
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
            for (Customer customer : customers.findAll(pending)) {
                if (!customer.isActive()) {
                    continue;
                }
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
}
