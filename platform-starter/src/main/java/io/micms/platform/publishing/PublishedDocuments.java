package io.micms.platform.publishing;

import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.micms.platform.problem.StaleDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * The collection of one published aggregate, and the one place where its states are written.
 *
 * <p>A write sets the next version and the {@code unpublished} marker along with the state, and is refused where the
 * version in the database is not the one that was read. Right after it, the state goes to Kafka; the acknowledgement
 * clears the marker if the state is still the newest and sets it again if it is not. So the last record per key is
 * always the newest state, whatever crashes, and however many instances send.
 */
public final class PublishedDocuments<T extends PublishedDocument> {

    private static final Logger log = LoggerFactory.getLogger(PublishedDocuments.class);

    private final MongoTemplate mongo;
    private final Publication<T> publication;
    private final EventSender sender;
    private final Clock clock;
    private final BlockingQueue<Sent> ended = new LinkedBlockingQueue<>();

    /** @param acknowledged whether Kafka said so; without an answer the record may have arrived all the same */
    private record Sent(String id, long version, boolean acknowledged) {}

    PublishedDocuments(MongoTemplate mongo, Publication<T> publication, EventSender sender, Clock clock) {
        this.mongo = mongo;
        this.publication = publication;
        this.sender = sender;
        this.clock = clock;
        Thread.ofVirtual().name("ended-sends-" + collectionName()).start(this::settleEndedSends);
    }

    public Optional<T> find(String id) {
        return Optional.ofNullable(mongo.findById(id, publication.type()));
    }

    public List<T> find(Query query) {
        return mongo.find(query, publication.type());
    }

    /**
     * Writes one document, new or changed, and publishes it.
     *
     * @return the same object, now with its next version
     * @throws StaleDocument if somebody else wrote it since it was read
     * @throws DuplicateKeyException if a unique index of the collection refuses it
     */
    public T save(T document) {
        Map<T, BulkWriteError> refused = write(List.of(document));
        BulkWriteError error = refused.get(document);
        if (error == null) {
            return document;
        }
        if (isAboutId(error)) {
            throw new StaleDocument("Somebody else changed this in the meantime; read it again.");
        }
        throw new DuplicateKeyException(error.getMessage());
    }

    /**
     * Writes many documents with one bulk operation and publishes them.
     *
     * @return those that were not written, because another writer came first or a unique index refused them. They are
     *     spoilt (their version is ahead): read them again and repeat the change
     */
    public Collection<T> saveAll(Collection<T> documents) {
        return documents.isEmpty() ? List.of() : write(documents).keySet();
    }

    private Map<T, BulkWriteError> write(Collection<T> documents) {
        List<T> ordered = List.copyOf(documents);
        List<ReplaceOneModel<Document>> writes = new ArrayList<>(ordered.size());
        Map<T, OutgoingEvent> events = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (T document : ordered) {
            long read = document.version();
            document.nextVersion();
            OutgoingEvent event = publication.event(document);
            document.owedSince(event == null ? null : now);
            if (event != null) {
                events.put(document, event);
            }
            Document bson = new Document();
            mongo.getConverter().write(document, bson);
            writes.add(new ReplaceOneModel<>(
                    Filters.and(Filters.eq("_id", document.id()), Filters.eq("version", read)),
                    bson,
                    new ReplaceOptions().upsert(true)));
        }
        Map<T, BulkWriteError> refused = new HashMap<>();
        mongo.execute(publication.type(), collection -> ConditionalUpserts.run(collection, writes))
                .forEach((index, error) -> refused.put(ordered.get(index), error));
        events.forEach((document, event) -> {
            if (!refused.containsKey(document)) {
                publish(document, event);
            }
        });
        return refused;
    }

    private static boolean isAboutId(BulkWriteError error) {
        return error.getMessage().contains("index: _id_ ");
    }

    private CompletableFuture<Void> publish(T document, OutgoingEvent event) {
        String id = document.id();
        long version = document.version();
        return sender.send(event).whenComplete((ok, failure) -> {
            ended.add(new Sent(id, version, failure == null));
            if (failure != null) {
                log.debug("{} {} stays unpublished for now", collectionName(), id, failure);
            }
        });
    }

    /**
     * Sends what has been owed for longer than {@code age}: what a crash, an outage or a full queue left behind.
     *
     * @return how many states were acknowledged
     */
    int publishOverdue(Duration age, int limit, Duration patience) {
        Query overdue = new Query(
                        Criteria.where("unpublished").lt(clock.instant().minus(age)))
                .with(Sort.by("unpublished"))
                .limit(limit);
        List<CompletableFuture<Void>> sends = new ArrayList<>();
        for (T document : find(overdue)) {
            OutgoingEvent event = publication.event(document);
            if (event == null) {
                // An older state's end marked it, and this one has nothing to tell.
                ended.add(new Sent(document.id(), document.version(), true));
            } else {
                sends.add(publish(document, event));
            }
        }
        try {
            CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.debug("Not everything overdue in {} could be sent", collectionName(), e);
        }
        return (int) sends.stream()
                .filter(send -> send.isDone() && !send.isCompletedExceptionally())
                .count();
    }

    private void settleEndedSends() {
        List<Sent> batch = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(ended.take());
                ended.drainTo(batch, 999);
                settle(batch);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // The markers stay, so the sweeper sends these states once more.
                log.debug("Could not settle {} sends of {}", batch.size(), collectionName(), e);
            }
            batch.clear();
        }
    }

    /**
     * Clears the marker where the newest state was acknowledged. Where a newer state exists than the one that was sent,
     * its own record may have reached Kafka before, so it is owed again.
     */
    private void settle(List<Sent> batch) {
        // Of one document's records, Kafka has the one that ended last as the last.
        Map<String, Sent> last = new LinkedHashMap<>();
        batch.forEach(sent -> last.put(sent.id(), sent));
        List<Sent> acknowledged =
                last.values().stream().filter(Sent::acknowledged).toList();
        mongo.execute(publication.type(), collection -> {
            int cleared = bulk(
                    collection,
                    acknowledged.stream()
                            .map(sent -> new UpdateOneModel<Document>(
                                    Filters.and(Filters.eq("_id", sent.id()), Filters.eq("version", sent.version())),
                                    Updates.unset("unpublished")))
                            .toList());
            if (cleared < last.size()) {
                Date now = Date.from(clock.instant());
                bulk(
                        collection,
                        last.values().stream()
                                .map(sent -> new UpdateOneModel<Document>(
                                        Filters.and(
                                                Filters.eq("_id", sent.id()), Filters.gt("version", sent.version())),
                                        Updates.set("unpublished", now)))
                                .toList());
            }
            return null;
        });
    }

    private static int bulk(MongoCollection<Document> collection, List<UpdateOneModel<Document>> updates) {
        return updates.isEmpty()
                ? 0
                : collection
                        .bulkWrite(updates, new BulkWriteOptions().ordered(false))
                        .getMatchedCount();
    }

    String collectionName() {
        return mongo.getCollectionName(publication.type());
    }
}
