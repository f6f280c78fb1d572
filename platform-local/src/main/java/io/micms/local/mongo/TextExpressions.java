package io.micms.local.mongo;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Regular expressions that match texts only, as MongoDB's do: the library's matcher holds them against whatever a value is
 * written as, so that a number matches its digits.
 */
final class TextExpressions {

    private TextExpressions() {}

    /** The same query with a text demanded wherever a regular expression stands. */
    static Document of(Document query) {
        Document meant = new Document();
        List<Document> all = new ArrayList<>();
        for (Map.Entry<String, Object> entry : query.entrySet()) {
            String path = entry.getKey();
            Object condition = entry.getValue();
            if (path.startsWith("$")) {
                List<Document> parts = parts(condition);
                if (path.equals("$and") && !parts.isEmpty()) {
                    all.addAll(parts);
                } else {
                    meant.put(path, parts.isEmpty() ? condition : parts);
                }
            } else if (BsonRegularExpression.isRegularExpression(condition)) {
                all.addAll(texts(path, condition));
            } else if (condition instanceof Document operators
                    && operators.size() == 1
                    && BsonRegularExpression.isRegularExpression(operators.get("$not"))) {
                all.add(new Document("$nor", List.of(new Document("$and", texts(path, operators.get("$not"))))));
            } else {
                meant.put(path, condition);
            }
        }
        if (!all.isEmpty()) {
            meant.put("$and", all);
        }
        return meant;
    }

    private static List<Document> texts(String path, Object expression) {
        return List.of(new Document(path, expression), new Document(path, new Document("$type", "string")));
    }

    /** The parts of {@code $and}, {@code $or} and {@code $nor}; none where it is something else. */
    private static List<Document> parts(Object condition) {
        return condition instanceof Collection<?> parts && parts.stream().allMatch(Document.class::isInstance)
                ? parts.stream().map(part -> of((Document) part)).toList()
                : List.of();
    }
}
