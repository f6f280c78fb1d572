package io.micms.campaign.rules;

import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Condition;
import io.micms.campaign.rules.Rule.Group;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.Text;
import io.micms.campaign.rules.Rule.TextComparison;
import io.micms.campaign.rules.Rule.TextOperator;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The one way to write a rule among many that mean the same: negations stand at conditions only, and as the negated operator
 * where there is one; groups hold no group of their own kind and more than one rule; rules and values are sorted and stand
 * there once; values are written as they are compared. Rules that mean the same for deeper reasons may still differ.
 */
public final class NormalRule {

    private NormalRule() {}

    /** A rule that means the same. The normal form of a normal form is itself. */
    public static Rule of(Rule rule) {
        return of(rule, false);
    }

    /** The normal form as JSON that reads as a rule again. The same text means the same rule. */
    public static String text(Rule rule) {
        Rule normal = of(rule);
        return normal instanceof Group ? write(normal) : write(new Group(Combinator.AND, false, List.of(normal)));
    }

    private static Rule of(Rule rule, boolean negated) {
        return switch (rule) {
            case Group group -> group(group, negated != group.not());
            case Rule.InSegments in ->
                new Rule.InSegments(
                        in.negated() != negated,
                        distinct(in.segments(), Comparator.comparing(Rule.Reference::segmentId)));
            case Condition condition -> negated ? opposite(simple(condition)) : simple(condition);
        };
    }

    private static Rule group(Group group, boolean negated) {
        Combinator combinator = negated ? opposite(group.combinator()) : group.combinator();
        var sorted = new TreeMap<String, Rule>();
        for (Rule rule : group.rules()) {
            Rule normal = of(rule, negated);
            boolean joins = normal instanceof Group inner && !inner.not() && inner.combinator() == combinator;
            (joins ? ((Group) normal).rules() : List.of(normal)).forEach(one -> sorted.put(write(one), one));
        }
        List<Rule> rules = List.copyOf(sorted.values());
        return rules.size() == 1 ? rules.getFirst() : new Group(combinator, false, rules);
    }

    private static Combinator opposite(Combinator combinator) {
        return combinator == Combinator.AND ? Combinator.OR : Combinator.AND;
    }

    /** The condition in the fewest words, with its values as they are compared. */
    private static Condition simple(Condition condition) {
        return switch (condition) {
            case TextComparison comparison ->
                new TextComparison(comparison.subject(), comparison.operator(), folded(comparison.value()));
            case Rule.TextIn in -> {
                List<Text> values = folded(in.values());
                yield values.size() > 1
                        ? new Rule.TextIn(in.subject(), in.negated(), values)
                        : new TextComparison(
                                in.subject(),
                                in.negated() ? TextOperator.NOT_EQUAL : TextOperator.EQUAL,
                                values.getFirst());
            }
            case Rule.ListHas has -> new Rule.ListHas(has.subject(), has.negated(), folded(has.values()));
            case Rule.NumberComparison comparison ->
                new Rule.NumberComparison(
                        comparison.subject(),
                        comparison.operator(),
                        comparison.value().stripTrailingZeros());
            case Rule.NumberBetween between ->
                between.low().compareTo(between.high()) == 0
                        ? new Rule.NumberComparison(
                                between.subject(),
                                equality(between.negated()),
                                between.low().stripTrailingZeros())
                        : new Rule.NumberBetween(
                                between.subject(),
                                between.negated(),
                                between.low().stripTrailingZeros(),
                                between.high().stripTrailingZeros());
            case Rule.NumberIn in -> {
                List<BigDecimal> values = in.values().stream()
                        .map(BigDecimal::stripTrailingZeros)
                        .distinct()
                        .toList();
                yield values.size() > 1
                        ? new Rule.NumberIn(in.subject(), in.negated(), values)
                        : new Rule.NumberComparison(in.subject(), equality(in.negated()), values.getFirst());
            }
            case Rule.DateBetween between ->
                between.low().equals(between.high())
                        ? new Rule.DateComparison(between.subject(), equality(between.negated()), between.low())
                        : between;
            case Rule.InstantBetween between ->
                between.low().equals(between.high())
                        ? new Rule.InstantComparison(between.subject(), equality(between.negated()), between.low())
                        : between;
            case Rule.Presence presence -> presence;
            case Rule.FlagIs is -> is;
            case Rule.DateComparison comparison -> comparison;
            case Rule.InstantComparison comparison -> comparison;
            case Rule.WithinLast within -> within;
            case Rule.AnniversaryWithinNext within -> within;
        };
    }

    private static Ordering equality(boolean negated) {
        return negated ? Ordering.NOT_EQUAL : Ordering.EQUAL;
    }

    private static Text folded(Text text) {
        return new Text(text.folded(), text.folded());
    }

    private static List<Text> folded(List<Text> texts) {
        return distinct(texts.stream().map(NormalRule::folded).toList(), Comparator.comparing(Text::folded));
    }

    private static <T> List<T> distinct(List<T> values, Comparator<T> order) {
        return values.stream().sorted(order).distinct().toList();
    }

    /** What is exactly the opposite: the negated operator, or the negation where there is none. */
    private static Rule opposite(Condition condition) {
        Condition opposite = switch (condition) {
            case Rule.Presence presence -> new Rule.Presence(presence.subject(), !presence.present());
            case TextComparison comparison -> {
                TextOperator operator = switch (comparison.operator()) {
                    case EQUAL -> TextOperator.NOT_EQUAL;
                    case NOT_EQUAL -> TextOperator.EQUAL;
                    case CONTAINS -> TextOperator.DOES_NOT_CONTAIN;
                    case DOES_NOT_CONTAIN -> TextOperator.CONTAINS;
                    case BEGINS_WITH, ENDS_WITH -> null;
                };
                yield operator == null ? null : new TextComparison(comparison.subject(), operator, comparison.value());
            }
            case Rule.TextIn in -> new Rule.TextIn(in.subject(), !in.negated(), in.values());
            case Rule.ListHas has -> new Rule.ListHas(has.subject(), !has.negated(), has.values());
            case Rule.NumberComparison comparison -> {
                Ordering operator = opposite(comparison.operator());
                yield operator == null
                        ? null
                        : new Rule.NumberComparison(comparison.subject(), operator, comparison.value());
            }
            case Rule.NumberBetween between ->
                new Rule.NumberBetween(between.subject(), !between.negated(), between.low(), between.high());
            case Rule.NumberIn in -> new Rule.NumberIn(in.subject(), !in.negated(), in.values());
            case Rule.FlagIs is -> new Rule.FlagIs(is.subject(), !is.negated(), is.value());
            case Rule.DateComparison comparison -> {
                Ordering operator = opposite(comparison.operator());
                yield operator == null
                        ? null
                        : new Rule.DateComparison(comparison.subject(), operator, comparison.value());
            }
            case Rule.DateBetween between ->
                new Rule.DateBetween(between.subject(), !between.negated(), between.low(), between.high());
            case Rule.InstantComparison comparison -> {
                Ordering operator = opposite(comparison.operator());
                yield operator == null
                        ? null
                        : new Rule.InstantComparison(comparison.subject(), operator, comparison.value());
            }
            case Rule.InstantBetween between ->
                new Rule.InstantBetween(between.subject(), !between.negated(), between.low(), between.high());
            case Rule.WithinLast within -> new Rule.WithinLast(within.subject(), !within.negated(), within.span());
            case Rule.AnniversaryWithinNext within -> null;
        };
        return opposite == null ? new Group(Combinator.AND, true, List.of(condition)) : opposite;
    }

    /** Null for a range: who has no value is neither in it nor in what is beside it. */
    private static @Nullable Ordering opposite(Ordering operator) {
        return switch (operator) {
            case EQUAL -> Ordering.NOT_EQUAL;
            case NOT_EQUAL -> Ordering.EQUAL;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> null;
        };
    }

    private static String write(Rule rule) {
        return switch (rule) {
            case Group group ->
                "{\"combinator\":\"%s\",%s\"rules\":%s}"
                        .formatted(
                                group.combinator() == Combinator.AND ? "and" : "or",
                                group.not() ? "\"not\":true," : "",
                                array(group.rules().stream()
                                        .map(NormalRule::write)
                                        .toList()));
            case Rule.InSegments in ->
                "{\"field\":\"%s\",\"operator\":\"%s\",\"value\":%s}"
                        .formatted(
                                RuleField.SEGMENTS,
                                in.negated() ? "notIn" : "in",
                                array(in.segments().stream()
                                        .map(segment -> quoted(segment.segmentId()))
                                        .toList()));
            case Condition condition ->
                "{\"field\":%s,%s%s}"
                        .formatted(
                                quoted(condition.subject().field()),
                                comparison(condition),
                                options(condition.subject()));
        };
    }

    private static String comparison(Condition condition) {
        return switch (condition) {
            case Rule.Presence presence -> "\"operator\":\"%s\"".formatted(presence.present() ? "notNull" : "null");
            case TextComparison comparison ->
                comparison(
                        switch (comparison.operator()) {
                            case EQUAL -> "=";
                            case NOT_EQUAL -> "!=";
                            case CONTAINS -> "contains";
                            case DOES_NOT_CONTAIN -> "doesNotContain";
                            case BEGINS_WITH -> "beginsWith";
                            case ENDS_WITH -> "endsWith";
                        },
                        quoted(comparison.value().folded()));
            case Rule.TextIn in -> comparison(in.negated() ? "notIn" : "in", texts(in.values()));
            case Rule.ListHas has -> comparison(has.negated() ? "notIn" : "in", texts(has.values()));
            case Rule.NumberComparison comparison ->
                comparison(symbol(comparison.operator()), comparison.value().toPlainString());
            case Rule.NumberBetween between ->
                between(
                        between.negated(),
                        between.low().toPlainString(),
                        between.high().toPlainString());
            case Rule.NumberIn in ->
                comparison(
                        in.negated() ? "notIn" : "in",
                        array(in.values().stream()
                                .map(BigDecimal::toPlainString)
                                .toList()));
            case Rule.FlagIs is -> comparison(is.negated() ? "!=" : "=", String.valueOf(is.value()));
            case Rule.DateComparison comparison ->
                comparison(
                        symbol(comparison.operator()), quoted(comparison.value().toString()));
            case Rule.DateBetween between ->
                between(
                        between.negated(),
                        quoted(between.low().toString()),
                        quoted(between.high().toString()));
            case Rule.InstantComparison comparison ->
                comparison(
                        symbol(comparison.operator()), quoted(comparison.value().toString()));
            case Rule.InstantBetween between ->
                between(
                        between.negated(),
                        quoted(between.low().toString()),
                        quoted(between.high().toString()));
            case Rule.WithinLast within ->
                comparison(
                        within.negated() ? "notWithinLast" : "withinLast",
                        quoted(within.span().toString()));
            case Rule.AnniversaryWithinNext within ->
                comparison("anniversaryWithinNext", quoted(within.span().toString()));
        };
    }

    private static String options(Subject subject) {
        if (!(subject instanceof Subject.Measured measured)) {
            return "";
        }
        Aggregate aggregate = measured.aggregate();
        String within =
                aggregate.within() == null ? "" : ",\"%s\":\"%s\"".formatted(RuleField.WITHIN, aggregate.within());
        String where = aggregate.where().entrySet().stream()
                .map(condition -> "\"%s\":%s"
                        .formatted(
                                condition.getKey().member(),
                                array(condition.getValue().stream()
                                        .map(NormalRule::quoted)
                                        .toList())))
                .collect(Collectors.joining(","));
        return within + (where.isEmpty() ? "" : ",\"%s\":{%s}".formatted(RuleField.WHERE, where));
    }

    private static String comparison(String operator, String value) {
        return "\"operator\":\"%s\",\"value\":%s".formatted(operator, value);
    }

    private static String between(boolean negated, String low, String high) {
        return comparison(negated ? "notBetween" : "between", array(List.of(low, high)));
    }

    private static String symbol(Ordering operator) {
        return switch (operator) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }

    private static String texts(List<Text> texts) {
        return array(texts.stream().map(text -> quoted(text.folded())).toList());
    }

    private static String array(List<String> elements) {
        return "[" + String.join(",", elements) + "]";
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}
