package io.micms.local.mongo;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a query demands of single fields: its top level and its {@code $and}s, of which every part must hold. */
final class Conditions {

    /** Both ends inclusive; an open end is null, and two open ends mean that the field is there. */
    record Range(@Nullable Object from, @Nullable Object to) {}

    private final Map<String, List<Object>> byField = new HashMap<>();

    Conditions(Document query) {
        add(query);
    }

    /** Whether values of this type have one order that equality and ranges agree on. */
    static boolean isOrdered(@Nullable Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof ObjectId
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof UUID
                || value instanceof BinData;
    }

    /** The only values of a field that can match, or null where the query does not name them. */
    @Nullable
    List<Object> equalValues(String field) {
        for (Object condition : of(field)) {
            if (isOrdered(condition)) {
                return List.of(condition);
            }
            if (condition instanceof Document operators) {
                Object equal = operators.get("$eq");
                if (isOrdered(equal)) {
                    return List.of(Objects.requireNonNull(equal));
                }
                if (operators.get("$in") instanceof Collection<?> values
                        && values.stream().allMatch(Conditions::isOrdered)) {
                    return new ArrayList<>(values);
                }
            }
        }
        return null;
    }

    /** The range a field must be in, one end of it where the other must not be used, or null where there is none. */
    @Nullable
    Range range(String field, boolean oneEndOnly) {
        for (Object condition : of(field)) {
            if (condition instanceof Document operators) {
                Object from = first(operators, "$gte", "$gt");
                Object to = first(operators, "$lte", "$lt");
                if (from != null || to != null) {
                    return new Range(from, oneEndOnly && from != null ? null : to);
                }
                if (Boolean.TRUE.equals(operators.get("$exists"))) {
                    return new Range(null, null);
                }
            }
        }
        return null;
    }

    private static @Nullable Object first(Document operators, String... names) {
        for (String name : names) {
            Object value = operators.get(name);
            if (isOrdered(value)) {
                return value;
            }
        }
        return null;
    }

    private List<Object> of(String field) {
        return byField.getOrDefault(field, List.of());
    }

    private void add(Document query) {
        for (Map.Entry<String, Object> entry : query.entrySet()) {
            Object condition = entry.getValue();
            if (entry.getKey().equals("$and") && condition instanceof Collection<?> parts) {
                parts.forEach(part -> add((Document) part));
            } else if (!entry.getKey().startsWith("$") && condition != null) {
                byField.computeIfAbsent(entry.getKey(), field -> new ArrayList<>())
                        .add(condition);
            }
        }
    }
}
