package io.micms.order.ordering;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.order.customers.CustomerReference;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All orders. */
@Component
class Orders {

    private static final SortOptions SORTS =
            new SortOptions("-placedAt", Map.of("placedAt", "placedAt", "total", "total"));
    private static final Pattern REGEX_SYNTAX = Pattern.compile("[^\\p{L}\\p{N} @_-]");

    private static final int BATCH = 500;

    private final PublishedDocuments<Order> documents;
    private final MongoTemplate mongo;
    private final KeysetPages pages;

    Orders(PublishedDocuments<Order> documents, MongoTemplate mongo, KeysetPages pages) {
        this.documents = documents;
        this.mongo = mongo;
        this.pages = pages;
    }

    Optional<Order> find(String id) {
        return documents.find(id);
    }

    /** @throws NotFound if there is none, or none any more */
    Order get(String id) {
        return find(id).filter(order -> !order.isDeleted()).orElseThrow(() -> new NotFound("order " + id));
    }

    List<Order> withExternalIds(Collection<String> externalIds) {
        return externalIds.isEmpty()
                ? List.of()
                : documents.find(Query.query(where("externalId").in(externalIds)));
    }

    List<Order> waitingFor(Collection<CustomerReference> customers, int limit) {
        List<String> references =
                customers.stream().map(CustomerReference::text).toList();
        return documents.find(Query.query(where("waitingFor").in(references)).limit(limit));
    }

    /** The same in the order of their ids, after the one with the given id. */
    List<Order> waitingFor(Collection<CustomerReference> customers, @Nullable String id, int limit) {
        Criteria waiting = where("waitingFor")
                .in(customers.stream().map(CustomerReference::text).toList());
        return documents.find(
                Query.query(id == null ? waiting : waiting.and("_id").gt(id))
                        .with(Sort.by("_id"))
                        .limit(limit));
    }

    /** Waiting orders in the order of their ids, after the one with the given id. */
    List<Order> waitingAfter(@Nullable String id, int limit) {
        Criteria waiting = where("waitingFor").gt("");
        return documents.find(
                Query.query(id == null ? waiting : waiting.and("_id").gt(id))
                        .with(Sort.by("_id"))
                        .limit(limit));
    }

    /**
     * Orders that stand with another customer than the one whom theirs is part of.
     *
     * @param byEnd customers whose chain of mergers ends at the key, that one itself among them
     */
    List<Order> astray(Map<String, Set<String>> byEnd, int limit) {
        Set<String> themselves = new HashSet<>();
        List<Criteria> astray = new ArrayList<>();
        byEnd.forEach((end, all) -> {
            Set<String> merged = new HashSet<>(all);
            if (merged.remove(end)) {
                themselves.add(end);
            }
            if (!merged.isEmpty()) {
                astray.add(where("customerId").in(merged));
                astray.add(where("metCustomerId").in(merged).and("customerId").ne(end));
            }
        });
        if (!themselves.isEmpty()) {
            astray.add(where("metCustomerId").in(themselves));
        }
        return documents.find(Query.query(new Criteria().orOperator(astray)).limit(limit));
    }

    /** Orders of these that still say by which external id they were. */
    List<Order> named(Collection<String> customerIds, int limit) {
        return documents.find(Query.query(new Criteria()
                        .orOperator(
                                where("customerId").in(customerIds),
                                where("metCustomerId").in(customerIds))
                        .and("customerReference")
                        .gte("x:")
                        .lt("x;"))
                .limit(limit));
    }

    Order save(Order order) {
        return documents.save(order);
    }

    /** @return those that another writer came before; they must be read and changed again */
    Collection<Order> saveAll(Collection<Order> orders) {
        return documents.saveAll(orders);
    }

    Page<Order> page(OrderQuery wanted, ListQuery list) {
        return pages.find(Order.class, filter(wanted), list, SORTS);
    }

    /** Every order wanted, the latest first; to be closed. */
    Stream<Order> stream(OrderQuery wanted) {
        return mongo.stream(
                new Query(filter(wanted))
                        .with(Sort.by(Sort.Direction.DESC, "placedAt", "_id"))
                        .cursorBatchSize(BATCH),
                Order.class);
    }

    /** Every order of these customers, deleted ones too; to be closed. */
    Stream<Order> streamOf(Collection<String> customerIds) {
        return mongo.stream(
                new Query(new Criteria()
                                .orOperator(
                                        where("customerId").in(customerIds),
                                        where("metCustomerId").in(customerIds)))
                        .cursorBatchSize(BATCH),
                Order.class);
    }

    private static Criteria filter(OrderQuery wanted) {
        List<Criteria> all = new ArrayList<>();
        all.add(where("deleted").is(null));
        if (wanted.customerId() != null) {
            all.add(where("customerId").is(wanted.customerId()));
        }
        if (wanted.status() != null) {
            all.add(where("status").is(wanted.status()));
        }
        if (wanted.placedFrom() != null) {
            all.add(where("placedAt").gte(wanted.placedFrom()));
        }
        if (wanted.placedBefore() != null) {
            all.add(where("placedAt").lt(wanted.placedBefore()));
        }
        if (wanted.minTotal() != null) {
            all.add(where("total").gte(new Decimal128(wanted.minTotal())));
        }
        if (wanted.maxTotal() != null) {
            all.add(where("total").lte(new Decimal128(wanted.maxTotal())));
        }
        if (wanted.search() != null) {
            String beginning = REGEX_SYNTAX.matcher(wanted.search()).replaceAll("\\\\$0");
            all.add(where("externalId").regex("^" + beginning));
        }
        return new Criteria().andOperator(all);
    }
}
