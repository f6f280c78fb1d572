package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The library's update operators, which it applies only within a collection of its own and in place: a collection of one copy, made
 * for a single update.
 */
final class UpdateOperators extends AbstractMongoCollection<Boolean> {

    private @Nullable Document document;

    private UpdateOperators(MongoDatabase database, @Nullable Document document) {
        super(database, "update", CollectionOptions.withDefaults(), new CursorRegistry());
        this.document = document;
    }

    /**
     * What becomes of a document; the argument stays as it is.
     *
     * @param arrayFilters as in an {@code update} command, null for none
     */
    static Document update(
            MongoDatabase database,
            Document document,
            Document selector,
            Document update,
            @Nullable Object arrayFilters) {
        return new UpdateOperators(database, document.cloneDeeply()).run(selector, update, arrayFilters);
    }

    /** What an upsert inserts where nothing matched. */
    static Document insert(MongoDatabase database, Document selector, Document update, @Nullable Object arrayFilters) {
        return new UpdateOperators(database, null).run(selector, update, arrayFilters);
    }

    private Document run(Document selector, Document update, @Nullable Object arrayFilters) {
        Document command =
                new Document("query", selector).append("update", update).append("upsert", true);
        command.putIfNotNull("arrayFilters", arrayFilters);
        try {
            findAndModify(command);
        } catch (FindAndModifyPlanExecutorError e) {
            throw e.getCause();
        }
        return Objects.requireNonNull(document);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        return new QueryResult(document == null ? List.of() : List.of(document));
    }

    @Override
    public void addDocument(Document inserted) {
        document = inserted;
    }

    @Override
    protected Boolean findDocumentPosition(Document sought) {
        return Boolean.TRUE;
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void handleUpdate(Boolean position, Document oldDocument, Document newDocument) {}

    @Override
    public int count() {
        return document == null ? 0 : 1;
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            Document orderBy,
            int numberToSkip,
            int numberToReturn,
            int batchSize,
            Document fieldSelector) {
        throw notACollection();
    }

    @Override
    protected Document getDocument(Boolean position) {
        throw notACollection();
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw notACollection();
    }

    @Override
    protected int getDataSize() {
        throw notACollection();
    }

    @Override
    protected Boolean addDocumentInternal(Document inserted) {
        throw notACollection();
    }

    @Override
    protected void removeDocument(Boolean position) {
        throw notACollection();
    }

    @Override
    protected Stream<DocumentWithPosition<Boolean>> streamAllDocumentsWithPosition() {
        throw notACollection();
    }

    private static UnsupportedOperationException notACollection() {
        return new UnsupportedOperationException("Only updates");
    }
}
