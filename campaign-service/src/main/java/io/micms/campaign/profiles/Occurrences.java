package io.micms.campaign.profiles;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
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

    private static final String UNASKED = "unasked";

    private static final int ROWS_LOOKED_AT = 5_000;
    private static final int READ_AT_ONCE = 1_000;
    private static final String COUNTED_AT = "counted.at";

    private final Stored<OccurrenceRow> stored;
    private final Clock clock;

    Occurrences(MongoTemplate mongo, Clock clock) {
        this.stored = new Stored<>(mongo, OccurrenceRow.class);
        this.clock = clock;
    }

    /**
     * Keeps what is newer than what there is.
     *
     * @return the newest of the news about each order and message
     */
    Collection<OccurrenceNews> keepNewest(Collection<OccurrenceNews> news) {
        Map<List<Object>, OccurrenceNews> newest = new HashMap<>();
        news.forEach(one -> newest.merge(
                one.subject(), one, (before, after) -> before.version() >= after.version() ? before : after));
        write(newest.values());
        return newest.values();
    }

    /** Keeps what is newer than what there is, and what the profiles count of it already. */
    void keepCounted(Collection<OccurrenceNews> news) {
        keepAsCounted(news, false);
    }

    /** Keeps what is newer than what there is, to be counted from the beginning when a rule comes to ask about it. */
    void keepUnasked(Collection<OccurrenceNews> news) {
        keepAsCounted(news, true);
    }

    private void keepAsCounted(Collection<OccurrenceNews> news, boolean unasked) {
        if (news.isEmpty()) {
            return;
        }
        List<WriteModel<OccurrenceRow>> upserts = new ArrayList<>(news.size());
        for (OccurrenceNews one : news) {
            Document state = new Document("version", one.version())
                    .append("latest", one.occurrence())
                    .append("countedVersion", one.version())
                    .append("counted", one.occurrence());
            if (unasked) {
                state.append(UNASKED, true);
            }
            upserts.add(new UpdateOneModel<>(
                    new Document("_id", one.rowId()).append("version", new Document("$lt", one.version())),
                    new Document(
                                    "$setOnInsert",
                                    new Document("kind", one.kind().name())
                                            .append("source", one.source())
                                            .append("customerId", one.customerId()))
                            .append("$set", state)
                            .append("$unset", new Document("uncounted", "")),
                    new UpdateOptions().upsert(true)));
        }
        stored.with(collection -> ConditionalUpserts.run(collection, upserts));
    }

    /** Takes note that the profiles count these rows, which nobody asked about before, unless there is newer news by now. */
    void asked(Collection<OccurrenceRow> counted) {
        if (counted.isEmpty()) {
            return;
        }
        List<WriteModel<OccurrenceRow>> updates = new ArrayList<>(counted.size());
        for (OccurrenceRow row : counted) {
            updates.add(new UpdateOneModel<>(
                    new Document("_id", row.id()).append("version", row.version()), Updates.unset(UNASKED)));
        }
        stored.with(collection -> collection.bulkWrite(updates, new BulkWriteOptions().ordered(false)));
    }

    /** Everybody's rows of these orders and messages. */
    List<OccurrenceRow> ofSources(Collection<String> sources) {
        return sources.isEmpty() ? List.of() : all(Filters.in("source", sources), 0);
    }

    /**
     * One order may be heard of as that of several customers, one after the other: whoever comes second finds the rows of
     * the first, and all but the newest are to count nothing.
     *
     * @param rows everybody's of some orders and messages
     * @return whether any had to be told so
     */
    boolean outdate(Collection<OccurrenceRow> rows) {
        List<OccurrenceNews> lost = new ArrayList<>();
        rows.stream().collect(Collectors.groupingBy(OccurrenceRow::subject)).forEach((subject, theirs) -> {
            long version =
                    theirs.stream().mapToLong(OccurrenceRow::version).max().orElseThrow();
            theirs.stream()
                    .filter(row -> row.version() < version)
                    .forEach(row ->
                            lost.add(new OccurrenceNews(row.kind(), row.source(), row.customerId(), version, null)));
        });
        write(lost);
        return !lost.isEmpty();
    }

    private void write(Collection<OccurrenceNews> news) {
        if (news.isEmpty()) {
            return;
        }
        Instant due = clock.instant().plus(COUNTED_WITHIN);
        List<WriteModel<OccurrenceRow>> upserts = new ArrayList<>(news.size());
        for (OccurrenceNews one : news) {
            Document state = new Document("version", one.version())
                    .append("latest", one.occurrence())
                    .append("uncounted", due);
            Document update = new Document(
                    "$setOnInsert",
                    new Document("kind", one.kind().name())
                            .append("source", one.source())
                            .append("customerId", one.customerId())
                            .append("countedVersion", OccurrenceRow.NEVER_COUNTED));
            if (one.details() == null) {
                update.append("$unset", new Document(DETAILS, ""));
            } else {
                state.append(DETAILS, document(one.details()));
            }
            upserts.add(new UpdateOneModel<>(
                    new Document("_id", one.rowId()).append("version", new Document("$lt", one.version())),
                    update.append("$set", state),
                    new UpdateOptions().upsert(true)));
        }
        stored.with(collection -> ConditionalUpserts.run(collection, upserts));
    }

    /** @param limit 0 for none */
    private List<OccurrenceRow> all(Bson filter, int limit) {
        return stored.with(collection -> collection.find(filter).limit(limit).into(new ArrayList<>()));
    }

    private Document document(OrderDetails details) {
        Document document = new Document();
        stored.mongo().getConverter().write(details, document);
        document.remove("_class");
        return document;
    }

    /** The last order of a customer that counts at a moment. */
    Optional<LastOrder> lastOrder(String customerId, Instant upTo) {
        Bson counting = Filters.and(
                Filters.eq("customerId", customerId),
                Filters.eq("kind", Kind.ORDER.name()),
                Filters.gt(COUNTED_AT, Tallies.BEGINNING),
                Filters.lte(COUNTED_AT, upTo));
        Document newest = stored.with(collection -> collection
                .withDocumentClass(Document.class)
                .find(counting)
                .sort(Sorts.descending(COUNTED_AT))
                .limit(1)
                .first());
        if (newest == null) {
            return Optional.empty();
        }
        Occurrence counted = Objects.requireNonNull(stored.of(newest).counted());
        Document details = newest.get(DETAILS, Document.class);
        return Optional.of(new LastOrder(
                counted.at(),
                counted.amount(),
                details == null ? null : stored.mongo().getConverter().read(OrderDetails.class, details)));
    }

    List<OccurrenceRow> find(Collection<String> rowIds) {
        return rowIds.isEmpty() ? List.of() : all(Filters.in("_id", rowIds), 0);
    }

    /** Some rows of these customers whose newest state is not counted yet. */
    List<OccurrenceRow> uncounted(Collection<String> customerIds, int limit) {
        return all(Filters.and(Filters.in("customerId", customerIds), Filters.exists("uncounted")), limit);
    }

    /** Takes note that the profiles count these states. */
    void confirm(Collection<Noted> counted) {
        if (counted.isEmpty()) {
            return;
        }
        List<WriteModel<OccurrenceRow>> updates = new ArrayList<>(counted.size());
        for (Noted noted : counted) {
            updates.add(new UpdateOneModel<>(
                    new Document("_id", noted.rowId()).append("version", noted.version()),
                    new Document(
                                    "$set",
                                    new Document("countedVersion", noted.version())
                                            .append("counted", noted.occurrence()))
                            .append("$unset", new Document("uncounted", ""))));
        }
        stored.with(collection -> collection.bulkWrite(updates, new BulkWriteOptions().ordered(false)));
    }

    /** Those that nobody has seen counted in time. */
    List<OccurrenceRow> due(int limit) {
        return stored.with(collection -> collection
                .find(Filters.lte("uncounted", clock.instant()))
                .sort(Sorts.ascending("uncounted"))
                .limit(limit)
                .into(new ArrayList<>()));
    }

    /** Nobody can count these for now. */
    void postpone(Collection<OccurrenceRow> rows) {
        stored.with(collection -> collection.updateMany(
                Filters.and(
                        Filters.in("_id", rows.stream().map(OccurrenceRow::id).toList()),
                        Filters.lte("uncounted", clock.instant())),
                Updates.set("uncounted", clock.instant().plus(ORPHANS_EVERY))));
    }

    /** Values of what orders and messages are narrowed by, of a part of these customers' rows; the most frequent first. */
    Map<Dimension, List<String>> valuesSeen(Collection<String> customerIds, int limit) {
        Map<Dimension, Map<String, Integer>> counts = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            counts.put(dimension, new HashMap<>());
        }
        for (OccurrenceRow row : all(Filters.in("customerId", customerIds), ROWS_LOOKED_AT)) {
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
        counts.forEach((dimension, seen) -> values.put(dimension, MostFrequent.of(seen, limit)));
        return values;
    }

    private static void count(
            Map<Dimension, Map<String, Integer>> counts, Dimension dimension, @Nullable String value) {
        if (value != null) {
            counts.get(dimension).merge(value, 1, Integer::sum);
        }
    }

    /** Takes every row of these customers, in no order. */
    void forEach(Collection<String> customerIds, Consumer<OccurrenceRow> consumer) {
        forEach(Filters.in("customerId", customerIds), consumer);
    }

    /** Every row of these customers, in no order; to be closed. */
    Stream<OccurrenceRow> of(Collection<String> customerIds) {
        MongoCursor<OccurrenceRow> cursor = stored.with(collection -> collection
                .find(Filters.in("customerId", customerIds))
                .batchSize(READ_AT_ONCE)
                .cursor());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED), false)
                .onClose(cursor::close);
    }

    private void forEach(Bson filter, Consumer<OccurrenceRow> consumer) {
        stored.<Void>with(collection -> {
            collection.find(filter).batchSize(READ_AT_ONCE).forEach(consumer);
            return null;
        });
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
                forEach(theirs(kind, Filters.gt(COUNTED_AT, after), Filters.lte(COUNTED_AT, upTo)), row -> {
                    if (!inProfile.contains(row.id()) && row.counted() != null) {
                        consumer.accept(row.counted());
                    }
                });
                ofProfile(kind)
                        .filter(one -> one.at().isAfter(after) && !one.at().isAfter(upTo))
                        .forEach(consumer);
            }

            @Override
            public @Nullable Instant firstAfter(Kind kind, Instant after) {
                Bson later = theirs(kind, Filters.gt(COUNTED_AT, after));
                return Stream.concat(
                                end(later, Sorts.ascending(COUNTED_AT)),
                                ofProfile(kind).map(Occurrence::at).filter(at -> at.isAfter(after)))
                        .min(Instant::compareTo)
                        .orElse(null);
            }

            @Override
            public @Nullable Instant lastUpTo(Kind kind, Instant upTo) {
                Bson earlier = theirs(kind, Filters.gt(COUNTED_AT, Tallies.BEGINNING), Filters.lte(COUNTED_AT, upTo));
                return Stream.concat(
                                end(earlier, Sorts.descending(COUNTED_AT)),
                                ofProfile(kind).map(Occurrence::at).filter(at -> !at.isAfter(upTo)))
                        .max(Instant::compareTo)
                        .orElse(null);
            }

            private Bson theirs(Kind kind, Bson... more) {
                return Filters.and(Stream.concat(
                                Stream.of(Filters.eq("customerId", customerId), Filters.eq("kind", kind.name())),
                                Stream.of(more))
                        .toList());
            }

            private Stream<Instant> end(Bson filter, Bson order) {
                // The profile's own rows may come first; as many more as it has are enough to find another.
                List<OccurrenceRow> first = stored.with(collection -> collection
                        .find(filter)
                        .sort(order)
                        .limit(inProfile.size() + 1)
                        .into(new ArrayList<>()));
                return first.stream()
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
