package io.micms.platform.publishing;

import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.publishing.OwedEvents.Acknowledged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
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
 * <p>A write sets the next version and what is {@link Owed} along with the state, and is refused where the version in
 * the database is not the one that was read. Right after it, the state goes to Kafka, by the rules of {@link OwedEvents}.
 */
public final class PublishedDocuments<T extends PublishedDocument> {

    private static final Logger log = LoggerFactory.getLogger(PublishedDocuments.class);
    private static final String UNPUBLISHED = "unpublished";
    private static final String DUE = UNPUBLISHED + ".due";

    private final MongoTemplate mongo;
    private final Publication<T> publication;
    private final Function<T, Document> fields;
    private final OwedEvents events;

    /**
     * @param fields of a document as they are stored, but for its id, its version and what it owes
     * @param sends what the documents owe, settling it as it is told to
     */
    PublishedDocuments(
            MongoTemplate mongo,
            Publication<T> publication,
            Function<T, Document> fields,
            Function<Consumer<List<Acknowledged>>, OwedEvents> sends) {
        this.mongo = mongo;
        this.publication = publication;
        this.fields = fields;
        this.events = sends.apply(this::settle);
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

    /**
     * A document on its way into the database.
     *
     * @param read the version that it replaces
     * @param before what the state that it replaces owes
     * @param event null while there is nothing to tell
     */
    private record Draft<T extends PublishedDocument>(
            T document,
            long read,
            @Nullable Owed before,
            @Nullable OutgoingEvent event) {

        Draft<T> over(@Nullable Owed other) {
            return new Draft<>(document, read, other, event);
        }
    }

    private Map<T, BulkWriteError> write(Collection<T> documents) {
        List<Draft<T>> open = new ArrayList<>(documents.size());
        for (T document : documents) {
            long read = document.version();
            document.nextVersion();
            open.add(new Draft<>(document, read, document.owed(), publication.event(document)));
        }
        Map<T, BulkWriteError> refused = new HashMap<>();
        while (!open.isEmpty()) {
            // A state with nothing to tell passes on what earlier ones owe.
            open.forEach(
                    draft -> draft.document().owe(draft.event() == null ? draft.before() : events.owe(draft.before())));
            Map<Draft<T>, BulkWriteError> lost = replace(open);
            open.stream().filter(draft -> !lost.containsKey(draft)).forEach(this::send);
            lost.forEach((draft, error) -> refused.put(draft.document(), error));
            open = takenOverMeanwhile(lost);
            open.forEach(draft -> refused.remove(draft.document()));
        }
        return refused;
    }

    /**
     * Writes what nobody has changed since, be it only by standing in it to send it. What was settled since is as well:
     * then less is under way than was read.
     *
     * @return what was refused; everything else has to be sent
     */
    private Map<Draft<T>, BulkWriteError> replace(List<Draft<T>> drafts) {
        List<ReplaceOneModel<Document>> writes = new ArrayList<>(drafts.size());
        for (Draft<T> draft : drafts) {
            Object due = draft.before() == null
                    ? null
                    : new Document("$in", Arrays.asList(draft.before().due(), null));
            writes.add(new ReplaceOneModel<>(
                    new Document("_id", draft.document().id())
                            .append("version", draft.read())
                            .append(DUE, due),
                    bson(draft.document()),
                    new ReplaceOptions().upsert(true)));
        }
        drafts.forEach(draft -> events.announce(draft.document().id()));
        Map<Draft<T>, BulkWriteError> refused = new IdentityHashMap<>();
        try {
            mongo.execute(publication.type(), collection -> ConditionalUpserts.run(collection, writes))
                    .forEach((index, error) -> refused.put(drafts.get(index), error));
        } catch (RuntimeException e) {
            drafts.forEach(this::forgo);
            throw e;
        }
        refused.keySet().forEach(this::forgo);
        return refused;
    }

    private Document bson(T document) {
        Document bson = fields.apply(document).append("_id", document.id()).append("version", document.version());
        Owed owed = document.owed();
        if (owed != null) {
            Document unpublished = new Document("due", owed.due());
            if (owed.sentBy() != null) {
                unpublished.append("sentBy", owed.sentBy());
            }
            if (owed.unsettledUntil() != null) {
                unpublished.append("unsettledUntil", owed.unsettledUntil());
            }
            bson.append(UNPUBLISHED, unpublished);
        }
        return bson;
    }

    private void forgo(Draft<T> draft) {
        events.forgo(draft.document().id());
    }

    private CompletableFuture<Void> send(Draft<T> draft) {
        T document = draft.document();
        if (draft.event() == null) {
            forgo(draft);
            return CompletableFuture.completedFuture(null);
        }
        return events.send(
                document.id(), document.version(), Objects.requireNonNull(document.owed()), List.of(draft.event()));
    }

    /** Of those that were refused: the ones in which only the sender is another, as of now. */
    private List<Draft<T>> takenOverMeanwhile(Map<Draft<T>, BulkWriteError> refused) {
        Map<String, Draft<T>> candidates = new HashMap<>();
        refused.forEach((draft, error) -> {
            if (draft.read() > 0 && isAboutId(error)) {
                candidates.put(draft.document().id(), draft);
            }
        });
        if (candidates.isEmpty()) {
            return List.of();
        }
        Query query = new Query(Criteria.where("_id").in(candidates.keySet()));
        query.fields().include("version", UNPUBLISHED);
        List<Draft<T>> takenOver = new ArrayList<>();
        for (Document found : mongo.find(query, Document.class, collectionName())) {
            Draft<T> draft = candidates.get(found.getString("_id"));
            if (found.getLong("version") == draft.read()) {
                Document owed = found.get(UNPUBLISHED, Document.class);
                takenOver.add(
                        draft.over(owed == null ? null : mongo.getConverter().read(Owed.class, owed)));
            }
        }
        return takenOver;
    }

    private static boolean isAboutId(BulkWriteError error) {
        return error.getMessage().contains("index: _id_ ");
    }

    /**
     * Sends what is due: what a crash, an outage or a full queue left behind, and what has to be sent once more now that
     * no older record can land any more.
     *
     * @return how many states were sent and acknowledged
     */
    int publishDue(int limit, Duration patience) {
        Query due = new Query(Criteria.where(DUE).lte(events.now()))
                .with(Sort.by(DUE))
                .limit(limit);
        List<Draft<T>> drafts = new ArrayList<>();
        for (T document : find(due)) {
            Owed before = Objects.requireNonNull(document.owed());
            OutgoingEvent event = publication.event(document);
            document.owe(event == null ? events.oweNothing(before) : events.owe(before));
            drafts.add(new Draft<>(document, document.version(), before, event));
        }
        if (drafts.isEmpty()) {
            return 0;
        }
        Map<Draft<T>, BulkWriteError> refused = replace(drafts);
        List<CompletableFuture<Void>> sends = drafts.stream()
                .filter(draft -> !refused.containsKey(draft))
                .map(this::send)
                .toList();
        try {
            CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.debug("Not everything due in {} could be sent", collectionName(), e);
        }
        return (int) sends.stream()
                .filter(send -> send.isDone() && !send.isCompletedExceptionally())
                .count();
    }

    private void settle(List<Acknowledged> acknowledged) {
        List<UpdateOneModel<Document>> updates = acknowledged.stream()
                .map(sent -> {
                    Owed remains = sent.owed().acknowledged();
                    return new UpdateOneModel<Document>(
                            new Document("_id", sent.id())
                                    .append("version", sent.version())
                                    .append(DUE, sent.owed().due()),
                            remains == null
                                    ? new Document("$unset", new Document(UNPUBLISHED, ""))
                                    : new Document("$set", new Document(DUE, remains.due()))
                                            .append("$unset", new Document(UNPUBLISHED + ".sentBy", "")));
                })
                .toList();
        mongo.execute(
                publication.type(), collection -> collection.bulkWrite(updates, new BulkWriteOptions().ordered(false)));
    }

    String collectionName() {
        return mongo.getCollectionName(publication.type());
    }
}
