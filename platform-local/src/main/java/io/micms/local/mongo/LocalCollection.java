package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A collection that lets its indexes name the candidates of a query before the library's matcher decides on each. */
final class LocalCollection extends MemoryCollection {

    LocalCollection(MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
        super(database, name, options, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        Collection<Integer> candidates = query.isEmpty() || isNaturalDescending(orderBy) ? null : candidates(query);
        if (candidates == null) {
            return matchDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
        }
        return matchDocuments(query, candidates, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }

    private @Nullable Collection<Integer> candidates(Document query) {
        Conditions conditions = new Conditions(query);
        for (Index<Integer> index : getIndexes()) {
            if (index instanceof ExactIndex exact) {
                Collection<Integer> candidates = exact.candidates(conditions);
                if (candidates != null) {
                    return candidates;
                }
            }
        }
        Collection<Integer> fewest = null;
        int scan = count() / 2;
        for (Index<Integer> index : getIndexes()) {
            if (index instanceof NarrowingIndex narrowing) {
                Collection<Integer> candidates = narrowing.candidates(conditions, scan);
                if (candidates != null && (fewest == null || candidates.size() < fewest.size())) {
                    fewest = candidates;
                }
            }
        }
        // In the order of a scan, so that an index changes nothing but the time a query takes.
        return fewest == null ? null : fewest.stream().sorted().toList();
    }

    @Override
    protected void removeDocument(Integer position) {
        Document document = getDocument(position);
        for (Index<Integer> index : getIndexes()) {
            if (index instanceof NarrowingIndex narrowing) {
                narrowing.leave(document, position);
            }
        }
        super.removeDocument(position);
    }
}
