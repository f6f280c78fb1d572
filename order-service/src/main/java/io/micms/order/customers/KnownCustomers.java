package io.micms.order.customers;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.platform.consuming.VersionedCopies;
import io.micms.platform.erasure.PersonHashes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Every customer this service has heard of, and who they are by now. */
@Component
public class KnownCustomers {

    private final MongoTemplate mongo;
    private final PersonHashes hashes;
    private final Clock clock;
    private final Duration lookAgainAfter;
    private final VersionedCopies<KnownCustomer> copies;

    /** @param lookAgainAfter longer than any request is at work */
    KnownCustomers(
            MongoTemplate mongo,
            PersonHashes hashes,
            Clock clock,
            @Value("${micms.waiting.look-again-after}") Duration lookAgainAfter) {
        this.mongo = mongo;
        this.hashes = hashes;
        this.clock = clock;
        this.lookAgainAfter = lookAgainAfter;
        this.copies = new VersionedCopies<>(mongo, KnownCustomer.class, KnownCustomer::id, KnownCustomer::version);
    }

    /** Remembers the newest state of each, and with it that their orders have to follow where that moves them. */
    public void remember(Collection<KnownCustomer> customers) {
        Instant again = clock.instant().plus(lookAgainAfter);
        Set<String> merged =
                mergedAmong(customers.stream().map(KnownCustomer::id).collect(Collectors.toSet()));
        copies.keepNewest(customers.stream()
                .map(customer -> customer.isErased() || customer.mergedInto() != null || merged.contains(customer.id())
                        ? customer.lookedAtAgain(again)
                        : customer)
                .toList());
    }

    private Set<String> mergedAmong(Collection<String> ids) {
        return mongo.find(Query.query(where("_id").in(ids).and("mergedInto").gt("")), KnownCustomer.class).stream()
                .map(KnownCustomer::id)
                .collect(Collectors.toSet());
    }

    /** Those whose orders are to be looked at once more by now. */
    public List<KnownCustomer> toLookAtAgain(int limit) {
        return mongo.find(Query.query(where("lookAgainAt").lte(clock.instant())).limit(limit), KnownCustomer.class);
    }

    /** Takes note that all orders stand where these states say. */
    public void lookedAt(Collection<KnownCustomer> customers) {
        for (KnownCustomer customer : customers) {
            mongo.updateFirst(
                    Query.query(where("_id").is(customer.id()).and("version").is(customer.version())),
                    new Update().unset("lookAgainAt"),
                    KnownCustomer.class);
        }
    }

    /** Those who are meant and known, by each reference that was asked for. */
    public Map<CustomerReference, Owner> whoAre(Collection<CustomerReference> references) {
        List<KnownCustomer> found = new ArrayList<>(withIds(ids(references)));
        Set<String> externalIds = externalIds(references);
        if (!externalIds.isEmpty()) {
            found.addAll(mongo.find(Query.query(where("externalId").in(externalIds)), KnownCustomer.class));
        }
        Chains chains = chains(found);
        Map<CustomerReference, Owner> known = new HashMap<>();
        found.forEach(
                customer -> customer.references().forEach(reference -> known.put(reference, chains.owner(customer))));
        known.keySet().retainAll(new HashSet<>(references));
        return known;
    }

    /** Who these customers are by now, by their ids; those who are not known are left out. */
    public Map<String, Owner> owners(Collection<String> ids) {
        List<KnownCustomer> found = withIds(ids);
        Chains chains = chains(found);
        return found.stream().collect(Collectors.toMap(KnownCustomer::id, chains::owner));
    }

    /** These customers, and all who are merged into one of them, directly or not. */
    public Set<String> withThoseMergedInto(Collection<String> ids) {
        Set<String> all = new HashSet<>(ids);
        Collection<String> next = ids;
        while (!next.isEmpty()) {
            next = mongo.find(Query.query(where("mergedInto").in(next)), KnownCustomer.class).stream()
                    .map(KnownCustomer::id)
                    .filter(all::add)
                    .toList();
        }
        return all;
    }

    /**
     * Erased people whom some references name: by an external id that used to be theirs, or by the platform's id.
     *
     * @return when each was erased, and who it was
     */
    public Map<CustomerReference, KnownCustomer> whoWasErased(Collection<CustomerReference> references) {
        Map<CustomerReference, KnownCustomer> erased = new HashMap<>();
        withIds(ids(references)).stream()
                .filter(KnownCustomer::isErased)
                .forEach(customer -> erased.put(CustomerReference.toId(customer.id()), customer));
        Map<String, CustomerReference> byHash = new HashMap<>();
        externalIds(references).stream()
                .map(CustomerReference::toExternalId)
                .forEach(reference -> byHash.put(hashes.of(reference.text()), reference));
        if (!byHash.isEmpty()) {
            mongo.find(Query.query(where("identityHashes").in(byHash.keySet())), KnownCustomer.class)
                    .forEach(customer -> Objects.requireNonNull(customer.identityHashes()).stream()
                            .map(byHash::get)
                            .filter(Objects::nonNull)
                            .forEach(reference -> erased.merge(reference, customer, KnownCustomers::lastErased)));
        }
        return erased;
    }

    /** An external id may have gone from one erased person to the next. */
    private static KnownCustomer lastErased(KnownCustomer one, KnownCustomer other) {
        Instant at = Objects.requireNonNull(one.erasedAt());
        return at.isBefore(Objects.requireNonNull(other.erasedAt())) ? other : one;
    }

    private static Set<String> ids(Collection<CustomerReference> references) {
        return references.stream()
                .map(CustomerReference::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Set<String> externalIds(Collection<CustomerReference> references) {
        return references.stream()
                .map(CustomerReference::externalId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    public List<KnownCustomer> withIds(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : mongo.find(Query.query(where("_id").in(ids)), KnownCustomer.class);
    }

    /** Follows everyone to the customer whom they are part of in the end. */
    private Chains chains(Collection<KnownCustomer> found) {
        Map<String, KnownCustomer> links = new HashMap<>();
        Collection<KnownCustomer> next = found;
        while (!next.isEmpty()) {
            next.forEach(customer -> links.put(customer.id(), customer));
            next = withIds(next.stream()
                    .map(KnownCustomer::mergedInto)
                    .filter(id -> id != null && !links.containsKey(id))
                    .collect(Collectors.toSet()));
        }
        return new Chains(links);
    }

    private record Chains(Map<String, KnownCustomer> links) {

        Owner owner(KnownCustomer customer) {
            String end = endOf(customer.id());
            KnownCustomer last = links.get(end);
            return new Owner(
                    end, customer.id(), customer.externalId(), customer.isErased() || last != null && last.isErased());
        }

        private String endOf(String id) {
            Set<String> passed = new LinkedHashSet<>();
            String current = id;
            while (passed.add(current)) {
                KnownCustomer customer = links.get(current);
                String next = customer == null ? null : customer.mergedInto();
                if (next == null) {
                    return current;
                }
                current = next;
            }
            // States heard out of order close a circle, until the newer one of some link is heard. Any one will do, if
            // it is the same wherever one comes in.
            String entry = current;
            return passed.stream()
                    .dropWhile(one -> !one.equals(entry))
                    .min(String::compareTo)
                    .orElseThrow();
        }
    }

    /** The external ids of those of the customers who have one. */
    public List<String> externalIdsOf(Collection<String> ids) {
        return withIds(ids).stream()
                .map(KnownCustomer::externalId)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The names of those of the customers who have one, by id. */
    public Map<String, String> names(Collection<String> ids) {
        Map<String, String> names = new HashMap<>();
        withIds(ids).forEach(customer -> {
            if (customer.name() != null) {
                names.put(customer.id(), customer.name());
            }
        });
        return names;
    }
}
