package io.micms.customer.customers;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.unwind;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.platform.problem.Gone;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All customers. */
@Component
class Customers {

    private static final SortOptions SORTS =
            new SortOptions("-createdAt", Map.of("createdAt", "createdAt", "lastName", "nameKey"));
    private static final Pattern REGEX_SYNTAX = Pattern.compile("[^\\p{L}\\p{N} @_-]");

    private static final int BATCH = 500;

    private final PublishedDocuments<Customer> documents;
    private final MongoTemplate mongo;
    private final KeysetPages pages;

    Customers(PublishedDocuments<Customer> documents, MongoTemplate mongo, KeysetPages pages) {
        this.documents = documents;
        this.mongo = mongo;
        this.pages = pages;
    }

    /**
     * @throws NotFound if there is none
     * @throws Gone if they are part of another, or were erased
     */
    Customer get(String id) {
        Customer customer = documents.find(id).orElseThrow(() -> new NotFound("customer " + id));
        if (customer.erased() != null) {
            throw new Gone(
                    "Customer %s was erased.".formatted(id),
                    Map.of("erasedAt", customer.erased().at()));
        }
        if (customer.merged() != null) {
            String survivor = customer.merged().into();
            throw new Gone(
                    "Customer %s is part of customer %s now.".formatted(id, survivor), Map.of("mergedInto", survivor));
        }
        return customer;
    }

    Optional<Customer> find(String id) {
        return documents.find(id);
    }

    List<Customer> findAll(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : documents.find(Query.query(where("_id").in(ids)));
    }

    /** Those who have one of the identities, or one of the e-mails: of many holders of one e-mail, two. */
    List<Customer> withIdentities(Collection<String> identities, Collection<String> emailKeys) {
        Map<String, Customer> found = new HashMap<>();
        documents
                .find(Query.query(where("identity").in(identities)))
                .forEach(customer -> found.put(customer.id(), customer));
        if (!emailKeys.isEmpty()) {
            findAll(holdersOf(emailKeys)).forEach(customer -> found.putIfAbsent(customer.id(), customer));
        }
        return List.copyOf(found.values());
    }

    /** Those whom one of these was merged into. */
    List<Customer> survivorsOf(Collection<String> ids) {
        return documents.find(Query.query(where("parts._id").in(ids)));
    }

    /** Those who were erased and went by something with one of these hashes. */
    List<Customer> erasedWith(Collection<String> hashes) {
        return documents.find(Query.query(where("erased.identities").in(hashes)));
    }

    /** Those whose merge into that customer has begun and is not complete. */
    List<Customer> onTheWayTo(String id) {
        return documents.find(
                Query.query(where("unsettled").is(true).and("merged.into").is(id)));
    }

    List<Customer> unsettled(int limit) {
        return documents.find(Query.query(where("unsettled").is(true)).limit(limit));
    }

    /** Two holders of each e-mail at most: enough to tell one from several, however many share it. */
    private Set<String> holdersOf(Collection<String> emails) {
        Set<String> ids = new HashSet<>();
        mongo.aggregate(
                        newAggregation(
                                match(where("emailKey").in(emails)),
                                unwind("emailKey"),
                                match(where("emailKey").in(emails)),
                                group("emailKey")
                                        .min("_id")
                                        .as("first")
                                        .max("_id")
                                        .as("last")),
                        Customer.class,
                        Document.class)
                .forEach(holders -> {
                    ids.add(holders.getString("first"));
                    ids.add(holders.getString("last"));
                });
        return ids;
    }

    Customer save(Customer customer) {
        return documents.save(customer);
    }

    /** @return those that another writer came before; they must be read and changed again */
    Collection<Customer> saveAll(Collection<Customer> customers) {
        return documents.saveAll(customers);
    }

    Page<Customer> page(CustomerQuery wanted, ListQuery list) {
        return pages.find(Customer.class, filter(wanted), list, SORTS);
    }

    /** Everyone wanted, the newest first; to be closed. */
    Stream<Customer> stream(CustomerQuery wanted) {
        return mongo.stream(newestFirst(wanted), Customer.class);
    }

    /** The names of all attributes that anyone wanted has. */
    SortedSet<String> attributeNames(CustomerQuery wanted) {
        Query names = newestFirst(wanted);
        names.fields().include("attributes").exclude("_id");
        try (Stream<Document> found = mongo.stream(names, Document.class, mongo.getCollectionName(Customer.class))) {
            return found.map(customer -> customer.get("attributes", Document.class))
                    .filter(Objects::nonNull)
                    .flatMap(attributes -> attributes.keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Query newestFirst(CustomerQuery wanted) {
        return new Query(filter(wanted))
                .with(Sort.by(Sort.Direction.DESC, "createdAt", "_id"))
                .cursorBatchSize(BATCH);
    }

    private static Criteria filter(CustomerQuery wanted) {
        List<Criteria> all = new ArrayList<>();
        all.add(where("merged").is(null));
        all.add(where("erased").is(null));
        if (wanted.city() != null) {
            all.add(where("cityKey").is(SearchText.fold(wanted.city())));
        }
        if (wanted.country() != null) {
            all.add(where("country").is(wanted.country().toUpperCase(Locale.ROOT)));
        }
        if (wanted.tag() != null) {
            all.add(where("tags").is(wanted.tag()));
        }
        if (wanted.createdFrom() != null) {
            all.add(where("createdAt").gte(wanted.createdFrom()));
        }
        if (wanted.createdBefore() != null) {
            all.add(where("createdAt").lt(wanted.createdBefore()));
        }
        if (wanted.search() != null) {
            for (String word : SearchText.words(wanted.search())) {
                Pattern beginning =
                        Pattern.compile("^" + REGEX_SYNTAX.matcher(word).replaceAll("\\\\$0"));
                Criteria name = where("searchKeys").regex(beginning);
                all.add(
                        wanted.contacts()
                                ? new Criteria()
                                        .orOperator(name, where("contactKeys").regex(beginning))
                                : name);
            }
        }
        return new Criteria().andOperator(all);
    }
}
