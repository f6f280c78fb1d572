package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dotted path into documents, through arrays of them. */
final class KeyPath {

    /**
     * What a document has at a path.
     *
     * @param keys at least one: a missing value counts as null
     * @param present whether the field is there at all, were it null
     * @param throughArray whether an array is met on the way or at its end
     */
    record Found(List<@Nullable Object> keys, boolean present, boolean throughArray) {}

    private final String[] fields;

    KeyPath(String path) {
        this.fields = path.split("\\.", -1);
    }

    /** The field of the document itself that the path begins with. */
    String root() {
        return fields[0];
    }

    Found in(Document document) {
        Object value = document.getOrMissing(fields[0]);
        if (fields.length == 1 && !(value instanceof Collection)) {
            List<@Nullable Object> key = new ArrayList<>(1);
            key.add(KeyOrder.key(value));
            return new Found(key, !(value instanceof Missing), false);
        }
        Walk walk = new Walk();
        walk.at(value, 1);
        return new Found(walk.keys, walk.present, walk.throughArray);
    }

    private final class Walk {

        final List<@Nullable Object> keys = new ArrayList<>();
        boolean present;
        boolean throughArray;

        void at(@Nullable Object value, int depth) {
            if (value instanceof Collection<?> elements) {
                throughArray = true;
                if (elements.isEmpty()) {
                    present |= depth == fields.length;
                    keys.add(KeyOrder.EMPTY_ARRAY);
                }
                elements.forEach(element -> at(element, depth));
            } else if (depth == fields.length) {
                present |= !(value instanceof Missing);
                keys.add(KeyOrder.key(value));
            } else if (value instanceof Document document) {
                at(document.getOrMissing(fields[depth]), depth + 1);
            } else {
                keys.add(null);
            }
        }
    }
}
