package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code sort} asks for, in the order of the indexes; the library's own comparator contradicts itself on empty arrays. Of an
 * array, the least element counts, or the greatest where the direction is descending.
 */
public final class SortOrder {

    private record Part(KeyPath path, Comparator<@Nullable Object> comparator) {

        @Nullable
        Object key(Document document) {
            List<@Nullable Object> keys = path.in(document).keys();
            Object least = keys.getFirst();
            for (Object key : keys) {
                if (comparator.compare(key, least) < 0) {
                    least = key;
                }
            }
            return least;
        }
    }

    private record Sortable<T>(T item, @Nullable Object[] keys) {}

    private final List<Part> parts = new ArrayList<>();

    /** @throws MongoServerError for a direction that is no number */
    public SortOrder(Document sort) {
        sort.forEach((path, direction) -> {
            if (!(direction instanceof Number number)) {
                throw new MongoServerError(ErrorCode.BadValue, "Illegal sort direction of " + path + ": " + direction);
            }
            Comparator<@Nullable Object> ascending = KeyOrder::compare;
            parts.add(new Part(new KeyPath(path), number.doubleValue() > 0 ? ascending : ascending.reversed()));
        });
    }

    public <T> Stream<T> sorted(Stream<T> items, Function<T, Document> document) {
        return items.map(item -> new Sortable<>(item, keys(document.apply(item))))
                .sorted((one, other) -> compare(one.keys(), other.keys()))
                .map(Sortable::item);
    }

    private @Nullable Object[] keys(Document document) {
        @Nullable Object[] keys = new @Nullable Object[parts.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = parts.get(i).key(document);
        }
        return keys;
    }

    private int compare(@Nullable Object[] one, @Nullable Object[] other) {
        for (int i = 0; i < one.length; i++) {
            int order = parts.get(i).comparator().compare(one[i], other[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
