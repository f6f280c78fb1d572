package io.micms.customer.customers;

import io.micms.platform.erasure.PersonHashes;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds whom records may be about. */
@Component
class Identification {

    private static final int ATTEMPTS = 5;

    private final Customers customers;
    private final Merges merges;
    private final PersonHashes hashes;

    Identification(Customers customers, Merges merges, PersonHashes hashes) {
        this.customers = customers;
        this.merges = merges;
        this.hashes = hashes;
    }

    /** Everyone whom one of the records may be about; whoever is part of another is found in that other. */
    KnownCustomers whomConcern(Collection<CustomerRecord> records) {
        Set<String> identities = new HashSet<>();
        Set<String> emailsAlone = new HashSet<>();
        for (CustomerRecord record : records) {
            identities.addAll(record.identities());
            if (record.externalId() == null) {
                emailsAlone.add(
                        Customer.emailKey(Objects.requireNonNull(record.email().value())));
            }
        }
        return new KnownCustomers(whoever(identities, emailsAlone), erasedAt(identities));
    }

    private Collection<Customer> whoever(Set<String> identities, Set<String> emailsAlone) {
        for (int attempt = 1; ; attempt++) {
            Map<String, Customer> found = new LinkedHashMap<>();
            Set<String> stubs = new HashSet<>();
            for (Customer customer : customers.withIdentities(identities, emailsAlone)) {
                if (customer.merged() == null) {
                    found.put(customer.id(), customer);
                } else {
                    stubs.add(customer.id());
                }
            }
            if (stubs.isEmpty()) {
                return found.values();
            }
            for (Customer survivor : customers.survivorsOf(stubs)) {
                found.put(survivor.id(), survivor);
                survivor.present().forEach(part -> stubs.remove(part.id()));
            }
            if (stubs.isEmpty() || attempt == ATTEMPTS) {
                return found.values();
            }
            // A merge, or its undoing, is under way, or whoever was at it crashed.
            stubs.forEach(merges::settle);
        }
    }

    /** When whoever went by one of the identities was erased, by the identity. */
    private Map<String, Instant> erasedAt(Set<String> identities) {
        Map<String, String> identityByHash = new HashMap<>();
        identities.forEach(identity -> identityByHash.put(hashes.of(identity), identity));
        Map<String, Instant> erasedAt = new HashMap<>();
        for (Customer customer : customers.erasedWith(List.copyOf(identityByHash.keySet()))) {
            Customer.Erased erased = Objects.requireNonNull(customer.erased());
            for (String hash : erased.identities()) {
                String identity = identityByHash.get(hash);
                if (identity != null) {
                    erasedAt.merge(identity, erased.at(), (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        }
        return erasedAt;
    }
}
