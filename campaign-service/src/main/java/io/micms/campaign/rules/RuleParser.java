package io.micms.campaign.rules;

import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.TextOperator;
import io.micms.campaign.rules.RuleField.Measure;
import io.micms.campaign.rules.RuleField.Type;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of a rule (the shape of react-querybuilder's {@code RuleGroupType}) into a {@link Rule} of the same shape,
 * or says everything that is wrong with it at once. Segments in it are only named, see {@link SegmentReferences}.
 */
public final class RuleParser {

    private static final int DEPTH_AT_MOST = 20;
    private static final int CONDITIONS_AT_MOST = 500;
    private static final int GROUPS_AT_MOST = 500;
    private static final int VALUES_AT_MOST = 1_000;
    private static final int SEGMENTS_AT_MOST = 50;
    private static final int TEXT_AT_MOST = 500;
    private static final int DIGITS_AT_MOST = 30;

    /** JSON's numbers with a fraction or an exponent come as doubles, which keep so many digits as they were written. */
    private static final int EXACT_DIGITS_OF_DOUBLES = 15;

    private static final int FAULTS_AT_MOST = 200;
    private static final int SHOWN_AT_MOST = 50;
    private static final Pattern ATTRIBUTE = Pattern.compile("[^.$\\p{Cntrl}]{1,100}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.{1,40}");
    private static final Set<String> GROUP_MEMBERS = Set.of("combinator", "rules", "not", "id");
    private static final Set<String> CONDITION_MEMBERS =
            Set.of("field", "operator", "value", RuleField.WITHIN, RuleField.WHERE, "id", "valueSource");

    private final ZoneId zone;
    private final List<Fault> faults = new ArrayList<>();
    private int conditions;
    private int groups;

    private RuleParser(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * @param pointer where the rule stands in the caller's document, so that faults point there
     * @param zone in which the day begins that a rule gives for a point in time
     * @throws InvalidInput with every fault, two hundred at most
     */
    public static Rule.Group parse(@Nullable JsonNode json, String pointer, ZoneId zone) {
        RuleParser parser = new RuleParser(zone);
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
        return json.has("rules") || json.has("combinator") ? group(json, pointer, depth) : condition(json, pointer);
    }

    private @Nullable Rule group(JsonNode json, String pointer, int depth) {
        if (depth > DEPTH_AT_MOST) {
            return fault(pointer, "Groups are nested at most %d deep.".formatted(DEPTH_AT_MOST));
        }
        if (++groups > GROUPS_AT_MOST) {
            return groups == GROUPS_AT_MOST + 1
                    ? fault(pointer, "A rule has at most %d groups.".formatted(GROUPS_AT_MOST))
                    : null;
        }
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
            return fault(pointer + "/rules", "A group holds at least one rule, since an empty one would mean nothing.");
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
        if (!json.path("valueSource").asString("value").equals("value")) {
            fault(pointer + "/valueSource", "A field is compared with values, not with other fields.");
        }
        String name = json.path("field").asString("");
        String operator = json.path("operator").asString("");
        JsonNode value = json.path("value");
        Optional<RuleField> known = field(name, operator, value);
        if (known.isEmpty()) {
            return fault(pointer + "/field", "There is no field \"%s\".".formatted(shown(name)));
        }
        RuleField field = known.get();
        Subject subject = subject(field, json, pointer);
        if (!field.type().operators().contains(operator)) {
            return fault(
                    pointer + "/operator",
                    "\"%s\" does not fit %s; these do: %s."
                            .formatted(
                                    shown(operator),
                                    name,
                                    String.join(" ", field.type().operators())));
        }
        String at = pointer + "/value";
        return switch (operator) {
            case "null", "notNull" -> new Rule.Presence(subject, operator.equals("notNull"));
            case "withinLast", "notWithinLast" -> {
                Span span = span(value, at);
                yield span == null ? null : new Rule.WithinLast(subject, operator.equals("notWithinLast"), span);
            }
            case "anniversaryWithinNext" -> {
                Span span = span(value, at);
                yield span == null ? null : new Rule.AnniversaryWithinNext(subject, span);
            }
            default ->
                switch (field.type()) {
                    case TEXT -> text(subject, operator, value, at);
                    case TEXT_LIST -> list(subject, operator, value, at);
                    case NUMBER -> number(subject, operator, value, at);
                    case BOOLEAN -> flag(subject, operator, value, at);
                    case DATE -> date(subject, operator, value, at);
                    case INSTANT -> instant(subject, operator, value, at);
                    case SEGMENT -> segments(operator, value, at);
                };
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

    private Subject subject(RuleField field, JsonNode json, String pointer) {
        Optional<Measure> measure = field.measure();
        if (measure.isEmpty()) {
            for (String option : List.of(RuleField.WITHIN, RuleField.WHERE)) {
                if (json.has(option)) {
                    fault(
                            pointer + "/" + option,
                            "%s counts nothing that could be narrowed down.".formatted(field.name()));
                }
            }
            return new Subject.Field(field.name());
        }
        Span within =
                json.has(RuleField.WITHIN) ? span(json.path(RuleField.WITHIN), pointer + "/" + RuleField.WITHIN) : null;
        Map<Dimension, List<String>> where = json.has(RuleField.WHERE)
                ? where(field, json.path(RuleField.WHERE), pointer + "/" + RuleField.WHERE)
                : Map.of();
        return new Subject.Measured(
                new Aggregate(measure.get().kind(), within, where),
                measure.get().metric());
    }

    private Map<Dimension, List<String>> where(RuleField field, JsonNode where, String pointer) {
        Map<String, Dimension> known =
                field.dimensions().stream().collect(Collectors.toMap(Dimension::member, dimension -> dimension));
        Map<Dimension, List<String>> conditions = new EnumMap<>(Dimension.class);
        if (!where.isObject() || where.isEmpty()) {
            fault(pointer, "where is an object with lists of values, by %s.".formatted(dimensions(field)));
            return conditions;
        }
        for (String member : where.propertyNames()) {
            Dimension dimension = known.get(member);
            if (dimension == null) {
                fault(
                        Fault.pointer(pointer, member),
                        "%s is narrowed down by %s, not by \"%s\"."
                                .formatted(field.name(), dimensions(field), shown(member)));
                continue;
            }
            List<Rule.Text> values =
                    values(where.path(member), pointer + "/" + member, VALUES_AT_MOST, this::textValue);
            if (values != null) {
                conditions.put(dimension, values.stream().map(Rule.Text::folded).toList());
            }
        }
        return conditions;
    }

    private static String dimensions(RuleField field) {
        return field.dimensions().stream().map(Dimension::member).collect(Collectors.joining(", "));
    }

    private @Nullable Rule text(Subject subject, String operator, JsonNode value, String pointer) {
        if (operator.equals("in") || operator.equals("notIn")) {
            List<Rule.Text> values = values(value, pointer, VALUES_AT_MOST, this::textValue);
            return values == null ? null : new Rule.TextIn(subject, operator.equals("notIn"), values);
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
        return text == null ? null : new Rule.TextComparison(subject, compared, text);
    }

    private @Nullable Rule list(Subject subject, String operator, JsonNode value, String pointer) {
        boolean negated = Set.of("!=", "doesNotContain", "notIn").contains(operator);
        if (operator.equals("in") || operator.equals("notIn")) {
            List<Rule.Text> values = values(value, pointer, VALUES_AT_MOST, this::textValue);
            return values == null ? null : new Rule.ListHas(subject, negated, values);
        }
        Rule.Text text = textValue(value, pointer);
        return text == null ? null : new Rule.ListHas(subject, negated, List.of(text));
    }

    private @Nullable Rule number(Subject subject, String operator, JsonNode value, String pointer) {
        if (operator.equals("in") || operator.equals("notIn")) {
            List<BigDecimal> values = values(value, pointer, VALUES_AT_MOST, this::numberValue);
            return values == null ? null : new Rule.NumberIn(subject, operator.equals("notIn"), values);
        }
        if (isRange(operator)) {
            Range<BigDecimal> range = range(value, pointer, this::numberValue);
            return range == null
                    ? null
                    : new Rule.NumberBetween(subject, operator.equals("notBetween"), range.low(), range.high());
        }
        BigDecimal number = numberValue(value, pointer);
        return number == null ? null : new Rule.NumberComparison(subject, ordering(operator), number);
    }

    private @Nullable Rule date(Subject subject, String operator, JsonNode value, String pointer) {
        if (isRange(operator)) {
            Range<LocalDate> range = range(value, pointer, this::dateValue);
            return range == null
                    ? null
                    : new Rule.DateBetween(subject, operator.equals("notBetween"), range.low(), range.high());
        }
        LocalDate date = dateValue(value, pointer);
        return date == null ? null : new Rule.DateComparison(subject, ordering(operator), date);
    }

    private @Nullable Rule instant(Subject subject, String operator, JsonNode value, String pointer) {
        if (isRange(operator)) {
            Range<Instant> range = range(value, pointer, this::instantValue);
            return range == null
                    ? null
                    : new Rule.InstantBetween(subject, operator.equals("notBetween"), range.low(), range.high());
        }
        Instant instant = instantValue(value, pointer);
        return instant == null ? null : new Rule.InstantComparison(subject, ordering(operator), instant);
    }

    private static boolean isRange(String operator) {
        return operator.equals("between") || operator.equals("notBetween");
    }

    private static Ordering ordering(String operator) {
        return switch (operator) {
            case "=" -> Ordering.EQUAL;
            case "!=" -> Ordering.NOT_EQUAL;
            case "<", "before" -> Ordering.LESS;
            case "<=" -> Ordering.LESS_OR_EQUAL;
            case ">", "after" -> Ordering.GREATER;
            default -> Ordering.GREATER_OR_EQUAL;
        };
    }

    private @Nullable Rule flag(Subject subject, String operator, JsonNode value, String pointer) {
        return value.isBoolean()
                ? new Rule.FlagIs(subject, operator.equals("!="), value.asBoolean())
                : fault(pointer, "The value is true or false.");
    }

    private @Nullable Rule segments(String operator, JsonNode value, String pointer) {
        List<Rule.Text> ids = values(value, pointer, SEGMENTS_AT_MOST, this::textValue);
        return ids == null
                ? null
                : new Rule.InSegments(
                        operator.equals("notIn"),
                        ids.stream()
                                .map(id -> new Rule.Reference(id.given(), null))
                                .toList());
    }

    private Rule.@Nullable Text textValue(JsonNode value, String pointer) {
        if (!value.isString() || value.asString().isBlank()) {
            return fault(pointer, "The value is a text that is not empty.");
        }
        String text = value.asString();
        if (text.length() > TEXT_AT_MOST) {
            return fault(
                    pointer,
                    "The value is at most %d characters long; this has %d.".formatted(TEXT_AT_MOST, text.length()));
        }
        if (text.indexOf('\0') >= 0) {
            return fault(pointer, "The value has no null characters, since nobody's data has any.");
        }
        return Rule.Text.of(text);
    }

    private @Nullable BigDecimal numberValue(JsonNode value, String pointer) {
        boolean floating = value.isDouble() || value.isFloat();
        if (!value.isNumber() || (floating && !Double.isFinite(value.asDouble()))) {
            return fault(pointer, "The value is a number of at most %d digits.".formatted(DIGITS_AT_MOST));
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        int digits = floating ? EXACT_DIGITS_OF_DOUBLES : DIGITS_AT_MOST;
        if (number.precision() > digits || Math.abs(number.scale()) > DIGITS_AT_MOST) {
            return fault(
                    pointer,
                    "A number has at most %d digits, %d of them if it has a fraction."
                            .formatted(DIGITS_AT_MOST, EXACT_DIGITS_OF_DOUBLES));
        }
        return number;
    }

    private @Nullable LocalDate dateValue(JsonNode value, String pointer) {
        LocalDate date = date(value);
        return date == null ? fault(pointer, "The value is a date such as 2026-03-31.") : date;
    }

    private static @Nullable LocalDate date(JsonNode value) {
        String text = value.isString() ? value.asString() : "";
        if (!DATE.matcher(text).matches() || text.startsWith("0000")) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable Instant instantValue(JsonNode value, String pointer) {
        LocalDate date = date(value);
        if (date != null) {
            return Span.first(date, zone);
        }
        String text = value.isString() ? value.asString() : "";
        if (INSTANT.matcher(text).matches()) {
            try {
                return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeException e) {
                // Said below, as of whatever else is none.
            }
        }
        return fault(
                pointer, "The value is a date such as 2026-03-31, or a time with its offset: 2026-03-31T18:00:00Z.");
    }

    private @Nullable Span span(JsonNode value, String pointer) {
        if (!value.isString()) {
            return fault(pointer, "A period is a text as ISO-8601 writes it, such as P90D.");
        }
        try {
            return Span.parse(value.asString());
        } catch (IllegalArgumentException e) {
            return fault(pointer, String.valueOf(e.getMessage()));
        }
    }

    private record Range<T>(T low, T high) {}

    private <T extends Comparable<? super T>> @Nullable Range<T> range(
            JsonNode value, String pointer, ValueReader<T> reader) {
        if (!value.isArray() || value.size() != 2) {
            return fault(pointer, "A range is a list of two values, the lower first.");
        }
        T low = reader.read(value.get(0), pointer + "/0");
        T high = reader.read(value.get(1), pointer + "/1");
        if (low == null || high == null) {
            return null;
        }
        if (low.compareTo(high) > 0) {
            return fault(pointer, "The lower end %s is above the upper end %s.".formatted(low, high));
        }
        return new Range<>(low, high);
    }

    private <T> @Nullable List<T> values(JsonNode value, String pointer, int atMost, ValueReader<T> reader) {
        if (!value.isArray() || value.isEmpty()) {
            return fault(pointer, "The value is a list with at least one element.");
        }
        if (value.size() > atMost) {
            return fault(
                    pointer,
                    "The list has at most %d elements; this has %d. Tag such customers in their own system instead."
                            .formatted(atMost, value.size()));
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

    private void refuseUnknownMembers(JsonNode json, Collection<String> known, String pointer) {
        for (String member : json.propertyNames()) {
            if (!known.contains(member)) {
                fault(Fault.pointer(pointer, member), "\"%s\" is not part of a rule.".formatted(shown(member)));
            }
        }
    }

    private static String shown(String text) {
        return text.length() > SHOWN_AT_MOST ? text.substring(0, SHOWN_AT_MOST) + "…" : text;
    }

    private <T> @Nullable T fault(String pointer, String detail) {
        if (faults.size() < FAULTS_AT_MOST) {
            faults.add(new Fault(pointer, detail));
        }
        return null;
    }
}
