package io.micms.campaign.rules;

import io.micms.campaign.rules.Rule.FlagIs;
import io.micms.campaign.rules.Rule.Group;
import io.micms.campaign.rules.Rule.ListHas;
import io.micms.campaign.rules.Rule.NumberBetween;
import io.micms.campaign.rules.Rule.NumberComparison;
import io.micms.campaign.rules.Rule.NumberIn;
import io.micms.campaign.rules.Rule.Presence;
import io.micms.campaign.rules.Rule.TextComparison;
import io.micms.campaign.rules.Rule.TextIn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule read as a question about one customer. Agrees with {@link RuleQuery} on every customer. */
public final class RulePredicate {

    private RulePredicate() {}

    public static boolean matches(Rule rule, Facts facts) {
        return switch (rule) {
            case Group group -> matchesGroup(group, facts);
            case Presence presence -> (facts.value(presence.subject()) != null) == presence.present();
            case TextComparison comparison -> matchesText(comparison, facts);
            case TextIn in ->
                facts.value(in.subject()) instanceof String text
                        ? in.values().stream().anyMatch(value -> value.folded().equals(text)) != in.negated()
                        : in.negated();
            case ListHas has -> hasAny(facts.value(has.subject()), has.values()) != has.negated();
            case NumberComparison comparison -> matchesNumber(comparison, facts);
            case NumberBetween between ->
                facts.value(between.subject()) instanceof BigDecimal number
                        ? (number.compareTo(between.low()) >= 0 && number.compareTo(between.high()) <= 0)
                                != between.negated()
                        : between.negated();
            case NumberIn in ->
                facts.value(in.subject()) instanceof BigDecimal number
                        ? in.values().stream().anyMatch(value -> value.compareTo(number) == 0) != in.negated()
                        : in.negated();
            case Rule.InSegments in ->
                in.segments().stream().anyMatch(segment -> matches(rule(segment), facts)) != in.negated();
            case Rule.DateComparison comparison ->
                facts.value(comparison.subject()) instanceof LocalDate date
                        ? holds(comparison.operator(), date.compareTo(comparison.value()))
                        : comparison.operator() == Rule.Ordering.NOT_EQUAL;
            case Rule.DateBetween between ->
                facts.value(between.subject()) instanceof LocalDate date
                        ? (date.compareTo(between.low()) >= 0 && date.compareTo(between.high()) <= 0)
                                != between.negated()
                        : between.negated();
            case Rule.InstantComparison comparison ->
                facts.value(comparison.subject()) instanceof Instant instant
                        ? holds(comparison.operator(), instant.compareTo(comparison.value()))
                        : comparison.operator() == Rule.Ordering.NOT_EQUAL;
            case Rule.InstantBetween between ->
                facts.value(between.subject()) instanceof Instant instant
                        ? (instant.compareTo(between.low()) >= 0 && instant.compareTo(between.high()) <= 0)
                                != between.negated()
                        : between.negated();
            case Rule.WithinLast within -> throw new UnsupportedOperationException();
            case Rule.AnniversaryWithinNext within -> throw new UnsupportedOperationException();
            case FlagIs is ->
                facts.value(is.subject()) instanceof Boolean flag ? (flag == is.value()) != is.negated() : is.negated();
        };
    }

    private static boolean matchesGroup(Group group, Facts facts) {
        boolean held = switch (group.combinator()) {
            case AND -> group.rules().stream().allMatch(rule -> matches(rule, facts));
            case OR -> group.rules().stream().anyMatch(rule -> matches(rule, facts));
        };
        return held != group.not();
    }

    private static boolean matchesText(TextComparison comparison, Facts facts) {
        if (!(facts.value(comparison.subject()) instanceof String text)) {
            return switch (comparison.operator()) {
                case NOT_EQUAL, DOES_NOT_CONTAIN -> true;
                case EQUAL, CONTAINS, BEGINS_WITH, ENDS_WITH -> false;
            };
        }
        String value = comparison.value().folded();
        return switch (comparison.operator()) {
            case EQUAL -> text.equals(value);
            case NOT_EQUAL -> !text.equals(value);
            case CONTAINS -> text.contains(value);
            case DOES_NOT_CONTAIN -> !text.contains(value);
            case BEGINS_WITH -> text.startsWith(value);
            case ENDS_WITH -> text.endsWith(value);
        };
    }

    private static boolean hasAny(@Nullable Object list, List<Rule.Text> values) {
        return list instanceof List<?> elements
                && values.stream().map(Rule.Text::folded).anyMatch(elements::contains);
    }

    private static boolean matchesNumber(NumberComparison comparison, Facts facts) {
        if (!(facts.value(comparison.subject()) instanceof BigDecimal number)) {
            return comparison.operator() == Rule.Ordering.NOT_EQUAL;
        }
        return holds(comparison.operator(), number.compareTo(comparison.value()));
    }

    private static boolean holds(Rule.Ordering operator, int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static Group rule(Rule.Reference segment) {
        if (segment.rule() == null) {
            throw new IllegalStateException(
                    "The rule of segment %s has not been looked up".formatted(segment.segmentId()));
        }
        return segment.rule();
    }
}
