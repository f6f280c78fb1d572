package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An index on the leading field of its keys. It only narrows: it names every document that can match and some that do not, and the
 * library's matcher decides.
 */
final class NarrowingIndex extends EmptyIndex<Integer> {

    private final String field;
    private final NavigableMap<Object, Set<Integer>> positionsByValue =
            new TreeMap<>(ValueComparator.ascWithoutListHandling());
    /** Documents whose field is there, with null or something that has no order here. */
    private final Set<Integer> unordered = new HashSet<>();
    /** With several values in one document, different ones may meet the two ends of a range. */
    private boolean multikey;

    NarrowingIndex(String name, List<IndexKey> keys) {
        super(name, keys);
        this.field = keys.getFirst().getKey();
    }

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {
        enter(document, position);
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Integer position, MongoCollection<Integer> collection) {
        leave(oldDocument, position);
        enter(newDocument, position);
    }

    /** The library removes from an index by document alone; the collection, which knows the position, calls this instead. */
    void leave(Document document, Integer position) {
        eachValue(document, (value, ordered) -> {
            if (!ordered) {
                unordered.remove(position);
                return;
            }
            Set<Integer> positions = positionsByValue.get(value);
            if (positions != null && positions.remove(position) && positions.isEmpty()) {
                positionsByValue.remove(value);
            }
        });
    }

    /**
     * Positions of the documents that can match.
     *
     * @param most gives up beyond this many, when a scan costs no more
     * @return null where the conditions do not narrow
     */
    @Nullable
    Set<Integer> candidates(Conditions conditions, int most) {
        List<Object> values = conditions.equalValues(field);
        if (values != null) {
            Set<Integer> candidates = new HashSet<>();
            for (Object value : values) {
                candidates.addAll(positionsByValue.getOrDefault(value, Set.of()));
            }
            return candidates;
        }
        Conditions.Range range = conditions.range(field, multikey);
        return range == null ? null : union(range, most);
    }

    private @Nullable Set<Integer> union(Conditions.Range range, int most) {
        NavigableMap<Object, Set<Integer>> between = positionsByValue;
        if (range.from() != null && range.to() != null) {
            if (ValueComparator.ascWithoutListHandling().compare(range.from(), range.to()) > 0) {
                return Set.of();
            }
            between = positionsByValue.subMap(range.from(), true, range.to(), true);
        } else if (range.from() != null) {
            between = positionsByValue.tailMap(range.from(), true);
        } else if (range.to() != null) {
            between = positionsByValue.headMap(range.to(), true);
        }
        Set<Integer> candidates = new HashSet<>(unordered);
        for (Set<Integer> positions : between.values()) {
            candidates.addAll(positions);
            if (candidates.size() > most) {
                return null;
            }
        }
        return candidates;
    }

    private void enter(Document document, Integer position) {
        int[] count = {0};
        eachValue(document, (value, ordered) -> {
            count[0]++;
            if (ordered) {
                positionsByValue.computeIfAbsent(value, v -> new HashSet<>()).add(position);
            } else {
                unordered.add(position);
            }
        });
        multikey |= count[0] > 1;
    }

    private void eachValue(Document document, BiConsumer<Object, Boolean> action) {
        eachValue(Utils.getSubdocumentValueCollectionAware(document, field), action);
    }

    private static void eachValue(@Nullable Object value, BiConsumer<Object, Boolean> action) {
        switch (value) {
            case Missing missing -> {}
            case Collection<?> collection -> {
                // An array can also be asked for as a whole or as being empty.
                action.accept(collection, false);
                collection.forEach(element -> eachValue(element, action));
            }
            case null -> action.accept(Missing.getInstance(), false);
            default -> action.accept(value, Conditions.isOrdered(value));
        }
    }
}
