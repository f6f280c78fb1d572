package io.micms.order.customers;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.platform.consuming.VersionedCopies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Every customer this service has heard of. */
@Component
public class KnownCustomers {

    private final MongoTemplate mongo;
    private final VersionedCopies<KnownCustomer> copies;

    KnownCustomers(MongoTemplate mongo) {
        this.mongo = mongo;
        this.copies = new VersionedCopies<>(mongo, KnownCustomer.class, KnownCustomer::id, KnownCustomer::version);
    }

    /** Remembers the newest state of each. */
    public void remember(Collection<KnownCustomer> customers) {
        copies.keepNewest(customers);
    }

    /** Those who are meant and known, by each reference that was asked for. */
    public Map<CustomerReference, KnownCustomer> whoAre(Collection<CustomerReference> references) {
        List<String> ids = references.stream()
                .map(CustomerReference::id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<String> externalIds = references.stream()
                .map(CustomerReference::externalId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<KnownCustomer> found = new ArrayList<>();
        if (!ids.isEmpty()) {
            found.addAll(mongo.find(Query.query(where("_id").in(ids)), KnownCustomer.class));
        }
        if (!externalIds.isEmpty()) {
            found.addAll(mongo.find(Query.query(where("externalId").in(externalIds)), KnownCustomer.class));
        }
        Map<CustomerReference, KnownCustomer> known = new HashMap<>();
        found.forEach(customer -> customer.references().forEach(reference -> known.put(reference, customer)));
        known.keySet().retainAll(new HashSet<>(references));
        return known;
    }

    /** The names of those of the customers who have one, by id. */
    public Map<String, String> names(Collection<String> ids) {
        Map<String, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            mongo.find(Query.query(where("_id").in(ids)), KnownCustomer.class).forEach(customer -> {
                if (customer.name() != null) {
                    names.put(customer.id(), customer.name());
                }
            });
        }
        return names;
    }
}
