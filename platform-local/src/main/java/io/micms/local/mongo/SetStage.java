package io.micms.local.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.aggregation.Expression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code $set}, which the library does not know, and {@code $addFields}, which it gets wrong: it changes the document that it was given,
 * and lets an expression see what the one before it has set.
 */
record SetStage(Document fields) {

    Document apply(Document document) {
        Document result = document.clone();
        fields.forEach((path, expression) -> put(result, path, expression, document));
        return result;
    }

    private static void put(Document target, String path, @Nullable Object expression, Document source) {
        int dot = path.indexOf('.');
        if (dot >= 0) {
            Document nested = new Document(path.substring(dot + 1), expression);
            target.put(path.substring(0, dot), within(target.get(path.substring(0, dot)), nested, source));
        } else if (expression instanceof Document nested && isNested(nested)) {
            target.put(path, within(target.get(path), nested, source));
        } else {
            Object value = Expression.evaluateDocument(expression, source);
            if (value instanceof Missing) {
                target.remove(path);
            } else {
                target.put(path, value);
            }
        }
    }

    /** A copy of what is there, with some fields set; in an array, in each of its elements. */
    private static Object within(@Nullable Object there, Document fields, Document source) {
        if (there instanceof List<?> elements) {
            List<Object> changed = new ArrayList<>(elements.size());
            elements.forEach(element -> changed.add(within(element, fields, source)));
            return changed;
        }
        Document changed = there instanceof Document document ? document.clone() : new Document();
        fields.forEach((path, expression) -> put(changed, path, expression, source));
        return changed;
    }

    private static boolean isNested(Document expression) {
        return !expression.isEmpty() && expression.keySet().stream().noneMatch(key -> key.startsWith("$"));
    }
}
