package io.micms.local.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What most updates are: a document in the place of another, or whole fields set, removed, added up or added to a set. The
 * library copies the document deeply for these, and again for its reply; here only what is on the way to a changed field is
 * copied, and the rest is shared with the document as it was. Whatever is out of the ordinary, an error among others, is left
 * to the library.
 */
final class FieldUpdate {

    private final List<Change> changes;

    private FieldUpdate(List<Change> changes) {
        this.changes = changes;
    }

    private enum Operator {
        SET,
        SET_ON_INSERT,
        UNSET,
        INC,
        ADD_TO_SET
    }

    private record Change(
            Operator operator,
            String path,
            String[] fields,
            @Nullable Object value) {}

    /** It is not for this class. */
    private static final class OutOfTheOrdinary extends RuntimeException {

        private static final long serialVersionUID = 1;

        OutOfTheOrdinary() {
            super(null, null, false, false);
        }
    }

    /** @return what becomes of the document, which stays as it is; null if that is for the library */
    static @Nullable Document update(Document document, Document update) {
        if (isReplacement(update)) {
            return !update.containsKey("_id")
                    ? null
                    : Objects.equals(update.get("_id"), document.get("_id")) ? update : null;
        }
        try {
            return of(update).apply(document, false);
        } catch (OutOfTheOrdinary e) {
            return null;
        }
    }

    /** @return what is inserted where nothing matched; null if that is for the library */
    static @Nullable Document insertion(Document selector, Document update) {
        if (isReplacement(update)) {
            // Nothing else that the selector says comes into it, if it says each thing once.
            Document said = new Document();
            Object id = isPlain(selector, said) ? said.get("_id") : null;
            return isScalar(id) && id.equals(update.get("_id")) ? update : null;
        }
        try {
            Document base = new Document();
            addEqualities(selector, base);
            return base.get("_id") == null ? null : of(update).apply(base, true);
        } catch (OutOfTheOrdinary e) {
            return null;
        }
    }

    /** One that cannot be told from operators, or that the library would refuse, is none. */
    private static boolean isReplacement(Document update) {
        for (String field : update.keySet()) {
            if (field.startsWith("$") || field.indexOf('.') >= 0) {
                return false;
            }
        }
        return !update.isEmpty();
    }

    /** @param said by field of the document itself, what the selector says of it or of what is in it */
    private static boolean isPlain(Document selector, Document said) {
        for (Map.Entry<String, Object> condition : selector.entrySet()) {
            String field = condition.getKey();
            if (field.equals("$and") && condition.getValue() instanceof Collection<?> parts) {
                if (!parts.stream().allMatch(part -> part instanceof Document query && isPlain(query, said))) {
                    return false;
                }
            } else {
                String root = field.split("\\.", 2)[0];
                if (field.startsWith("$") || said.containsKey(root)) {
                    return false;
                }
                said.put(root, condition.getValue());
            }
        }
        return true;
    }

    private static void addEqualities(Document selector, Document base) {
        selector.forEach((field, condition) -> {
            if (field.equals("$and") && condition instanceof Collection<?> parts) {
                for (Object part : parts) {
                    if (!(part instanceof Document query)) {
                        throw new OutOfTheOrdinary();
                    }
                    addEqualities(query, base);
                }
            } else if (field.startsWith("$") || field.indexOf('.') >= 0) {
                throw new OutOfTheOrdinary();
            } else if (isScalar(condition)) {
                if (base.put(field, condition) != null) {
                    throw new OutOfTheOrdinary();
                }
            } else if (!(condition instanceof Document operators) || !isRange(operators)) {
                throw new OutOfTheOrdinary();
            }
        });
    }

    private static boolean isRange(Document operators) {
        return !operators.isEmpty() && List.of("$lt", "$lte", "$gt", "$gte").containsAll(operators.keySet());
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof ObjectId
                || value instanceof UUID;
    }

    private static FieldUpdate of(Document update) {
        List<Change> changes = new ArrayList<>();
        update.forEach((name, argument) -> {
            Operator operator = switch (name) {
                case "$set" -> Operator.SET;
                case "$setOnInsert" -> Operator.SET_ON_INSERT;
                case "$unset" -> Operator.UNSET;
                case "$inc" -> Operator.INC;
                case "$addToSet" -> Operator.ADD_TO_SET;
                default -> throw new OutOfTheOrdinary();
            };
            if (!(argument instanceof Document fields) || fields.isEmpty()) {
                throw new OutOfTheOrdinary();
            }
            fields.forEach((path, value) -> changes.add(change(operator, path, value)));
        });
        requireApart(changes);
        return new FieldUpdate(changes);
    }

    private static Change change(Operator operator, String path, @Nullable Object value) {
        String[] fields = path.split("\\.", -1);
        for (String field : fields) {
            if (field.isEmpty() || field.startsWith("$")) {
                throw new OutOfTheOrdinary();
            }
        }
        if (fields[0].equals("_id")
                || value instanceof Document document
                        && document.keySet().stream().anyMatch(key -> key.startsWith("$"))
                        && operator != Operator.ADD_TO_SET) {
            throw new OutOfTheOrdinary();
        }
        return new Change(operator, path, fields, value);
    }

    /** No path may be another's, or lead to it. */
    private static void requireApart(List<Change> changes) {
        Set<String> roots = new HashSet<>();
        if (changes.stream().allMatch(change -> roots.add(change.fields()[0]))) {
            return;
        }
        for (Change one : changes) {
            for (Change other : changes) {
                if (one != other && (other.path() + ".").startsWith(one.path() + ".")) {
                    throw new OutOfTheOrdinary();
                }
            }
        }
    }

    private Document apply(Document document, boolean inserting) {
        Document changed = document.clone();
        // Parents that are copies already, by their path.
        Map<String, Document> copied = new HashMap<>();
        for (Change change : changes) {
            boolean forInserts = change.operator() == Operator.SET_ON_INSERT;
            boolean forUpdates = change.operator() == Operator.UNSET;
            if (inserting ? !forUpdates : !forInserts) {
                apply(change, changed, copied);
            }
        }
        return changed;
    }

    private static void apply(Change change, Document root, Map<String, Document> copied) {
        Document parent = root;
        String[] fields = change.fields();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < fields.length - 1; i++) {
            path.append('.').append(fields[i]);
            Object there = parent.get(fields[i]);
            if (there == null && !parent.containsKey(fields[i])) {
                if (change.operator() == Operator.UNSET) {
                    return;
                }
                there = new Document();
            }
            if (!(there instanceof Document child)) {
                throw new OutOfTheOrdinary();
            }
            Document copy = copied.computeIfAbsent(path.toString(), first -> child.clone());
            parent.put(fields[i], copy);
            parent = copy;
        }
        String field = fields[fields.length - 1];
        switch (change.operator()) {
            case SET, SET_ON_INSERT -> parent.put(field, change.value());
            case UNSET -> parent.remove(field);
            case INC -> parent.put(field, sum(parent.containsKey(field) ? parent.get(field) : 0, change.value()));
            case ADD_TO_SET -> parent.put(field, union(parent, field, change.value()));
        }
    }

    private static Object sum(@Nullable Object there, @Nullable Object amount) {
        if (there instanceof Integer one && amount instanceof Integer other) {
            int sum = one + other;
            if (sum == (long) one + other) {
                return sum;
            }
        } else if ((there instanceof Integer || there instanceof Long)
                && (amount instanceof Integer || amount instanceof Long)) {
            long one = ((Number) there).longValue();
            long other = ((Number) amount).longValue();
            long sum = one + other;
            if (((one ^ sum) & (other ^ sum)) >= 0) {
                return sum;
            }
        }
        throw new OutOfTheOrdinary();
    }

    /** Only texts, which nothing else is equal to. */
    private static List<Object> union(Document parent, String field, @Nullable Object value) {
        Object there = parent.get(field);
        List<Object> all = new ArrayList<>();
        if (there instanceof List<?> list) {
            all.addAll(list);
        } else if (parent.containsKey(field)) {
            throw new OutOfTheOrdinary();
        }
        Collection<?> added = value instanceof Document each
                        && each.size() == 1
                        && each.get("$each") instanceof Collection<?> values
                        && !values.isEmpty()
                ? values
                : value instanceof String ? List.of(value) : List.of();
        if (added.isEmpty()) {
            throw new OutOfTheOrdinary();
        }
        for (Object one : added) {
            if (!(one instanceof String)) {
                throw new OutOfTheOrdinary();
            }
            if (!all.contains(one)) {
                all.add(one);
            }
        }
        return all;
    }
}
