package io.micms.local.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a document without the library's matcher, which takes a query apart again for each document: that is
 * most of the time where many are looked at and few match. Texts, lists of texts, and whether there is anything are decided
 * here; of other operators only that they need something to compare with. The rest is left to the library.
 */
final class PlainConditions {

    /** Operators that never hold where there is nothing, unless it is nothing that they compare with. */
    private static final Set<String> COMPARING = Set.of("$lt", "$lte", "$gt", "$gte");

    private static final Function<@Nullable Object, Answer> UNKNOWN = value -> Answer.UNKNOWN;

    private final List<Condition> conditions = new ArrayList<>();

    /** Whether a document that meets all conditions matches the query. */
    private boolean complete = true;

    enum Answer {
        MATCHES,
        DIFFERS,
        /** The library knows. */
        UNKNOWN
    }

    /** @param holds of the value at the end of the path, which is null where there is none */
    private record Condition(String[] path, Function<@Nullable Object, Answer> holds) {

        Answer of(Document document) {
            Document at = document;
            for (int i = 0; i < path.length - 1; i++) {
                Object next = at.get(path[i]);
                if (next == null) {
                    return holds.apply(null);
                }
                if (!(next instanceof Document nested)) {
                    return Answer.UNKNOWN;
                }
                at = nested;
            }
            return holds.apply(at.get(path[path.length - 1]));
        }
    }

    private PlainConditions() {}

    static PlainConditions of(Document query) {
        PlainConditions conditions = new PlainConditions();
        conditions.add(query);
        return conditions;
    }

    private void add(Document query) {
        query.forEach((key, condition) -> {
            if (key.equals("$and") && condition instanceof Collection<?> parts) {
                for (Object part : parts) {
                    if (part instanceof Document nested) {
                        add(nested);
                    } else {
                        complete = false;
                    }
                }
            } else if (key.startsWith("$")) {
                complete = false;
            } else {
                add(key.split("\\.", -1), condition);
            }
        });
    }

    private void add(String[] path, @Nullable Object condition) {
        if (condition == null) {
            conditions.add(new Condition(path, PlainConditions::isNothing));
        } else if (condition instanceof String text) {
            conditions.add(new Condition(path, isAmong(Set.of(text))));
        } else if (condition instanceof Document operators && isOperators(operators)) {
            for (Map.Entry<String, Object> operator : operators.entrySet()) {
                conditions.add(new Condition(path, meaning(operator.getKey(), operator.getValue())));
            }
        } else {
            complete = false;
        }
    }

    private static boolean isOperators(Document condition) {
        return !condition.isEmpty()
                && condition.keySet().stream().allMatch(key -> key.startsWith("$"))
                && !condition.containsKey("$options");
    }

    private static Function<@Nullable Object, Answer> meaning(String operator, @Nullable Object operand) {
        if (operator.equals("$ne") && operand == null) {
            return value -> negated(isNothing(value));
        }
        if (operator.equals("$ne") && operand instanceof String text) {
            return value -> negated(isAmong(Set.of(text)).apply(value));
        }
        if (operator.equals("$in") || operator.equals("$nin")) {
            if (!(operand instanceof Collection<?> values) || !values.stream().allMatch(String.class::isInstance)) {
                return UNKNOWN;
            }
            Function<@Nullable Object, Answer> among = isAmong(new HashSet<>(values));
            return operator.equals("$in") ? among : value -> negated(among.apply(value));
        }
        if (COMPARING.contains(operator) && (operand instanceof Number || operand instanceof String)) {
            return value -> value == null ? Answer.DIFFERS : Answer.UNKNOWN;
        }
        return UNKNOWN;
    }

    private static Answer isNothing(@Nullable Object value) {
        return value instanceof Collection ? Answer.UNKNOWN : answer(value == null);
    }

    private static Function<@Nullable Object, Answer> isAmong(Set<?> texts) {
        return value -> {
            if (!(value instanceof Collection<?> elements)) {
                return answer(value instanceof String && texts.contains(value));
            }
            boolean found = false;
            for (Object element : elements) {
                if (!(element instanceof String)) {
                    return Answer.UNKNOWN;
                }
                found |= texts.contains(element);
            }
            return answer(found);
        };
    }

    private static Answer answer(boolean matches) {
        return matches ? Answer.MATCHES : Answer.DIFFERS;
    }

    private static Answer negated(Answer answer) {
        return switch (answer) {
            case MATCHES -> Answer.DIFFERS;
            case DIFFERS -> Answer.MATCHES;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }

    /** Whether a document matches, as far as that can be told here. */
    Answer tell(Document document) {
        boolean certain = complete;
        for (Condition condition : conditions) {
            Answer answer = condition.of(document);
            if (answer == Answer.DIFFERS) {
                return Answer.DIFFERS;
            }
            certain &= answer == Answer.MATCHES;
        }
        return certain ? Answer.MATCHES : Answer.UNKNOWN;
    }
}
