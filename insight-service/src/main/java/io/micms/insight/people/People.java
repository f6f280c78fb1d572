package io.micms.insight.people;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.CustomerRow;
import io.micms.insight.facts.Derived;
import io.micms.insight.facts.Facts;
import io.micms.insight.facts.Mark;
import io.micms.insight.facts.MessageRow;
import io.micms.insight.facts.OrderRow;
import io.micms.insight.facts.Stored;
import io.micms.platform.leasing.Leases;
import io.micms.platform.publishing.ConditionalUpserts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What every customer bought and read, computed from the rows whenever one of theirs has changed, and when an order of the future
 * begins to count. Like a day, a customer is written only if nobody has written them since their rows were about to be read.
 */
@Component
class People implements Derived {

    private static final Logger log = LoggerFactory.getLogger(People.class);
    private static final int AT_A_TIME = 250;
    private static final int DUE_AT_A_TIME = 1_000;
    private static final int TRIES = 20;
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Facts facts;
    private final MongoTemplate mongo;
    private final PlatformProperties platform;
    private final Leases leases;
    private final Clock clock;

    People(Facts facts, MongoTemplate mongo, PlatformProperties platform, Leases leases, Clock clock) {
        this.facts = facts;
        this.mongo = mongo;
        this.platform = platform;
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    public void recompute(Collection<Mark> marks) {
        recomputePersons(marks.stream()
                .filter(mark -> mark.kind() == Mark.Kind.PERSON)
                .map(Mark::key)
                .distinct()
                .toList());
    }

    /** Counts what was still to come. */
    @Scheduled(fixedDelayString = "${micms.insights.due-every:5s}")
    void countWhatIsDue() {
        try {
            if (!due(1).isEmpty()) {
                leases.run("due-people", LEASE, () -> recomputePersons(due(DUE_AT_A_TIME)));
            }
        } catch (RuntimeException e) {
            log.warn("Counting what is due failed and is repeated: {}", e.toString());
        }
    }

    private List<String> due(int limit) {
        List<String> due = new ArrayList<>();
        for (Document document : collection()
                .find(Filters.lte("dueAt", Date.from(clock.instant())))
                .projection(Projections.include("_id"))
                .limit(limit)
                .batchSize(limit)) {
            due.add(document.getString("_id"));
        }
        return due;
    }

    private void recomputePersons(List<String> ids) {
        for (int from = 0; from < ids.size(); from += AT_A_TIME) {
            recomputeSome(ids.subList(from, Math.min(ids.size(), from + AT_A_TIME)));
        }
    }

    private void recomputeSome(List<String> ids) {
        Set<String> left = new HashSet<>(ids);
        left.addAll(facts.claiming(ids));
        for (int attempt = 0; attempt < TRIES && !left.isEmpty(); attempt++) {
            Map<String, CustomerRow> persons = facts.persons(left);
            // Whoever is part of somebody else has no document of their own, nor does whoever may not be known.
            Set<String> gone = left.stream()
                    .filter(id -> !persons.containsKey(id)
                            || !persons.get(id).id().equals(id)
                            || persons.get(id).erased())
                    .collect(Collectors.toSet());
            List<CustomerRow> present = persons.values().stream()
                    .filter(person -> !person.erased())
                    .distinct()
                    .toList();
            left.clear();
            left.addAll(write(present));
            if (!gone.isEmpty()) {
                collection().deleteMany(Filters.in("_id", gone));
            }
        }
        if (!left.isEmpty()) {
            throw new OptimisticLockingFailureException("Customers changed each time they were to be written");
        }
    }

    /** @return whom somebody else has written meanwhile */
    private Set<String> write(List<CustomerRow> persons) {
        if (persons.isEmpty()) {
            return Set.of();
        }
        Map<String, Long> revisions =
                revisions(persons.stream().map(CustomerRow::id).toList());
        Map<String, List<String>> ids = persons.stream()
                .collect(Collectors.toMap(
                        CustomerRow::id,
                        person -> Stream.concat(Stream.of(person.id()), person.mergedIds().stream())
                                .distinct()
                                .toList()));
        Set<String> all = ids.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        Map<String, List<OrderRow>> orders =
                facts.ordersOf(all).stream().collect(Collectors.groupingBy(OrderRow::customerId));
        Map<String, List<MessageRow>> messages =
                facts.messagesOf(all).stream().collect(Collectors.groupingBy(MessageRow::customerId));
        Instant now = clock.instant();
        List<ReplaceOneModel<Document>> writes = new ArrayList<>(persons.size());
        for (CustomerRow person : persons) {
            long revision = revisions.getOrDefault(person.id(), 0L);
            Document document = new Document();
            mongo.getConverter()
                    .write(
                            PersonRow.of(
                                    person,
                                    of(ids.get(person.id()), orders),
                                    of(ids.get(person.id()), messages),
                                    revision + 1,
                                    now,
                                    platform),
                            document);
            writes.add(new ReplaceOneModel<>(
                    Filters.and(Filters.eq("_id", person.id()), Filters.eq("revision", revision)),
                    document,
                    new ReplaceOptions().upsert(true)));
        }
        return ConditionalUpserts.run(collection(), writes).keySet().stream()
                .map(refused -> persons.get(refused).id())
                .collect(Collectors.toSet());
    }

    private static <R> List<R> of(List<String> ids, Map<String, List<R>> rows) {
        return ids.stream()
                .flatMap(id -> rows.getOrDefault(id, List.of()).stream())
                .toList();
    }

    private Map<String, Long> revisions(List<String> ids) {
        Map<String, Long> revisions = new HashMap<>();
        for (Document document : collection()
                .find(Filters.in("_id", ids))
                .projection(Projections.include("revision"))
                .batchSize(AT_A_TIME)) {
            revisions.put(document.getString("_id"), Stored.number(document, "revision"));
        }
        return revisions;
    }

    Optional<PersonRow> find(String id) {
        return Optional.ofNullable(mongo.findById(id, PersonRow.class));
    }

    long count() {
        return collection().estimatedDocumentCount();
    }

    /** Reads these fields of everybody. */
    void forEach(Consumer<Document> action, String... fields) {
        collection()
                .find()
                .projection(Projections.include(fields))
                .batchSize(2_000)
                .forEach(action);
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection(mongo.getCollectionName(PersonRow.class));
    }
}
