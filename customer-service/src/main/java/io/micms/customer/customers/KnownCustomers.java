package io.micms.customer.customers;

import io.micms.platform.consuming.Ingestion;
import io.micms.platform.consuming.Outcome.Applied;
import io.micms.platform.erasure.PersonErased;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The customers that some records may be about, and the decision which of them a record is about. The external id
 * decides; a record without one goes by its e-mail; and a new external id adopts the customer that has its e-mail and no
 * external id.
 */
final class KnownCustomers implements Ingestion.Known<CustomerRecord, Customer> {

    private final Map<String, Customer> byExternalId = new HashMap<>();
    private final Map<String, List<Customer>> byEmail = new HashMap<>();

    private final Map<String, Instant> erasedAt;

    /** @param erasedAt when whoever went by an identity was erased, by the identity */
    KnownCustomers(Collection<Customer> customers, Map<String, Instant> erasedAt) {
        customers.forEach(this::add);
        this.erasedAt = erasedAt;
    }

    /**
     * @throws InvalidInput if it could be about several
     * @throws PersonErased if it was true before the person was erased
     */
    @Override
    public Applied<Customer> take(CustomerRecord record, Instant at, Instant now) {
        requireNotErased(record, at);
        Customer known = find(record);
        if (known == null) {
            Customer customer = Customer.from(Ids.next(), record, at, now);
            add(customer);
            return new Applied<>(customer, true, true);
        }
        remove(known);
        boolean changed = known.apply(record, at);
        add(known);
        return new Applied<>(known, false, changed);
    }

    private void requireNotErased(CustomerRecord record, Instant at) {
        for (String identity : record.identities()) {
            Instant erased = erasedAt.get(identity);
            if (erased != null && !at.isAfter(erased)) {
                throw new PersonErased(record.externalId() == null ? "/email" : "/externalId", erased);
            }
        }
    }

    private @Nullable Customer find(CustomerRecord record) {
        String email = record.email().value();
        List<Customer> sharing = email == null ? List.of() : byEmail.getOrDefault(Customer.emailKey(email), List.of());
        if (record.externalId() != null) {
            Customer known = byExternalId.get(record.externalId());
            return known != null
                    ? known
                    : sharing.stream()
                            .filter(customer -> customer.adopts(email))
                            .findFirst()
                            .orElse(null);
        }
        if (sharing.size() > 1) {
            throw new InvalidInput("/email", "Several customers have this e-mail; say which by externalId.");
        }
        return sharing.isEmpty() ? null : sharing.getFirst();
    }

    private void add(Customer customer) {
        customer.externalIds().forEach(externalId -> byExternalId.put(externalId, customer));
        customer.emailKeys()
                .forEach(email -> byEmail.computeIfAbsent(email, unknown -> new ArrayList<>())
                        .add(customer));
    }

    private void remove(Customer customer) {
        customer.externalIds().forEach(byExternalId::remove);
        customer.emailKeys()
                .forEach(email -> byEmail.getOrDefault(email, new ArrayList<>()).remove(customer));
    }
}
