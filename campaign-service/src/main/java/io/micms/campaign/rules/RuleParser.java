package io.micms.campaign.rules;

import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.TextOperator;
import io.micms.campaign.rules.RuleField.Type;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of a rule (the shape of react-querybuilder's {@code RuleGroupType}) into a {@link Rule}, or says
 * everything that is wrong with it at once.
 */
public final class RuleParser {

    private static final int DEPTH_AT_MOST = 20;
    private static final int CONDITIONS_AT_MOST = 500;
    private static final int VALUES_AT_MOST = 1_000;
    private static final int TEXT_AT_MOST = 500;
    private static final int DIGITS_AT_MOST = 30;
    private static final Pattern ATTRIBUTE = Pattern.compile("[^.$\\p{Cntrl}]{1,100}");
    private static final Set<String> GROUP_MEMBERS = Set.of("combinator", "rules", "not", "id");
    private static final Set<String> CONDITION_MEMBERS = Set.of("field", "operator", "value", "id", "valueSource");

    private final List<Fault> faults = new ArrayList<>();
    private int conditions;

    private RuleParser() {}

    /**
     * @param pointer where the rule stands in the caller's document, so that faults point there
     * @throws InvalidInput with every fault
     */
    public static Rule.Group parse(@Nullable JsonNode json, String pointer) {
        RuleParser parser = new RuleParser();
        Rule rule = parser.rule(json, pointer, 0);
        if (!parser.faults.isEmpty()) {
            throw new InvalidInput(parser.faults);
        }
        if (rule instanceof Rule.Group group) {
            return group;
        }
        throw new InvalidInput(pointer, "A rule is a group: an object with combinator and rules.");
    }

    private @Nullable Rule rule(@Nullable JsonNode json, String pointer, int depth) {
        if (json == null || !json.isObject()) {
            return fault(pointer, "A rule is an object: a group with rules, or a condition with field and operator.");
        }
        if (depth > DEPTH_AT_MOST) {
            return fault(pointer, "Groups are nested at most %d deep.".formatted(DEPTH_AT_MOST));
        }
        return json.has("rules") || json.has("combinator") ? group(json, pointer, depth) : condition(json, pointer);
    }

    private @Nullable Rule group(JsonNode json, String pointer, int depth) {
        refuseUnknownMembers(json, GROUP_MEMBERS, pointer);
        Combinator combinator = switch (json.path("combinator").asString("")) {
            case "and" -> Combinator.AND;
            case "or" -> Combinator.OR;
            default -> fault(pointer + "/combinator", "The combinator is \"and\" or \"or\".");
        };
        JsonNode not = json.path("not");
        if (!not.isMissingNode() && !not.isBoolean()) {
            fault(pointer + "/not", "not is true or false.");
        }
        JsonNode rules = json.path("rules");
        if (!rules.isArray() || rules.isEmpty()) {
            return fault(pointer + "/rules", "A group holds at least one rule.");
        }
        List<Rule> parsed = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rule(rules.get(i), pointer + "/rules/" + i, depth + 1);
            if (rule != null) {
                parsed.add(rule);
            }
        }
        return combinator == null || parsed.isEmpty() ? null : new Rule.Group(combinator, not.asBoolean(false), parsed);
    }

    private @Nullable Rule condition(JsonNode json, String pointer) {
        if (++conditions > CONDITIONS_AT_MOST) {
            return conditions == CONDITIONS_AT_MOST + 1
                    ? fault(pointer, "A rule has at most %d conditions.".formatted(CONDITIONS_AT_MOST))
                    : null;
        }
        refuseUnknownMembers(json, CONDITION_MEMBERS, pointer);
        String name = json.path("field").asString("");
        String operator = json.path("operator").asString("");
        Optional<RuleField> field = field(name, operator, json.path("value"));
        if (field.isEmpty()) {
            return fault(pointer + "/field", "There is no field \"%s\".".formatted(name));
        }
        Type type = field.get().type();
        if (!type.operators().contains(operator)) {
            return fault(
                    pointer + "/operator",
                    "\"%s\" does not fit %s; these do: %s."
                            .formatted(operator, name, String.join(" ", type.operators())));
        }
        if (operator.equals("null") || operator.equals("notNull")) {
            return new Rule.Presence(subject(name), operator.equals("notNull"));
        }
        JsonNode value = json.path("value");
        String at = pointer + "/value";
        return switch (type) {
            case TEXT -> text(subject(name), operator, value, at);
            case TEXT_LIST -> list(subject(name), operator, value, at);
            case NUMBER -> number(subject(name), operator, value, at);
            case BOOLEAN -> flag(subject(name), operator, value, at);
            case DATE, INSTANT, SEGMENT -> fault(pointer + "/field", "There is no field \"%s\".".formatted(name));
        };
    }

    private static Subject subject(String name) {
        return switch (name) {
            case "orders.count" -> new Subject.Measured(Aggregate.all(Aggregate.Kind.ORDER), Aggregate.Metric.COUNT);
            case "orders.total" -> new Subject.Measured(Aggregate.all(Aggregate.Kind.ORDER), Aggregate.Metric.TOTAL);
            case "orders.average" ->
                new Subject.Measured(Aggregate.all(Aggregate.Kind.ORDER), Aggregate.Metric.AVERAGE);
            default -> new Subject.Field(name);
        };
    }

    private static Optional<RuleField> field(String name, String operator, JsonNode value) {
        if (!name.startsWith(RuleField.ATTRIBUTES)) {
            return RuleField.fixed(name);
        }
        String attribute = name.substring(RuleField.ATTRIBUTES.length());
        if (!ATTRIBUTE.matcher(attribute).matches()) {
            return Optional.empty();
        }
        return Optional.of(RuleField.attribute(attribute, attributeType(operator, value)));
    }

    private static Type attributeType(String operator, JsonNode value) {
        JsonNode sample = value.isArray() && !value.isEmpty() ? value.get(0) : value;
        if (sample.isNumber()
                || Set.of("<", "<=", ">", ">=", "between", "notBetween").contains(operator)) {
            return Type.NUMBER;
        }
        return sample.isBoolean() ? Type.BOOLEAN : Type.TEXT;
    }

    private @Nullable Rule text(Subject field, String operator, JsonNode value, String pointer) {
        if (operator.equals("in") || operator.equals("notIn")) {
            List<Rule.Text> values = values(value, pointer, this::textValue);
            return values == null ? null : new Rule.TextIn(field, operator.equals("notIn"), values);
        }
        Rule.Text text = textValue(value, pointer);
        TextOperator compared = switch (operator) {
            case "=" -> TextOperator.EQUAL;
            case "!=" -> TextOperator.NOT_EQUAL;
            case "contains" -> TextOperator.CONTAINS;
            case "doesNotContain" -> TextOperator.DOES_NOT_CONTAIN;
            case "beginsWith" -> TextOperator.BEGINS_WITH;
            default -> TextOperator.ENDS_WITH;
        };
        return text == null ? null : new Rule.TextComparison(field, compared, text);
    }

    private @Nullable Rule list(Subject field, String operator, JsonNode value, String pointer) {
        boolean negated = Set.of("!=", "doesNotContain", "notIn").contains(operator);
        if (operator.equals("in") || operator.equals("notIn")) {
            List<Rule.Text> values = values(value, pointer, this::textValue);
            return values == null ? null : new Rule.ListHas(field, negated, values);
        }
        Rule.Text text = textValue(value, pointer);
        return text == null ? null : new Rule.ListHas(field, negated, List.of(text));
    }

    private @Nullable Rule number(Subject field, String operator, JsonNode value, String pointer) {
        return switch (operator) {
            case "in", "notIn" -> {
                List<BigDecimal> values = values(value, pointer, this::numberValue);
                yield values == null ? null : new Rule.NumberIn(field, operator.equals("notIn"), values);
            }
            case "between", "notBetween" -> between(field, operator, value, pointer);
            default -> {
                BigDecimal number = numberValue(value, pointer);
                yield number == null ? null : new Rule.NumberComparison(field, comparison(operator), number);
            }
        };
    }

    private static Ordering comparison(String operator) {
        return switch (operator) {
            case "=" -> Ordering.EQUAL;
            case "!=" -> Ordering.NOT_EQUAL;
            case "<" -> Ordering.LESS;
            case "<=" -> Ordering.LESS_OR_EQUAL;
            case ">" -> Ordering.GREATER;
            default -> Ordering.GREATER_OR_EQUAL;
        };
    }

    private @Nullable Rule between(Subject field, String operator, JsonNode value, String pointer) {
        if (!value.isArray() || value.size() != 2) {
            return fault(pointer, "A range is a list of two numbers, the lower first.");
        }
        BigDecimal low = numberValue(value.get(0), pointer + "/0");
        BigDecimal high = numberValue(value.get(1), pointer + "/1");
        if (low == null || high == null) {
            return null;
        }
        if (low.compareTo(high) > 0) {
            return fault(pointer, "The lower end %s is above the upper end %s.".formatted(low, high));
        }
        return new Rule.NumberBetween(field, operator.equals("notBetween"), low, high);
    }

    private @Nullable Rule flag(Subject field, String operator, JsonNode value, String pointer) {
        return value.isBoolean()
                ? new Rule.FlagIs(field, operator.equals("!="), value.asBoolean())
                : fault(pointer, "The value is true or false.");
    }

    private Rule.@Nullable Text textValue(JsonNode value, String pointer) {
        if (!value.isString() || value.asString().isBlank()) {
            return fault(pointer, "The value is a text that is not empty.");
        }
        if (value.asString().length() > TEXT_AT_MOST) {
            return fault(pointer, "The value is at most %d characters long.".formatted(TEXT_AT_MOST));
        }
        return Rule.Text.of(value.asString());
    }

    private @Nullable BigDecimal numberValue(JsonNode value, String pointer) {
        if (!value.isNumber() || (value.isFloatingPointNumber() && !Double.isFinite(value.asDouble()))) {
            return fault(pointer, "The value is a number.");
        }
        BigDecimal number = value.decimalValue();
        if (number.precision() > DIGITS_AT_MOST || Math.abs(number.scale()) > DIGITS_AT_MOST) {
            return fault(pointer, "The number has at most %d digits.".formatted(DIGITS_AT_MOST));
        }
        return number;
    }

    private <T> @Nullable List<T> values(JsonNode value, String pointer, ValueReader<T> reader) {
        if (!value.isArray() || value.isEmpty()) {
            return fault(pointer, "The value is a list with at least one element.");
        }
        if (value.size() > VALUES_AT_MOST) {
            return fault(pointer, "The list has at most %d elements.".formatted(VALUES_AT_MOST));
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            T one = reader.read(value.get(i), pointer + "/" + i);
            if (one != null) {
                values.add(one);
            }
        }
        return values.size() == value.size() ? values : null;
    }

    private interface ValueReader<T> {
        @Nullable
        T read(JsonNode value, String pointer);
    }

    private void refuseUnknownMembers(JsonNode json, Set<String> known, String pointer) {
        json.propertyNames().stream()
                .filter(member -> !known.contains(member))
                .map((Function<String, Fault>) member ->
                        new Fault(Fault.pointer(pointer, member), "\"%s\" is not part of a rule.".formatted(member)))
                .forEach(faults::add);
    }

    private <T> @Nullable T fault(String pointer, String detail) {
        faults.add(new Fault(pointer, detail));
        return null;
    }
}
