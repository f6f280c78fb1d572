package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexKeySpecsConflictException;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.InvalidNamespaceError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.micms.local.mongo.index.IndexDefinition;
import io.micms.local.mongo.index.OrderedIndex;
import io.micms.local.mongo.index.Plan;
import io.micms.local.mongo.index.Stored;
import io.micms.local.mongo.journal.Change;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The library's commands, with those that it gets wrong in words of our own. */
final class EmbeddedDatabase extends AbstractMongoDatabase<Stored> {

    private static final int INDEX_OPTIONS_CONFLICT = 85;
    private static final Document COUNT =
            new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)));

    private final Change.Recorder recorder;
    /** By name; the system's own are not among them. */
    private final Map<String, EmbeddedCollection> collections = new LinkedHashMap<>();

    EmbeddedDatabase(String name, CursorRegistry cursors, Change.Recorder recorder) {
        super(name, cursors);
        this.recorder = recorder;
        initializeNamespacesAndIndexes();
    }

    Collection<EmbeddedCollection> collections() {
        return collections.values();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        return switch (command) {
            case "insert" -> insert(query);
            case "update" -> update(query);
            case "delete" -> delete(query);
            case "findAndModify", "findandmodify" -> findAndModify(query, String.valueOf(query.get(command)));
            case "aggregate" -> aggregate(query, databases);
            case "explain" -> explain((Document) query.get(command));
            case "dropIndexes" -> dropIndexes(query);
            default -> super.handleCommand(channel, command, query, databases, oplog);
        };
    }

    private Document insert(Document query) {
        List<Document> documents = documents(query, "documents");
        EmbeddedCollection collection = forWriting(String.valueOf(query.get("insert")));
        Errors errors = new Errors(query);
        int inserted = errors.each(documents, (document, index) -> collection.addDocument(document));
        return errors.reply(new Document("n", inserted));
    }

    private Document update(Document query) {
        EmbeddedCollection collection = forWriting(String.valueOf(query.get("update")));
        List<Document> upserted = new ArrayList<>();
        int[] counts = new int[2];
        Errors errors = new Errors(query);
        errors.each(documents(query, "updates"), (update, index) -> {
            EmbeddedCollection.Updated updated = collection.update(
                    (Document) update.get("q"),
                    Update.of(this, update.get("u"), update),
                    Utils.isTrue(update.get("multi")),
                    Utils.isTrue(update.get("upsert")));
            counts[0] += updated.matched();
            counts[1] += updated.modified();
            if (updated.inserted() != null) {
                upserted.add(new Document("index", index)
                        .append("_id", updated.inserted().get("_id")));
            }
        });
        Document reply = new Document("n", counts[0] + upserted.size()).append("nModified", counts[1]);
        if (!upserted.isEmpty()) {
            reply.append("upserted", upserted);
        }
        return errors.reply(reply);
    }

    private Document delete(Document query) {
        EmbeddedCollection collection = collections.get(String.valueOf(query.get("delete")));
        int[] deleted = new int[1];
        Errors errors = new Errors(query);
        if (collection != null) {
            errors.each(
                    documents(query, "deletes"),
                    (delete, index) -> deleted[0] += collection.deleteDocuments(
                            (Document) delete.get("q"), ((Number) delete.get("limit")).intValue()));
        }
        return errors.reply(new Document("n", deleted[0]));
    }

    private Document findAndModify(Document query, String name) {
        Document selector = (Document) query.getOrDefault("query", new Document());
        boolean remove = Utils.isTrue(query.get("remove"));
        boolean upsert = Utils.isTrue(query.get("upsert"));
        EmbeddedCollection collection = upsert ? forWriting(name) : collections.get(name);
        Stored stored = collection == null
                ? null
                : collection.select(selector, (Document) query.getOrDefault("sort", new Document()), 1).stream()
                        .findFirst()
                        .orElse(null);
        Document before = stored == null ? null : stored.document();
        Document after = null;
        Document outcome = new Document("n", stored == null && !upsert ? 0 : 1);
        if (!remove) {
            Update update = Update.of(this, query.get("update"), query);
            outcome.append("updatedExisting", stored != null);
            if (stored != null) {
                after = update.of(stored.document(), selector);
                if (!after.equals(before)) {
                    collection.replace(stored, after);
                }
            } else if (upsert) {
                after = update.insertion(selector);
                collection.addDocument(after);
                outcome.append("upserted", after.get("_id"));
            }
        } else if (stored != null) {
            collection.removeDocument(stored);
        }
        Document value = Utils.isTrue(query.get("new")) ? after : before;
        if (value != null && query.get("fields") instanceof Document fields) {
            value = projected(collection, value, fields);
        }
        return ok(new Document("lastErrorObject", outcome).append("value", value));
    }

    private static Document projected(EmbeddedCollection collection, Document document, Document fields) {
        return collection.project(Stream.of(document), fields).iterator().next();
    }

    private Document aggregate(Document query, DatabaseResolver databases) {
        String name = String.valueOf(query.get("aggregate"));
        List<Document> stages = new ArrayList<>(Aggregation.parse(query.get("pipeline")));
        MongoCollection<Stored> collection = resolveCollection(name, false);
        Document cursor = (Document) query.getOrDefault("cursor", new Document());
        int batchSize = ((Number) cursor.getOrDefault("batchSize", 0)).intValue();
        if (!(collection instanceof EmbeddedCollection found)) {
            Pipeline.of(stages, this, databases);
            return cursorReply(name, new QueryResult());
        }
        // What a find can do, an index may help.
        Document selector = new Document();
        Document sort = new Document();
        int limit = 0;
        if (!stages.isEmpty() && stages.getFirst().get("$match") instanceof Document match) {
            selector = match;
            stages.removeFirst();
        }
        if (!stages.isEmpty() && stages.getFirst().get("$sort") instanceof Document order) {
            sort = order;
            stages.removeFirst();
        }
        // The stage stays. Drivers ask so whether there is any, which is not to go through all there are.
        if (!stages.isEmpty() && stages.getFirst().get("$limit") instanceof Number most) {
            limit = Math.clamp(most.longValue(), 0, Integer.MAX_VALUE);
        }
        if (sort.isEmpty() && isCount(stages)) {
            long count = found.count(selector);
            return cursorReply(
                    name,
                    found.inBatches(
                            count == 0
                                    ? List.of()
                                    : List.of(new Document("_id", 1).append("n", Math.toIntExact(count))),
                            batchSize));
        }
        Pipeline pipeline = Pipeline.of(stages, this, databases);
        Stream<Document> input = found.select(selector, sort, limit).stream().map(Stored::document);
        return cursorReply(name, found.inBatches(pipeline.run(input).toList(), batchSize));
    }

    /** What drivers count with. */
    private static boolean isCount(List<Document> stages) {
        return stages.size() == 1 && stages.getFirst().equals(COUNT);
    }

    /** Enough of it to see which index a find uses and how many documents it looks at. */
    private Document explain(Document query) {
        EmbeddedCollection collection = collections.get(String.valueOf(query.get("find")));
        if (collection == null) {
            throw new MongoServerError(
                    26, "NamespaceNotFound", "Only a find on a collection that is there can be explained");
        }
        Document selector = (Document) query.getOrDefault("filter", new Document());
        Document sort = (Document) query.getOrDefault("sort", new Document());
        int limit = ((Number) query.getOrDefault("limit", 0)).intValue();
        Plan plan = collection.plan(selector, sort, limit);
        int[] examined = new int[1];
        long returned =
                collection.run(plan, selector, sort, limit, () -> examined[0]++).count();
        Document stage = new Document("stage", plan.index() == null ? "COLLSCAN" : "IXSCAN");
        stage.putIfNotNull("indexName", plan.index());
        stage.append("sorted", sort.isEmpty() || plan.isOrdered());
        return ok(new Document("queryPlanner", new Document("winningPlan", stage))
                .append(
                        "executionStats",
                        new Document("nReturned", returned).append("totalDocsExamined", examined[0])));
    }

    private Document dropIndexes(Document query) {
        EmbeddedCollection collection = collections.get(String.valueOf(query.get("dropIndexes")));
        if (collection == null) {
            throw new MongoServerError(26, "NamespaceNotFound", "ns not found");
        }
        Object which = query.get("index");
        List<OrderedIndex> dropped = collection.indexes().stream()
                .filter(index -> !index.getName().equals("_id_"))
                .filter(index -> "*".equals(which)
                        || index.getName().equals(which)
                        || which instanceof Document keys && hasKeys(index, keys))
                .toList();
        if (dropped.isEmpty() && !"*".equals(which)) {
            throw new IndexNotFoundException("index not found with name [" + which + "]");
        }
        dropped.forEach(index -> dropIndex(collection, index.getName()));
        return ok(new Document());
    }

    private static boolean hasKeys(OrderedIndex index, Document keys) {
        List<String> wanted = new ArrayList<>();
        keys.forEach((path, direction) ->
                wanted.add(new IndexKey(path, ((Number) direction).doubleValue() > 0).toString()));
        return index.getKeys().stream().map(IndexKey::toString).toList().equals(wanted);
    }

    @Override
    protected void dropIndex(MongoCollection<Stored> collection, String name) {
        collection.getIndexes().removeIf(index -> index.getName().equals(name));
        getOrCreateIndexesCollection()
                .deleteDocuments(new Document("ns", collection.getFullName()).append("name", name), 0);
        recorder.record(new Change.IndexDropped(collection.getFullName(), name));
    }

    @Override
    protected void addIndex(Document description) {
        description.putIfAbsent("v", 2);
        IndexDefinition definition = IndexDefinition.of(description);
        String namespace = String.valueOf(description.get("ns"));
        EmbeddedCollection collection = forWriting(Utils.getCollectionNameFromFullName(namespace));
        OrderedIndex index = new OrderedIndex(definition);
        if (isThere(collection, index)) {
            return;
        }
        collection.addIndex(index);
        getOrCreateIndexesCollection().addDocument(description);
        if (!index.getName().equals("_id_")) {
            recorder.record(new Change.IndexCreated(namespace, description));
        }
    }

    private static boolean isThere(EmbeddedCollection collection, OrderedIndex index) {
        for (OrderedIndex other : collection.indexes()) {
            boolean sameName = other.getName().equals(index.getName());
            boolean sameKeys = other.hasSameKeys(index);
            if (sameName && sameKeys && other.hasSameOptions(index)) {
                return true;
            }
            if (sameName) {
                throw new IndexKeySpecsConflictException(index, other);
            }
            if (sameKeys) {
                throw new MongoServerError(
                        INDEX_OPTIONS_CONFLICT,
                        "IndexOptionsConflict",
                        "Index already exists with a different name: " + other.getName());
            }
        }
        return false;
    }

    @Override
    protected EmbeddedCollection openOrCreateCollection(String name, CollectionOptions options) {
        if (name.startsWith("system.")) {
            return new EmbeddedCollection(this, name, options, cursorRegistry, change -> 0);
        }
        EmbeddedCollection collection = new EmbeddedCollection(this, name, options, cursorRegistry, recorder);
        collections.put(name, collection);
        recorder.record(new Change.CollectionCreated(collection.getFullName()));
        return collection;
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        if (name.startsWith("system.")) {
            return;
        }
        MongoCollection<Stored> collection = resolveCollection(name, true);
        getOrCreateIndexesCollection().deleteDocuments(new Document("ns", collection.getFullName()), 0);
        collection.drop();
        unregisterCollection(name);
        collections.remove(name);
        recorder.record(new Change.CollectionDropped(collection.getFullName()));
    }

    /** @throws InvalidNamespaceError for the system's own collections */
    EmbeddedCollection forWriting(String name) {
        if (name.startsWith("system.")) {
            throw new InvalidNamespaceError(getFullCollectionNamespace(name));
        }
        return (EmbeddedCollection) resolveOrCreateCollection(name);
    }

    /** Removes what indexes say has expired. */
    void expire(Instant now) {
        for (EmbeddedCollection collection : collections.values()) {
            for (OrderedIndex index : collection.indexes()) {
                var expireAfter = index.definition().expireAfter();
                if (expireAfter != null) {
                    collection.deleteDocuments(
                            new Document(
                                    index.getKeys().getFirst().getKey(), new Document("$lt", now.minus(expireAfter))),
                            0);
                }
            }
        }
    }

    /** What the journal has; to be followed by {@link #restored} when that was all. */
    void restore(Change change, int bytes) {
        String name = Utils.getCollectionNameFromFullName(change.namespace());
        switch (change) {
            case Change.CollectionCreated created -> forWriting(name);
            case Change.CollectionDropped dropped -> dropCollection(name, NoopOplog.get());
            case Change.IndexCreated created -> {
                forWriting(name).getIndexes().add(new OrderedIndex(IndexDefinition.of(created.description())));
                getOrCreateIndexesCollection().addDocument(created.description());
            }
            case Change.IndexDropped dropped -> dropIndex(forWriting(name), dropped.name());
            case Change.DocumentPut put -> forWriting(name).restore(put.document(), bytes);
            case Change.DocumentRemoved removed -> forWriting(name).restoreRemoval(removed.id());
        }
    }

    void restored() {
        collections.values().forEach(EmbeddedCollection::restored);
    }

    /** What leads from nothing to the state of now. */
    Stream<Change> state() {
        // Copies, since writers go on while this is written down.
        List<Change> state = new ArrayList<>();
        collections.forEach((name, collection) -> {
            String namespace = collection.getFullName();
            state.add(new Change.CollectionCreated(namespace));
            collection.all().forEach(document -> state.add(new Change.DocumentPut(namespace, document)));
            getOrCreateIndexesCollection()
                    .handleQueryAsStream(new Document("ns", namespace))
                    .filter(description -> !"_id_".equals(description.get("name")))
                    .forEach(description -> state.add(new Change.IndexCreated(namespace, description)));
        });
        return state.stream();
    }

    @Override
    protected Index<Stored> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        throw new UnsupportedOperationException("Indexes are made from their whole description");
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }

    @Override
    protected long getStorageSize() {
        return collections.values().stream()
                .mapToLong(EmbeddedCollection::bytes)
                .sum();
    }

    private Document cursorReply(String collection, QueryResult result) {
        return ok(new Document(
                "cursor",
                new Document("id", result.getCursorId())
                        .append("ns", getFullCollectionNamespace(collection))
                        .append("firstBatch", result.collectDocuments())));
    }

    private static Document ok(Document reply) {
        Utils.markOkay(reply);
        return reply;
    }

    private static List<Document> documents(Document command, String field) {
        List<Document> documents = new ArrayList<>();
        ((Iterable<?>) command.get(field)).forEach(document -> documents.add((Document) document));
        return documents;
    }

    /** Those of a bulk; an ordered one ends with its first. */
    private static final class Errors {

        private final boolean ordered;
        private final List<Document> errors = new ArrayList<>();

        Errors(Document command) {
            this.ordered = Utils.isTrue(command.getOrDefault("ordered", true));
        }

        /** @return how many were done without an error */
        int each(List<Document> operations, ObjIntConsumer<Document> action) {
            int done = 0;
            for (int i = 0; i < operations.size(); i++) {
                try {
                    action.accept(operations.get(i), i);
                    done++;
                } catch (MongoServerException e) {
                    errors.add(error(i, e));
                    if (ordered) {
                        break;
                    }
                }
            }
            return done;
        }

        Document reply(Document reply) {
            if (!errors.isEmpty()) {
                reply.append("writeErrors", errors);
            }
            return ok(reply);
        }

        private static Document error(int index, MongoServerException e) {
            Document error = new Document("index", index).append("errmsg", e.getMessageWithoutErrorCode());
            @Nullable MongoServerError coded = e instanceof MongoServerError known ? known : null;
            error.append("code", coded == null ? 8 : coded.getCode());
            error.putIfNotNull("codeName", coded == null ? "UnknownError" : coded.getCodeName());
            return error;
        }
    }
}
