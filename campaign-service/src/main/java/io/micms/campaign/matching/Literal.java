package io.micms.campaign.matching;

import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.Text;
import io.micms.campaign.rules.Span;
import io.micms.campaign.rules.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A condition as a {@link Leaf}, or as the opposite of one. */
record Literal(Leaf leaf, boolean inverted) {

    static Literal of(Rule.Condition condition) {
        Subject subject = condition.subject();
        return switch (condition) {
            case Rule.Presence presence -> new Literal(new Leaf.Present(subject), !presence.present());
            case Rule.TextComparison text -> text(text);
            case Rule.TextIn in ->
                new Literal(
                        new Leaf.OneOf<>(
                                subject,
                                String.class,
                                in.values().stream().map(Text::folded).toList()),
                        in.negated());
            case Rule.ListHas has -> new Literal(new Leaf.HasElement(subject, folded(has.values())), has.negated());
            case Rule.NumberComparison comparison ->
                ordered(subject, BigDecimal.class, comparison.operator(), canonical(comparison.value()));
            case Rule.NumberBetween between ->
                between(
                        subject,
                        BigDecimal.class,
                        canonical(between.low()),
                        canonical(between.high()),
                        between.negated());
            case Rule.NumberIn in ->
                new Literal(
                        new Leaf.OneOf<>(
                                subject,
                                BigDecimal.class,
                                in.values().stream().map(Literal::canonical).toList()),
                        in.negated());
            case Rule.FlagIs is -> new Literal(new Leaf.Flag(subject, is.value()), is.negated());
            case Rule.DateComparison comparison ->
                ordered(subject, LocalDate.class, comparison.operator(), comparison.value());
            case Rule.DateBetween between ->
                between(subject, LocalDate.class, between.low(), between.high(), between.negated());
            case Rule.InstantComparison comparison ->
                ordered(subject, Instant.class, comparison.operator(), comparison.value());
            case Rule.InstantBetween between ->
                between(subject, Instant.class, between.low(), between.high(), between.negated());
            case Rule.WithinLast within -> new Literal(window(subject, within.span()), within.negated());
            case Rule.AnniversaryWithinNext within -> new Literal(new Leaf.Calendar(subject, within), false);
        };
    }

    private static Literal text(Rule.TextComparison comparison) {
        Subject subject = comparison.subject();
        String value = comparison.value().folded();
        Leaf leaf = switch (comparison.operator()) {
            case EQUAL, NOT_EQUAL -> new Leaf.OneOf<>(subject, String.class, List.of(value));
            case CONTAINS, DOES_NOT_CONTAIN -> new Leaf.TextPart(subject, Leaf.TextPart.Place.ANYWHERE, value);
            case BEGINS_WITH -> new Leaf.TextPart(subject, Leaf.TextPart.Place.BEGINNING, value);
            case ENDS_WITH -> new Leaf.TextPart(subject, Leaf.TextPart.Place.END, value);
        };
        return new Literal(
                leaf,
                switch (comparison.operator()) {
                    case NOT_EQUAL, DOES_NOT_CONTAIN -> true;
                    case EQUAL, CONTAINS, BEGINS_WITH, ENDS_WITH -> false;
                });
    }

    private static <T extends Comparable<? super T>> Literal ordered(
            Subject subject, Class<T> type, Ordering operator, T value) {
        return switch (operator) {
            case EQUAL -> new Literal(new Leaf.OneOf<>(subject, type, List.of(value)), false);
            case NOT_EQUAL -> new Literal(new Leaf.OneOf<>(subject, type, List.of(value)), true);
            case LESS -> new Literal(new Leaf.Range<>(subject, type, null, false, value, false), false);
            case LESS_OR_EQUAL -> new Literal(new Leaf.Range<>(subject, type, null, false, value, true), false);
            case GREATER -> new Literal(new Leaf.Range<>(subject, type, value, false, null, false), false);
            case GREATER_OR_EQUAL -> new Literal(new Leaf.Range<>(subject, type, value, true, null, false), false);
        };
    }

    private static <T extends Comparable<? super T>> Literal between(
            Subject subject, Class<T> type, T low, T high, boolean negated) {
        return new Literal(new Leaf.Range<>(subject, type, low, true, high, true), negated);
    }

    private static Leaf window(Subject subject, Span span) {
        return span.months() == 0
                ? new Leaf.Younger(subject, span.time().plusDays(span.days()))
                : new Leaf.Calendar(subject, new Rule.WithinLast(subject, false, span));
    }

    /** Equal numbers may have different scales. */
    private static BigDecimal canonical(BigDecimal number) {
        return number.stripTrailingZeros();
    }

    private static Set<String> folded(List<Text> values) {
        return values.stream().map(Text::folded).collect(Collectors.toSet());
    }
}
