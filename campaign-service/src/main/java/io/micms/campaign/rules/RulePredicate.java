package io.micms.campaign.rules;

import io.micms.campaign.rules.Rule.Condition;
import io.micms.campaign.rules.Rule.Group;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.TextComparison;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule read as a question about one customer. Agrees with {@link RuleQuery} on every customer. */
public final class RulePredicate {

    private RulePredicate() {}

    public static boolean matches(Rule rule, Facts facts) {
        return switch (rule) {
            case Group group -> matches(group, facts);
            case Rule.InSegments in -> matchesAny(in.segments(), facts) != in.negated();
            case Condition condition -> matches(condition, facts.value(condition.subject()), facts);
        };
    }

    private static boolean matches(Group group, Facts facts) {
        boolean decisive = group.combinator() == Rule.Combinator.OR;
        for (Rule rule : group.rules()) {
            if (matches(rule, facts) == decisive) {
                return decisive != group.not();
            }
        }
        return decisive == group.not();
    }

    private static boolean matchesAny(List<Rule.Reference> segments, Facts facts) {
        for (Rule.Reference segment : segments) {
            if (matches(segment.resolved(), facts)) {
                return true;
            }
        }
        return false;
    }

    static boolean matches(Condition condition, @Nullable Object value, Facts facts) {
        return switch (condition) {
            case Rule.Presence presence -> (value != null) == presence.present();
            case TextComparison comparison -> matches(comparison, value);
            case Rule.TextIn in -> (value instanceof String text && in.folded().contains(text)) != in.negated();
            case Rule.ListHas has -> (value instanceof List<?> list && hasAny(list, has.folded())) != has.negated();
            case Rule.NumberComparison comparison -> ordered(comparison.operator(), number(value), comparison.value());
            case Rule.NumberBetween between ->
                isBetween(number(value), between.low(), between.high()) != between.negated();
            case Rule.NumberIn in ->
                (value instanceof BigDecimal number && Collections.binarySearch(in.values(), number) >= 0)
                        != in.negated();
            case Rule.FlagIs is -> (value instanceof Boolean flag && flag == is.value()) != is.negated();
            case Rule.DateComparison comparison -> ordered(comparison.operator(), date(value), comparison.value());
            case Rule.DateBetween between -> isBetween(date(value), between.low(), between.high()) != between.negated();
            case Rule.InstantComparison comparison ->
                ordered(comparison.operator(), instant(value), comparison.value());
            case Rule.InstantBetween between ->
                isBetween(instant(value), between.low(), between.high()) != between.negated();
            case Rule.WithinLast within -> isWithinLast(within, value, facts) != within.negated();
            case Rule.AnniversaryWithinNext within -> isAnniversaryWithinNext(within, value, facts);
        };
    }

    private static boolean matches(TextComparison comparison, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return switch (comparison.operator()) {
                case NOT_EQUAL, DOES_NOT_CONTAIN -> true;
                case EQUAL, CONTAINS, BEGINS_WITH, ENDS_WITH -> false;
            };
        }
        String compared = comparison.value().folded();
        return switch (comparison.operator()) {
            case EQUAL -> text.equals(compared);
            case NOT_EQUAL -> !text.equals(compared);
            case CONTAINS -> text.contains(compared);
            case DOES_NOT_CONTAIN -> !text.contains(compared);
            case BEGINS_WITH -> text.startsWith(compared);
            case ENDS_WITH -> text.endsWith(compared);
        };
    }

    private static boolean hasAny(List<?> elements, Set<String> values) {
        for (Object element : elements) {
            if (values.contains(element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithinLast(Rule.WithinLast within, @Nullable Object value, Facts facts) {
        Instant instant = moment(value, facts);
        return instant != null
                && !instant.isAfter(facts.at())
                && instant.isAfter(within.span().startOfWindow(facts.at(), facts.zone()));
    }

    private static boolean isAnniversaryWithinNext(
            Rule.AnniversaryWithinNext within, @Nullable Object value, Facts facts) {
        LocalDate date = day(value, facts);
        if (date == null) {
            return false;
        }
        LocalDate next = Anniversary.next(date, facts.today());
        return next.equals(facts.today())
                || !Span.first(next, facts.zone()).isAfter(within.span().endOfWindowAhead(facts.at(), facts.zone()));
    }

    /** The value as a point in time, which of a date is its first; null if it is neither. */
    static @Nullable Instant moment(@Nullable Object value, Facts facts) {
        return switch (value) {
            case Instant instant -> instant;
            case LocalDate date -> Span.first(date, facts.zone());
            case null, default -> null;
        };
    }

    /** The value as a day; null if it is neither a date nor a point in time. */
    static @Nullable LocalDate day(@Nullable Object value, Facts facts) {
        return switch (value) {
            case Instant instant -> Span.day(instant, facts.zone());
            case LocalDate date -> date;
            case null, default -> null;
        };
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return value instanceof BigDecimal number ? number : null;
    }

    private static @Nullable LocalDate date(@Nullable Object value) {
        return value instanceof LocalDate date ? date : null;
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return value instanceof Instant instant ? instant : null;
    }

    private static <T> boolean ordered(Ordering operator, @Nullable Comparable<T> value, T compared) {
        if (value == null) {
            return operator == Ordering.NOT_EQUAL;
        }
        int order = value.compareTo(compared);
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static <T> boolean isBetween(@Nullable Comparable<T> value, T low, T high) {
        return value != null && value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
    }
}
