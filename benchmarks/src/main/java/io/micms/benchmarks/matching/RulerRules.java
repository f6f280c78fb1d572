package io.micms.benchmarks.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Ordering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.event.ruler.Machine;

/**
 * Rules in the words of Event Ruler: alternatives, each a pattern for some fields, of which one may hold only one. So "and"
 * of "or" is multiplied out, and two questions about one field cannot both be asked.
 */
final class RulerRules {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ALTERNATIVES_AT_MOST = 32;

    /** Ranges on several fields multiply its states. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RulerRules() {}

    static Machine machine(Map<String, Rule> rules) {
        Machine machine = new Machine();
        long begin = System.nanoTime();
        rules.forEach((segment, rule) -> {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("Not built in " + PATIENCE);
            }
            for (Map<String, List<Object>> alternative : alternatives(rule, false)) {
                try {
                    machine.addRule(segment, JSON.writeValueAsString(alternative));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        return machine;
    }

    static JsonNode event(Facts facts) {
        try {
            return JSON.readTree(JSON.writeValueAsString(TimelessFacts.of(facts)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Inexpressible if there are no words for it */
    static List<Map<String, List<Object>>> alternatives(Rule rule, boolean inverted) {
        return switch (rule) {
            case Rule.Group group -> {
                boolean opposite = group.not() != inverted;
                List<List<Map<String, List<Object>>>> parts = group.rules().stream()
                        .map(part -> alternatives(part, opposite))
                        .toList();
                yield (group.combinator() == Combinator.OR) != opposite ? any(parts) : all(parts);
            }
            case Rule.InSegments in -> {
                boolean opposite = in.negated() != inverted;
                List<List<Map<String, List<Object>>>> parts = in.segments().stream()
                        .map(segment -> alternatives(segment.resolved(), opposite))
                        .toList();
                yield opposite ? all(parts) : any(parts);
            }
            case Rule.Condition condition -> List.of(pattern(condition, inverted));
        };
    }

    private static List<Map<String, List<Object>>> any(List<List<Map<String, List<Object>>>> parts) {
        return limited(parts.stream().flatMap(List::stream).toList());
    }

    private static List<Map<String, List<Object>>> all(List<List<Map<String, List<Object>>>> parts) {
        List<Map<String, List<Object>>> product = List.of(Map.of());
        for (List<Map<String, List<Object>>> part : parts) {
            List<Map<String, List<Object>>> longer = new ArrayList<>();
            for (Map<String, List<Object>> left : product) {
                for (Map<String, List<Object>> right : part) {
                    longer.add(both(left, right));
                }
            }
            product = limited(longer);
        }
        return product;
    }

    private static Map<String, List<Object>> both(Map<String, List<Object>> left, Map<String, List<Object>> right) {
        Map<String, List<Object>> both = new TreeMap<>(left);
        right.forEach((field, patterns) -> {
            List<Object> other = both.put(field, patterns);
            if (other != null && !other.equals(patterns)) {
                throw new Inexpressible("two questions about " + field);
            }
        });
        return both;
    }

    private static <T> List<T> limited(List<T> alternatives) {
        if (alternatives.size() > ALTERNATIVES_AT_MOST) {
            throw new Inexpressible("too many alternatives");
        }
        return alternatives;
    }

    private static Map<String, List<Object>> pattern(Rule.Condition condition, boolean inverted) {
        String key = condition.subject().key();
        String field = TimelessFacts.name(key);
        return switch (condition) {
            case Rule.Presence presence -> Map.of(field, List.of(Map.of("exists", presence.present() != inverted)));
            case Rule.TextComparison text -> Map.of(field, text(text, inverted));
            case Rule.ListHas has
            when has.negated() != inverted -> throw new Inexpressible("none of the elements of a list");
            case Rule.ListHas has -> Map.of(field, List.copyOf(has.folded()));
            case Rule.TextIn in ->
                Map.of(
                        field,
                        in.negated() == inverted
                                ? List.copyOf(in.folded())
                                : orAbsent(Map.of("anything-but", List.copyOf(in.folded()))));
            case Rule.NumberComparison comparison ->
                Map.of(field, number(comparison.operator(), comparison.value(), inverted));
            case Rule.NumberBetween between ->
                Map.of(field, between(between.low(), between.high(), between.negated() != inverted));
            case Rule.FlagIs is ->
                Map.of(field, is.negated() == inverted ? List.of(is.value()) : orAbsent(!is.value()));
            case Rule.WithinLast within -> {
                BigDecimal seconds = TimelessFacts.seconds(within, within.span());
                yield Map.of(
                        TimelessFacts.age(key),
                        within.negated() == inverted
                                ? List.of(numeric(">=", 0, "<", seconds))
                                : orAbsent(numeric("<", 0), numeric(">=", seconds)));
            }
            case Rule.AnniversaryWithinNext within -> {
                BigDecimal seconds = TimelessFacts.seconds(within, within.span());
                yield Map.of(
                        TimelessFacts.anniversary(key),
                        inverted ? orAbsent(numeric(">", seconds)) : List.of(numeric("<=", seconds)));
            }
            default -> throw new Inexpressible("not needed here: " + condition);
        };
    }

    private static List<Object> text(Rule.TextComparison comparison, boolean inverted) {
        String value = comparison.value().folded();
        return switch (comparison.operator()) {
            case EQUAL -> inverted ? orAbsent(Map.of("anything-but", List.of(value))) : List.of(value);
            case NOT_EQUAL -> inverted ? List.of(value) : orAbsent(Map.of("anything-but", List.of(value)));
            case ENDS_WITH -> part("suffix", value, inverted);
            case BEGINS_WITH -> part("prefix", value, inverted);
            case CONTAINS -> part("wildcard", "*" + value + "*", inverted);
            case DOES_NOT_CONTAIN -> part("wildcard", "*" + value + "*", !inverted);
        };
    }

    private static List<Object> part(String place, String value, boolean inverted) {
        return inverted ? orAbsent(Map.of("anything-but", Map.of(place, value))) : List.of(Map.of(place, value));
    }

    private static List<Object> number(Ordering operator, BigDecimal value, boolean inverted) {
        return switch (operator) {
            case EQUAL -> inverted ? different(value) : List.of(numeric("=", value));
            case NOT_EQUAL -> inverted ? List.of(numeric("=", value)) : different(value);
            case LESS -> inverted ? orAbsent(numeric(">=", value)) : List.of(numeric("<", value));
            case LESS_OR_EQUAL -> inverted ? orAbsent(numeric(">", value)) : List.of(numeric("<=", value));
            case GREATER -> inverted ? orAbsent(numeric("<=", value)) : List.of(numeric(">", value));
            case GREATER_OR_EQUAL -> inverted ? orAbsent(numeric("<", value)) : List.of(numeric(">=", value));
        };
    }

    private static List<Object> different(BigDecimal value) {
        return orAbsent(numeric("<", value), numeric(">", value));
    }

    private static List<Object> between(BigDecimal low, BigDecimal high, boolean inverted) {
        return inverted ? orAbsent(numeric("<", low), numeric(">", high)) : List.of(numeric(">=", low, "<=", high));
    }

    private static Object numeric(Object... parts) {
        return Map.of("numeric", List.of(parts));
    }

    private static List<Object> orAbsent(Object... patterns) {
        List<Object> all = new ArrayList<>(List.of(patterns));
        all.add(Map.of("exists", false));
        return all;
    }
}
