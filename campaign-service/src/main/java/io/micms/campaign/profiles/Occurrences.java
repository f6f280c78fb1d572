package io.micms.campaign.profiles;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.platform.publishing.ConditionalUpserts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
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
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection of what happened to customers. */
@Component
class Occurrences {

    /** How long the consumer that wrote a row has to see it counted. */
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(5);
    /** Whose customer is not known waits for the customer, who looks for it; this is only for what a crash left. */
    private static final Duration ORPHANS_EVERY = Duration.ofMinutes(10);

    /** Read only where a message is written, so that rows that are counted carry nothing more. */
    private static final String DETAILS = "details";

    private static final int ROWS_LOOKED_AT = 5_000;

    private final MongoTemplate mongo;
    private final Clock clock;

    Occurrences(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * What became of some news.
     *
     * @param rowIds of all that may have to be counted
     * @param customerIds whose they are, those included who lost something to another
     */
    record Kept(Set<String> rowIds, Set<String> customerIds) {}

    /**
     * Keeps what is newer than what there is. One order may be heard of as that of several customers, one after the other:
     * whoever comes second finds the rows of the first, and all but the newest count nothing.
     */
    Kept keepNewest(Collection<OccurrenceNews> news) {
        Map<List<Object>, OccurrenceNews> newest = new HashMap<>();
        news.forEach(one -> newest.merge(
                one.subject(), one, (before, after) -> before.version() >= after.version() ? before : after));
        write(newest.values());
        Set<String> rowIds =
                newest.values().stream().map(OccurrenceNews::rowId).collect(Collectors.toCollection(HashSet::new));
        Set<String> customerIds =
                newest.values().stream().map(OccurrenceNews::customerId).collect(Collectors.toCollection(HashSet::new));
        Map<List<Object>, List<OccurrenceRow>> shared = mongo
                .find(
                        new Query(Criteria.where("source")
                                .in(newest.values().stream()
                                        .map(OccurrenceNews::source)
                                        .collect(Collectors.toSet()))),
                        OccurrenceRow.class)
                .stream()
                .collect(Collectors.groupingBy(row -> List.of(row.kind(), row.source())));
        List<OccurrenceNews> lost = new ArrayList<>();
        shared.forEach((subject, rows) -> {
            long version = rows.stream().mapToLong(OccurrenceRow::version).max().orElseThrow();
            for (OccurrenceRow row : rows) {
                if (newest.containsKey(subject)) {
                    rowIds.add(row.id());
                    customerIds.add(row.customerId());
                }
                if (row.version() < version) {
                    lost.add(new OccurrenceNews(row.kind(), row.source(), row.customerId(), version, null));
                }
            }
        });
        write(lost);
        return new Kept(rowIds, customerIds);
    }

    private void write(Collection<OccurrenceNews> news) {
        if (news.isEmpty()) {
            return;
        }
        Instant due = clock.instant().plus(COUNTED_WITHIN);
        List<WriteModel<Document>> upserts = new ArrayList<>(news.size());
        for (OccurrenceNews one : news) {
            upserts.add(new UpdateOneModel<>(
                    Filters.and(Filters.eq("_id", one.rowId()), Filters.lt("version", one.version())),
                    Updates.combine(
                            Updates.setOnInsert("kind", one.kind().name()),
                            Updates.setOnInsert("source", one.source()),
                            Updates.setOnInsert("customerId", one.customerId()),
                            Updates.setOnInsert("countedVersion", OccurrenceRow.NEVER_COUNTED),
                            Updates.set("version", one.version()),
                            Updates.set("latest", document(one.occurrence())),
                            one.details() == null
                                    ? Updates.unset(DETAILS)
                                    : Updates.set(DETAILS, document(one.details())),
                            Updates.set("uncounted", due)),
                    new UpdateOptions().upsert(true)));
        }
        mongo.execute(OccurrenceRow.class, collection -> ConditionalUpserts.run(collection, upserts));
    }

    private @Nullable Document document(@Nullable Record value) {
        if (value == null) {
            return null;
        }
        Document document = new Document();
        mongo.getConverter().write(value, document);
        document.remove("_class");
        return document;
    }

    /** The last order of a customer that counts at a moment. */
    Optional<LastOrder> lastOrder(String customerId, Instant upTo) {
        Query newest = new Query(Criteria.where("customerId")
                        .is(customerId)
                        .and("kind")
                        .is(Kind.ORDER)
                        .and("counted.at")
                        .gt(Tallies.BEGINNING)
                        .lte(upTo))
                .with(Sort.by(Sort.Direction.DESC, "counted.at"))
                .limit(1);
        return mongo.find(newest, Document.class, mongo.getCollectionName(OccurrenceRow.class)).stream()
                .findFirst()
                .map(row -> {
                    Occurrence counted =
                            mongo.getConverter().read(Occurrence.class, row.get("counted", Document.class));
                    Document details = row.get(DETAILS, Document.class);
                    return new LastOrder(
                            counted.at(),
                            counted.amount(),
                            details == null ? null : mongo.getConverter().read(OrderDetails.class, details));
                });
    }

    List<OccurrenceRow> find(Collection<String> rowIds) {
        return rowIds.isEmpty()
                ? List.of()
                : mongo.find(new Query(Criteria.where("_id").in(rowIds)), OccurrenceRow.class);
    }

    /** Some rows of these customers whose newest state is not counted yet. */
    List<OccurrenceRow> uncounted(Collection<String> customerIds, int limit) {
        return mongo.find(
                new Query(Criteria.where("customerId")
                                .in(customerIds)
                                .and("uncounted")
                                .exists(true))
                        .limit(limit),
                OccurrenceRow.class);
    }

    /** Takes note that the profiles count these states. */
    void confirm(Collection<Noted> counted) {
        if (counted.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> updates = new ArrayList<>(counted.size());
        for (Noted noted : counted) {
            updates.add(new UpdateOneModel<>(
                    Filters.and(Filters.eq("_id", noted.rowId()), Filters.eq("version", noted.version())),
                    Updates.combine(
                            Updates.set("countedVersion", noted.version()),
                            Updates.set("counted", document(noted.occurrence())),
                            Updates.unset("uncounted"))));
        }
        mongo.execute(OccurrenceRow.class, collection -> ConditionalUpserts.run(collection, updates));
    }

    /** Those that nobody has seen counted in time. */
    List<OccurrenceRow> due(int limit) {
        return mongo.find(
                new Query(Criteria.where("uncounted").lte(clock.instant()))
                        .with(Sort.by("uncounted"))
                        .limit(limit),
                OccurrenceRow.class);
    }

    /** Nobody can count these for now. */
    void postpone(Collection<OccurrenceRow> rows) {
        mongo.updateMulti(
                new Query(Criteria.where("_id")
                        .in(rows.stream().map(OccurrenceRow::id).toList())
                        .and("uncounted")
                        .lte(clock.instant())),
                new Update().set("uncounted", clock.instant().plus(ORPHANS_EVERY)),
                OccurrenceRow.class);
    }

    /** Values of what orders and messages are narrowed by, of a part of these customers' rows; the most frequent first. */
    Map<Dimension, List<String>> valuesSeen(Collection<String> customerIds, int limit) {
        Map<Dimension, Map<String, Integer>> counts = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            counts.put(dimension, new HashMap<>());
        }
        for (OccurrenceRow row : mongo.find(
                new Query(Criteria.where("customerId").in(customerIds)).limit(ROWS_LOOKED_AT), OccurrenceRow.class)) {
            Occurrence latest = row.latest();
            if (latest != null) {
                count(counts, Dimension.CHANNEL, latest.channel());
                count(counts, Dimension.CAMPAIGN, latest.campaign());
                for (Occurrence.Item item : latest.items()) {
                    count(counts, Dimension.CATEGORY, item.category());
                    count(counts, Dimension.SKU, item.sku());
                }
            }
        }
        Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
        counts.forEach((dimension, seen) -> values.put(dimension, mostFrequent(seen, limit)));
        return values;
    }

    private static void count(
            Map<Dimension, Map<String, Integer>> counts, Dimension dimension, @Nullable String value) {
        if (value != null) {
            counts.get(dimension).merge(value, 1, Integer::sum);
        }
    }

    private static List<String> mostFrequent(Map<String, Integer> counts, int limit) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Takes every row of these customers, in no order. */
    void forEach(Collection<String> customerIds, Consumer<OccurrenceRow> consumer) {
        try (Stream<OccurrenceRow> rows = mongo.stream(
                new Query(Criteria.where("customerId").in(customerIds)).cursorBatchSize(1000), OccurrenceRow.class)) {
            rows.forEach(consumer);
        }
    }

    /** @param noted what the profile has counted that rows may not say yet */
    CountedOccurrences counted(String customerId, Collection<Noted> noted) {
        Set<String> inProfile = noted.stream().map(Noted::rowId).collect(Collectors.toSet());
        return new CountedOccurrences() {
            @Override
            public void between(Kind kind, Instant after, Instant upTo, Consumer<Occurrence> consumer) {
                if (!after.isBefore(upTo)) {
                    return;
                }
                Query query = new Query(theirs(kind).and("counted.at").gt(after).lte(upTo)).cursorBatchSize(1000);
                try (Stream<OccurrenceRow> rows = mongo.stream(query, OccurrenceRow.class)) {
                    rows.filter(row -> !inProfile.contains(row.id()) && row.counted() != null)
                            .forEach(row -> consumer.accept(row.counted()));
                }
                ofProfile(kind)
                        .filter(one -> one.at().isAfter(after) && !one.at().isAfter(upTo))
                        .forEach(consumer);
            }

            @Override
            public @Nullable Instant firstAfter(Kind kind, Instant after) {
                Criteria later = theirs(kind).and("counted.at").gt(after);
                return Stream.concat(
                                end(later, Sort.Direction.ASC),
                                ofProfile(kind).map(Occurrence::at).filter(at -> at.isAfter(after)))
                        .min(Instant::compareTo)
                        .orElse(null);
            }

            @Override
            public @Nullable Instant lastUpTo(Kind kind, Instant upTo) {
                Criteria earlier =
                        theirs(kind).and("counted.at").gt(Tallies.BEGINNING).lte(upTo);
                return Stream.concat(
                                end(earlier, Sort.Direction.DESC),
                                ofProfile(kind).map(Occurrence::at).filter(at -> !at.isAfter(upTo)))
                        .max(Instant::compareTo)
                        .orElse(null);
            }

            private Criteria theirs(Kind kind) {
                return Criteria.where("customerId").is(customerId).and("kind").is(kind);
            }

            private Stream<Instant> end(Criteria criteria, Sort.Direction direction) {
                // The profile's own rows may come first; as many more as it has are enough to find another.
                return mongo
                        .find(
                                new Query(criteria)
                                        .with(Sort.by(direction, "counted.at"))
                                        .limit(inProfile.size() + 1),
                                OccurrenceRow.class)
                        .stream()
                        .filter(row -> !inProfile.contains(row.id()) && row.counted() != null)
                        .map(row -> row.counted().at())
                        .limit(1);
            }

            private Stream<Occurrence> ofProfile(Kind kind) {
                return noted.stream()
                        .filter(one -> one.kind() == kind)
                        .map(Noted::occurrence)
                        .filter(occurrence -> occurrence != null);
            }
        };
    }
}
