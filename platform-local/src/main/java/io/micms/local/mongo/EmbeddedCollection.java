package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.micms.local.mongo.index.OrderedIndex;
import io.micms.local.mongo.index.Plan;
import io.micms.local.mongo.index.SortOrder;
import io.micms.local.mongo.index.Stored;
import io.micms.local.mongo.journal.Change;
import io.micms.local.mongo.journal.Change.DocumentPut;
import io.micms.local.mongo.journal.Change.DocumentRemoved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Documents in the order of their insertion. A document that is stored is never changed, only replaced, so replies may hold it after the
 * lock is released.
 */
final class EmbeddedCollection extends AbstractMongoCollection<Stored> {

    /** As many as MongoDB sends unasked. */
    private static final int FIRST_BATCH = 101;

    private static final Document NOTHING = new Document();

    private final NavigableMap<Long, Stored> documents = new TreeMap<>();
    private final Change.Recorder recorder;
    private long lastRecordId;
    private long bytes;

    EmbeddedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            Change.Recorder recorder) {
        super(database, name, options, cursors);
        this.recorder = recorder;
    }

    /** How many bytes of the journal are about documents that are still there. */
    long bytes() {
        return bytes;
    }

    Stream<Document> all() {
        return documents.values().stream().map(Stored::document);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // No others are added.
    List<OrderedIndex> indexes() {
        return (List) getIndexes();
    }

    /** The places of what matches. */
    List<Stored> select(Document query, Document sort, int limit) {
        return run(plan(query, sort, limit), query, sort, limit, () -> {}).toList();
    }

    /** How many match. */
    long count(Document query) {
        int counted = Plan.count(query, indexes());
        return counted >= 0
                ? counted
                : run(plan(query, NOTHING, 0), query, NOTHING, 0, () -> {}).count();
    }

    Plan plan(Document query, Document sort, long limit) {
        return Plan.of(query, sort, limit, indexes(), documents.size());
    }

    /** @param examining told before each document that is looked at */
    Stream<Stored> run(Plan plan, Document query, Document sort, int limit, Runnable examining) {
        return run(plan, documents.values(), query, sort, limit, examining);
    }

    private Stream<Stored> run(
            Plan plan, Collection<Stored> all, Document query, Document sort, int limit, Runnable examining) {
        Stream<Stored> found = plan.candidates(all).peek(stored -> examining.run());
        // Asking each of many whether it is one of many would take the square of their number.
        if (!plan.decides(query)) {
            Document meant = TextExpressions.of(query);
            PlainConditions plain = PlainConditions.of(meant);
            found = found.filter(stored -> switch (plain.tell(stored.document())) {
                case MATCHES -> true;
                case DIFFERS -> false;
                case UNKNOWN -> documentMatchesQuery(stored.document(), meant);
            });
        }
        if (!sort.isEmpty() && !plan.isOrdered()) {
            found = new SortOrder(sort).sorted(found, Stored::document);
        }
        return limit > 0 ? found.limit(limit) : found;
    }

    /** Documents with only some of their fields. */
    QueryResult project(Stream<Document> some, Document fields) {
        return matchDocumentsFromStream(NOTHING, some, 0, 0, Integer.MAX_VALUE, null, fields);
    }

    QueryResult inBatches(List<Document> results, int batchSize) {
        return createQueryResult(results, batchSize);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        Document sort = orderBy == null || orderBy.containsKey("$natural") ? NOTHING : orderBy;
        // A negative limit is a limit, too.
        int most = Math.abs(limit);
        int needed = most == 0 ? 0 : most + numberToSkip;
        Stream<Stored> found = isNaturalDescending(orderBy)
                ? run(Plan.SCAN, documents.descendingMap().values(), query, sort, needed, () -> {})
                : run(plan(query, sort, needed), query, sort, needed, () -> {});
        return matchDocumentsFromStream(
                NOTHING, found.map(Stored::document), numberToSkip, most, batchSize, null, fieldSelector);
    }

    @Override
    protected QueryResult createQueryResult(List<Document> matchedDocuments, int batchSize) {
        return super.createQueryResult(matchedDocuments, batchSize == 0 ? FIRST_BATCH : batchSize);
    }

    @Override
    protected Stored addDocumentInternal(Document document) {
        int length = recorder.record(new DocumentPut(getFullName(), document));
        Stored stored = new Stored(++lastRecordId, document, length);
        documents.put(stored.recordId(), stored);
        bytes += length;
        return stored;
    }

    /** What an update did: how many it found and changed, or what it inserted. */
    record Updated(int matched, int modified, @Nullable Document inserted) {}

    /** @param many whether to change all that match, or the first */
    Updated update(Document selector, Update update, boolean many, boolean upsert) {
        if (many && !update.isForMany()) {
            throw new MongoServerError(
                    ErrorCode.FailedToParse, "multi update is not supported for replacement-style update");
        }
        List<Stored> found = select(selector, NOTHING, many ? 0 : 1);
        int modified = 0;
        for (Stored stored : found) {
            Document changed = update.of(stored.document(), selector);
            if (!changed.equals(stored.document())) {
                replace(stored, changed);
                modified++;
            }
        }
        if (found.isEmpty() && upsert) {
            Document inserted = update.insertion(selector);
            addDocument(inserted);
            return new Updated(0, 0, inserted);
        }
        return new Updated(found.size(), modified, null);
    }

    /** Puts a document in the place of another one. */
    void replace(Stored stored, Document document) {
        List<OrderedIndex> concerned = new ArrayList<>();
        for (OrderedIndex index : indexes()) {
            if (!index.isUntouched(stored.document(), document)) {
                index.checkParallelArrays(document);
                index.checkUnique(document, stored, this);
                concerned.add(index);
            }
        }
        int length = recorder.record(new DocumentPut(getFullName(), document));
        concerned.forEach(index -> index.move(stored, document));
        bytes += length - stored.bytes();
        stored.replace(document, length);
    }

    @Override
    protected void removeDocument(Stored stored) {
        recorder.record(new DocumentRemoved(getFullName(), stored.document().get(getIdField())));
        indexes().forEach(index -> index.leave(stored));
        documents.remove(stored.recordId());
        bytes -= stored.bytes();
    }

    /** What the journal says was put. The indexes follow when all is there: filling them once is less work than changing them. */
    void restore(Document document, int length) {
        Stored there = primaryKey().find(document.get("_id"));
        if (there == null) {
            Stored stored = new Stored(++lastRecordId, document, length);
            documents.put(stored.recordId(), stored);
            bytes += length;
            primaryKey().enter(stored);
        } else {
            bytes += length - there.bytes();
            there.replace(document, length);
        }
    }

    /** What the journal says was removed. */
    void restoreRemoval(@Nullable Object id) {
        Stored there = primaryKey().find(id);
        if (there != null) {
            primaryKey().leave(there);
            documents.remove(there.recordId());
            bytes -= there.bytes();
        }
    }

    /** Fills the indexes that the journal says there are. */
    void restored() {
        getIndexes().stream()
                .skip(1)
                .parallel()
                .forEach(index -> documents.values().forEach(((OrderedIndex) index)::enter));
    }

    private OrderedIndex primaryKey() {
        return (OrderedIndex) getIndexes().getFirst();
    }

    @Override
    public void addIndex(Index<Stored> index) {
        OrderedIndex added = (OrderedIndex) index;
        documents.values().forEach(stored -> {
            added.checkAdd(stored.document(), this);
            added.enter(stored);
        });
        getIndexes().add(index);
    }

    @Override
    public Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        throw unused();
    }

    @Override
    public Document findAndModify(Document command) {
        throw unused();
    }

    @Override
    protected void handleUpdate(Stored position, Document oldDocument, Document newDocument) {
        throw unused();
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            Document orderBy,
            int numberToSkip,
            int numberToReturn,
            int batchSize,
            Document fieldSelector) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("The library's way would change documents in place, or scan");
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public void drop() {
        getIndexes().clear();
        documents.clear();
        bytes = 0;
    }

    @Override
    protected Stored findDocumentPosition(Document document) {
        return select(document, NOTHING, 1).getFirst();
    }

    @Override
    public void removeDocument(Document document) {
        Document sought =
                document.containsKey(getIdField()) ? new Document(getIdField(), document.get(getIdField())) : document;
        select(sought, NOTHING, 1).forEach(this::removeDocument);
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        List<Stored> found = select(selector, NOTHING, Math.max(0, limit));
        found.forEach(this::removeDocument);
        return found.size();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected int getDataSize() {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw unused();
    }

    @Override
    protected Document getDocument(Stored position) {
        return position.document();
    }

    @Override
    protected Stream<DocumentWithPosition<Stored>> streamAllDocumentsWithPosition() {
        return documents.values().stream().map(stored -> new DocumentWithPosition<>(stored.document(), stored));
    }
}
