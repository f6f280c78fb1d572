package io.micms.local.mongo.index;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A position in an index: an entry, or a bound just before or after all entries that begin with its values.
 *
 * @param side -1 before, 1 after, 0 for an entry
 * @param stored the document of an entry
 */
record Key(@Nullable Object[] values, int side, @Nullable Stored stored) {

    static Key entry(@Nullable Object[] values, Stored stored) {
        return new Key(values, 0, stored);
    }

    static Key before(List<? extends @Nullable Object> values) {
        return new Key(values.toArray(), -1, null);
    }

    static Key after(List<? extends @Nullable Object> values) {
        return new Key(values.toArray(), 1, null);
    }

    @Override
    public String toString() {
        return (side < 0 ? "<" : side > 0 ? ">" : "") + Arrays.toString(values);
    }
}
