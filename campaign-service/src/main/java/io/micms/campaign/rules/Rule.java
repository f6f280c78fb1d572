package io.micms.campaign.rules;

import java.math.BigDecimal;
import java.util.List;

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

    /** A single question about one field. */
    sealed interface Condition extends Rule {
        String field();
    }

    /** Whether the field has any value at all. */
    record Presence(String field, boolean present) implements Condition {}

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
    }

    record TextComparison(String field, TextOperator operator, Text value) implements Condition {}

    enum TextOperator {
        EQUAL,
        NOT_EQUAL,
        CONTAINS,
        DOES_NOT_CONTAIN,
        BEGINS_WITH,
        ENDS_WITH
    }

    record TextIn(String field, boolean negated, List<Text> values) implements Condition {

        public TextIn {
            values = List.copyOf(values);
        }

        List<String> folded() {
            return values.stream().map(Text::folded).toList();
        }
    }

    /** Whether a text list has any of some elements. */
    record ListHas(String field, boolean negated, List<Text> values) implements Condition {

        public ListHas {
            values = List.copyOf(values);
        }

        List<String> folded() {
            return values.stream().map(Text::folded).toList();
        }
    }

    record NumberComparison(String field, NumberOperator operator, BigDecimal value) implements Condition {}

    enum NumberOperator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** Both ends belong to the range. */
    record NumberBetween(String field, boolean negated, BigDecimal low, BigDecimal high) implements Condition {}

    record NumberIn(String field, boolean negated, List<BigDecimal> values) implements Condition {

        public NumberIn {
            values = List.copyOf(values);
        }
    }

    record FlagIs(String field, boolean negated, boolean value) implements Condition {}
}
