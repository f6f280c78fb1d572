package io.micms.insight.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rule of a segment as this service writes one: campaign-service, whose language it is, has the last word on it. */
public sealed interface Rule {

    /** @param not whether the group as a whole is negated */
    record Group(boolean or, boolean not, List<Rule> rules) implements Rule {

        public Group {
            if (rules.isEmpty()) {
                throw new IllegalArgumentException("A group has at least one rule");
            }
            rules = List.copyOf(rules);
        }
    }

    /**
     * @param value a text, a number, a truth value or a list of texts or numbers; null where the operator needs none
     * @param within an ISO-8601 period back from now; null for all that has happened
     * @param where what is counted, as values by dimension; empty for everything
     */
    record Condition(
            String field,
            String operator,
            @Nullable Object value,
            @Nullable String within,
            Map<String, List<String>> where)
            implements Rule {

        public Condition {
            where = new TreeMap<>(where);
        }

        public static Condition of(String field, String operator, @Nullable Object value) {
            return new Condition(field, operator, value, null, Map.of());
        }
    }

    /** All of them, flat; one alone stands for itself. */
    static Rule all(List<Rule> rules) {
        return joined(false, rules);
    }

    /** Any of them, flat; one alone stands for itself. */
    static Rule any(List<Rule> rules) {
        return joined(true, rules);
    }

    private static Rule joined(boolean or, List<Rule> rules) {
        List<Rule> flat = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule instanceof Group group && group.or() == or && !group.not()) {
                flat.addAll(group.rules());
            } else {
                flat.add(rule);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new Group(or, false, flat);
    }

    /** The opposite: matches exactly who this does not match. */
    default Rule negated() {
        return switch (this) {
            case Group group -> new Group(group.or(), !group.not(), group.rules());
            case Condition condition -> negated(condition);
        };
    }

    private static Rule negated(Condition condition) {
        String opposite = switch (condition.operator()) {
            case "=" -> "!=";
            case "!=" -> "=";
            case "in" -> "notIn";
            case "notIn" -> "in";
            case "between" -> "notBetween";
            case "notBetween" -> "between";
            case "contains" -> "doesNotContain";
            case "doesNotContain" -> "contains";
            case "withinLast" -> "notWithinLast";
            case "notWithinLast" -> "withinLast";
            case "null" -> "notNull";
            case "notNull" -> "null";
            // These two are never without a value, so the order turns round exactly.
            case ">" -> alwaysHasValue(condition) ? "<=" : null;
            case ">=" -> alwaysHasValue(condition) ? "<" : null;
            case "<" -> alwaysHasValue(condition) ? ">=" : null;
            case "<=" -> alwaysHasValue(condition) ? ">" : null;
            default -> null;
        };
        return opposite == null
                ? new Group(false, true, List.of(condition))
                : simplified(new Condition(
                        condition.field(), opposite, condition.value(), condition.within(), condition.where()));
    }

    private static boolean alwaysHasValue(Condition condition) {
        return condition.field().equals("orders.count")
                || condition.field().equals("orders.total")
                || condition.field().startsWith("messages.");
    }

    /** Nobody has fewer than none of what is counted. */
    private static Condition simplified(Condition condition) {
        boolean none = condition.value() instanceof BigDecimal limit
                && !condition.field().equals("orders.total")
                && alwaysHasValue(condition)
                && condition.operator().equals("<")
                && limit.compareTo(BigDecimal.ONE) == 0;
        return none
                ? new Condition(condition.field(), "=", BigDecimal.ZERO, condition.within(), condition.where())
                : condition;
    }

    /** As the API has it: a group at the top, whatever this is. */
    default ObjectNode toJson() {
        return json(this instanceof Group ? this : new Group(false, false, List.of(this)));
    }

    private static ObjectNode json(Rule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (rule) {
            case Group group -> {
                json.put("combinator", group.or() ? "or" : "and");
                if (group.not()) {
                    json.put("not", true);
                }
                ArrayNode rules = json.putArray("rules");
                group.rules().forEach(part -> rules.add(json(part)));
            }
            case Condition condition -> {
                json.put("field", condition.field());
                json.put("operator", condition.operator());
                if (condition.value() != null) {
                    json.set("value", value(condition.value()));
                }
                if (condition.within() != null) {
                    json.put("within", condition.within());
                }
                if (!condition.where().isEmpty()) {
                    ObjectNode where = json.putObject("where");
                    condition.where().forEach((name, values) -> where.set(name, value(values)));
                }
            }
        }
        return json;
    }

    private static JsonNode value(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case String text -> nodes.stringNode(text);
            case Boolean flag -> nodes.booleanNode(flag);
            case BigDecimal number -> number(number);
            case List<?> list -> {
                ArrayNode array = nodes.arrayNode();
                list.forEach(element -> array.add(value(element)));
                yield array;
            }
            default -> throw new IllegalArgumentException("No rule has a value such as " + value);
        };
    }

    private static JsonNode number(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18
                ? nodes.numberNode(stripped.longValueExact())
                : nodes.numberNode(stripped);
    }
}
