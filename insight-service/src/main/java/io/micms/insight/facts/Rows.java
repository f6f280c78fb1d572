package io.micms.insight.facts;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.micms.platform.publishing.ConditionalUpserts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * The rows of one kind. A newer version replaces an older one, and with the same write the row says what has to be computed anew: all
 * that the old state counted for, and all that the new one does. The marks go once that is done, unless a still newer version has
 * come meanwhile.
 */
final class Rows<R extends Row<R>> {

    /** Grows when rows come to hold more: rows of an older shape are replaced by the same version too. */
    static final int SHAPE = 2;

    private static final String STALE = "stale";
    private static final int TRIES = 20;
    private static final int BATCH = 1_000;

    private final MongoTemplate mongo;
    private final Class<R> type;
    private final Function<Document, R> reader;

    /** @param reader reads what the converter wrote, at a fraction of its time: days are rolled up from thousands of rows */
    Rows(MongoTemplate mongo, Class<R> type, Function<Document, R> reader) {
        this.mongo = mongo;
        this.type = type;
        this.reader = reader;
        collection()
                .createIndex(
                        Indexes.ascending(STALE), new IndexOptions().name(STALE).sparse(true));
    }

    /** A row whose marks are not done. */
    record Stale(String id, long version, List<Mark> marks) {}

    /** @param row null for one of an older shape, which may lack what a row must have and was never counted */
    private record Held<R>(@Nullable R row, long version, int shape, List<String> stale) {}

    /** Takes in what is newer than what is there; the rest changes nothing. */
    void keepNewest(Collection<R> incoming) {
        Map<String, R> newest = new HashMap<>();
        for (R row : incoming) {
            newest.merge(row.id(), row, (one, other) -> one.version() >= other.version() ? one : other);
        }
        // Somebody else may write the same rows between reading and writing, but each time the versions grow.
        for (int attempt = 0; attempt < TRIES && !newest.isEmpty(); attempt++) {
            Map<String, Held<R>> held = held(newest.keySet());
            newest.values().removeIf(row -> !isNews(row, held.get(row.id())));
            List<R> news = List.copyOf(newest.values());
            List<ReplaceOneModel<Document>> writes = new ArrayList<>(news.size());
            news.forEach(row -> writes.add(write(row, held.get(row.id()))));
            newest.clear();
            if (!writes.isEmpty()) {
                ConditionalUpserts.run(collection(), writes)
                        .keySet()
                        .forEach(refused -> newest.put(news.get(refused).id(), news.get(refused)));
            }
        }
        if (!newest.isEmpty()) {
            throw new OptimisticLockingFailureException("Rows changed each time they were to be written");
        }
    }

    private static <R extends Row<R>> boolean isNews(R row, @Nullable Held<R> held) {
        return held == null
                || row.version() > held.version()
                || row.version() == held.version() && held.shape() < SHAPE;
    }

    private ReplaceOneModel<Document> write(R row, @Nullable Held<R> held) {
        Set<String> stale = new TreeSet<>();
        R before = held == null ? null : held.row();
        if (before == null || !row.saysTheSameAs(before)) {
            row.marks().forEach(mark -> stale.add(mark.text()));
        }
        if (before != null && !row.saysTheSameAs(before)) {
            before.marks().forEach(mark -> stale.add(mark.text()));
        }
        if (held != null) {
            stale.addAll(held.stale());
        }
        Document document = new Document();
        mongo.getConverter().write(row, document);
        document.append("shape", SHAPE);
        if (!stale.isEmpty()) {
            document.append(STALE, List.copyOf(stale));
        }
        Bson unchanged = held == null
                ? Filters.and(Filters.eq("_id", row.id()), Filters.lt("version", Long.MIN_VALUE))
                : Filters.and(
                        Filters.eq("_id", row.id()),
                        Filters.eq("version", held.version()),
                        held.shape() == 0 ? Filters.exists("shape", false) : Filters.eq("shape", held.shape()));
        return new ReplaceOneModel<>(unchanged, document, new ReplaceOptions().upsert(true));
    }

    private Map<String, Held<R>> held(Set<String> ids) {
        Map<String, Held<R>> held = new HashMap<>();
        for (Document document : collection().find(Filters.in("_id", ids)).batchSize(BATCH)) {
            int shape = document.getInteger("shape", 0);
            held.put(
                    document.getString("_id"),
                    new Held<>(
                            shape < SHAPE ? null : reader.apply(document),
                            ((Number) document.get("version")).longValue(),
                            shape,
                            document.getList(STALE, String.class, List.of())));
        }
        return held;
    }

    List<R> find(Bson filter) {
        List<R> rows = new ArrayList<>();
        for (Document document : collection().find(filter).batchSize(BATCH)) {
            if (document.getInteger("shape", 0) == SHAPE) {
                rows.add(reader.apply(document));
            }
        }
        return rows;
    }

    List<String> distinct(String field, Bson filter) {
        Set<String> values = new HashSet<>();
        for (Document document :
                collection().find(filter).projection(Projections.include(field)).batchSize(BATCH)) {
            String value = document.getString(field);
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    /** Some of the rows with marks, those of the earliest days first. */
    List<Stale> stale(int limit) {
        List<Stale> stale = new ArrayList<>();
        for (Document document : collection()
                .find(Filters.gt(STALE, ""))
                .projection(Projections.include("version", STALE))
                .limit(limit)
                .batchSize(BATCH)) {
            stale.add(new Stale(
                    document.getString("_id"),
                    ((Number) document.get("version")).longValue(),
                    document.getList(STALE, String.class).stream()
                            .map(Mark::parse)
                            .toList()));
        }
        return stale;
    }

    long countStale() {
        return collection().countDocuments(Filters.gt(STALE, ""));
    }

    /** Takes away the marks of what has not changed since. */
    void settle(List<Stale> done) {
        for (int from = 0; from < done.size(); from += BATCH) {
            collection()
                    .bulkWrite(
                            done.subList(from, Math.min(done.size(), from + BATCH)).stream()
                                    .map(row -> new UpdateOneModel<Document>(
                                            Filters.and(
                                                    Filters.eq("_id", row.id()), Filters.eq("version", row.version())),
                                            Updates.unset(STALE)))
                                    .toList(),
                            new BulkWriteOptions().ordered(false));
        }
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection(mongo.getCollectionName(type));
    }
}
