package io.micms.campaign.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A validated rule: groups of conditions. Every condition knows the type of what it compares, so each of the rule's
 * readings is a switch that the compiler checks for completeness.
 */
public sealed interface Rule {

    /** @param not whether the group as a whole is negated */
    record Group(Combinator combinator, boolean not, List<Rule> rules) implements Rule {

        public Group {
            if (rules.isEmpty()) {
                throw new IllegalArgumentException("A group has at least one rule");
            }
            rules = List.copyOf(rules);
        }
    }

    enum Combinator {
        AND,
        OR
    }

    /** Whether the customer matches the rule of any of some segments. */
    record InSegments(boolean negated, List<Reference> segments) implements Rule {

        public InSegments {
            segments = List.copyOf(segments);
        }
    }

    /**
     * A segment within a rule.
     *
     * @param rule that it stands for; null until it has been looked up, which every reading but the text needs
     */
    record Reference(String segmentId, @Nullable Group rule) {

        /** @throws IllegalStateException if the rule has not been looked up */
        public Group resolved() {
            if (rule == null) {
                throw new IllegalStateException("The rule of segment %s has not been looked up".formatted(segmentId));
            }
            return rule;
        }
    }

    /** A single question. A field without a value meets none but the negated ones, which are the opposite of the others. */
    sealed interface Condition extends Rule {
        Subject subject();
    }

    /** Whether the field has any value at all. */
    record Presence(Subject subject, boolean present) implements Condition {}

    /**
     * A text to compare with.
     *
     * @param given as a person wrote it
     * @param folded as it is compared, see {@link Facts#fold(String)}
     */
    record Text(String given, String folded) {

        static Text of(String given) {
            return new Text(given, Facts.fold(given));
        }

        private static Set<String> folded(List<Text> values) {
            return values.stream().map(Text::folded).collect(Collectors.toUnmodifiableSet());
        }
    }

    record TextComparison(Subject subject, TextOperator operator, Text value) implements Condition {}

    enum TextOperator {
        EQUAL,
        NOT_EQUAL,
        CONTAINS,
        DOES_NOT_CONTAIN,
        BEGINS_WITH,
        ENDS_WITH
    }

    /** @param folded the values as they are compared */
    record TextIn(Subject subject, boolean negated, List<Text> values, Set<String> folded) implements Condition {

        public TextIn(Subject subject, boolean negated, List<Text> values) {
            this(subject, negated, List.copyOf(values), Text.folded(values));
        }
    }

    /**
     * Whether a text list has any of some elements.
     *
     * @param folded the values as they are compared
     */
    record ListHas(Subject subject, boolean negated, List<Text> values, Set<String> folded) implements Condition {

        public ListHas(Subject subject, boolean negated, List<Text> values) {
            this(subject, negated, List.copyOf(values), Text.folded(values));
        }
    }

    record NumberComparison(Subject subject, Ordering operator, BigDecimal value) implements Condition {}

    /** How two values are to each other in their order. */
    enum Ordering {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** Both ends belong to the range. */
    record NumberBetween(Subject subject, boolean negated, BigDecimal low, BigDecimal high) implements Condition {}

    /** @param values ascending */
    record NumberIn(Subject subject, boolean negated, List<BigDecimal> values) implements Condition {

        public NumberIn {
            values = values.stream().sorted().toList();
        }
    }

    record FlagIs(Subject subject, boolean negated, boolean value) implements Condition {}

    record DateComparison(Subject subject, Ordering operator, LocalDate value) implements Condition {}

    /** Both ends belong to the range. */
    record DateBetween(Subject subject, boolean negated, LocalDate low, LocalDate high) implements Condition {}

    record InstantComparison(Subject subject, Ordering operator, Instant value) implements Condition {}

    /** Both ends belong to the range. */
    record InstantBetween(Subject subject, boolean negated, Instant low, Instant high) implements Condition {}

    /** Whether an instant, or the first moment of a date, is in (start, now]. */
    record WithinLast(Subject subject, boolean negated, Span span) implements Condition {}

    /**
     * Whether the day of the year of a date or an instant comes up, or is today: the day's first moment is not after the
     * end of the span. 29 February comes up as the 28th in years that do not have it.
     */
    record AnniversaryWithinNext(Subject subject, Span span) implements Condition {}
}
