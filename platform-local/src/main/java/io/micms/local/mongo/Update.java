package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A change to documents: operators, a replacement, or a pipeline. */
sealed interface Update {

    /** What becomes of a document that the selector matches; the argument stays as it is. */
    Document of(Document document, Document selector);

    /** What is inserted where the selector matches nothing. */
    Document insertion(Document selector);

    /** Whether it may change several documents. */
    boolean isForMany();

    /**
     * @param command the one that has the update, with its other options
     * @throws MongoServerError if it is no update
     */
    static Update of(MongoDatabase database, @Nullable Object update, Document command) {
        return switch (update) {
            case Document operators -> new Operators(database, operators, command.get("arrayFilters"));
            case List<?> stages -> new Stages(database, Pipeline.ofUpdate(stages));
            case null, default ->
                throw new MongoServerError(ErrorCode.FailedToParse, "An update is a document or a pipeline");
        };
    }

    record Operators(
            MongoDatabase database,
            Document update,
            @Nullable Object arrayFilters) implements Update {

        @Override
        public Document of(Document document, Document selector) {
            Document ordinary = arrayFilters == null ? FieldUpdate.update(document, update) : null;
            return ordinary == null
                    ? UpdateOperators.update(database, document, selector, update, arrayFilters)
                    : ordinary;
        }

        @Override
        public Document insertion(Document selector) {
            Document ordinary = arrayFilters == null ? FieldUpdate.insertion(selector, update) : null;
            return ordinary == null ? UpdateOperators.insert(database, selector, update, arrayFilters) : ordinary;
        }

        @Override
        public boolean isForMany() {
            return update.keySet().stream().allMatch(key -> key.startsWith("$"));
        }
    }

    record Stages(MongoDatabase database, Pipeline pipeline) implements Update {

        /** Sets nothing, so that an upsert with it inserts what the selector says. */
        private static final Document NOTHING = new Document("$setOnInsert", new Document());

        @Override
        public Document of(Document document, Document selector) {
            Document changed =
                    pipeline.run(Stream.of(document)).findFirst().orElseThrow().clone();
            Object id = document.get("_id");
            if (!changed.containsKey("_id")) {
                changed = new Document("_id", id).appendAll(changed);
            } else if (!Objects.equals(changed.get("_id"), id)) {
                throw new MongoServerError(
                        ErrorCode.ImmutableField, "After applying the update, the (immutable) field '_id' was altered");
            }
            return changed;
        }

        @Override
        public Document insertion(Document selector) {
            return of(UpdateOperators.insert(database, selector, NOTHING, null), selector);
        }

        @Override
        public boolean isForMany() {
            return true;
        }
    }
}
