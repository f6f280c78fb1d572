package io.micms.campaign.rules;

import com.mongodb.client.model.Filters;
import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Condition;
import io.micms.campaign.rules.Rule.Group;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.TextComparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;

/**
 * A rule read as a MongoDB filter over the {@link StoredFacts} of many customers, at a moment. Agrees with
 * {@link RulePredicate} on every one, as long as what is stored is as of that moment, too; what follows from the moment
 * itself, such as an age, is not stored but worked out.
 *
 * <p>MongoDB's own comparisons bring the rule language's treatment of missing values along: a range or equality never
 * matches a missing field or another type, and their negations always do.
 */
public final class RuleQuery {

    private static final int YEARS_AT_MOST = 10_000;

    private final String prefix;
    private final Instant now;
    private final ZoneId zone;
    private final LocalDate today;

    /** @param prefix of every field: where the facts stand in the document, such as {@code "facts."} */
    public RuleQuery(String prefix, Instant now, ZoneId zone) {
        this.prefix = prefix;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        this.zone = zone;
        this.today = Span.day(this.now, zone);
    }

    public Bson of(Rule rule) {
        return read(rule, false);
    }

    /** Negations are carried down to the conditions: the database refuses deeply nested filters. */
    private Bson read(Rule rule, boolean negated) {
        return switch (rule) {
            case Group group ->
                read(
                        group.rules(),
                        (group.combinator() == Combinator.AND) != (negated != group.not()),
                        negated != group.not());
            case Rule.InSegments in -> {
                boolean outside = negated != in.negated();
                yield read(in.segments().stream().map(Rule.Reference::resolved).toList(), outside, outside);
            }
            case Condition condition when isAboutAge(condition) -> not(negated, age(condition));
            case Condition condition -> not(negated, read(condition));
        };
    }

    private Bson read(Condition condition) {
        Bson stored = readStored(condition);
        if (!Aggregate.isCountOrSum(condition.subject().key())) {
            return stored;
        }
        // Of nothing there is nothing stored.
        Facts none = new Facts(now, zone, Map.of(), Map.of());
        boolean meetsNoValue = RulePredicate.matches(condition, null, none);
        boolean meetsZero = RulePredicate.matches(condition, BigDecimal.ZERO, none);
        String path = prefix + condition.subject().key();
        return meetsNoValue == meetsZero
                ? stored
                : meetsZero ? Filters.or(stored, Filters.eq(path, null)) : Filters.and(stored, Filters.ne(path, null));
    }

    private Bson read(List<? extends Rule> rules, boolean all, boolean negated) {
        List<Bson> read = rules.stream().map(rule -> read(rule, negated)).toList();
        return all ? Filters.and(read) : Filters.or(read);
    }

    private static Bson not(boolean negated, Bson filter) {
        return negated ? Filters.nor(filter) : filter;
    }

    private Bson readStored(Condition condition) {
        String path = prefix + condition.subject().key();
        return switch (condition) {
            case Rule.Presence presence -> presence.present() ? Filters.ne(path, null) : Filters.eq(path, null);
            case TextComparison comparison -> text(path, comparison);
            case Rule.TextIn in -> in(path, in.negated(), in.folded());
            case Rule.ListHas has -> in(path, has.negated(), has.folded());
            case Rule.NumberComparison comparison ->
                ordered(path, comparison.operator(), new Decimal128(comparison.value()));
            case Rule.NumberBetween between ->
                not(between.negated(), between(path, new Decimal128(between.low()), new Decimal128(between.high())));
            case Rule.NumberIn in ->
                in(path, in.negated(), in.values().stream().map(Decimal128::new).toList());
            case Rule.FlagIs is -> is.negated() ? Filters.ne(path, is.value()) : Filters.eq(path, is.value());
            case Rule.DateComparison comparison ->
                ordered(path, comparison.operator(), comparison.value().toString());
            case Rule.DateBetween between ->
                not(
                        between.negated(),
                        between(path, between.low().toString(), between.high().toString()));
            case Rule.InstantComparison comparison -> ordered(path, comparison.operator(), comparison.value());
            case Rule.InstantBetween between -> not(between.negated(), between(path, between.low(), between.high()));
            case Rule.WithinLast within -> not(within.negated(), withinLast(path, within.span()));
            case Rule.AnniversaryWithinNext within -> anniversaryWithinNext(condition.subject(), within.span());
        };
    }

    private static Bson text(String path, TextComparison comparison) {
        String value = comparison.value().folded();
        String literal = Pattern.quote(value);
        return switch (comparison.operator()) {
            case EQUAL -> Filters.eq(path, value);
            case NOT_EQUAL -> Filters.ne(path, value);
            case CONTAINS -> Filters.regex(path, literal);
            case DOES_NOT_CONTAIN -> Filters.nor(Filters.regex(path, literal));
            case BEGINS_WITH -> Filters.regex(path, "^" + literal);
            case ENDS_WITH -> Filters.regex(path, literal + "\\z");
        };
    }

    private static Bson ordered(String path, Ordering operator, Object value) {
        return switch (operator) {
            case EQUAL -> Filters.eq(path, value);
            case NOT_EQUAL -> Filters.ne(path, value);
            case LESS -> Filters.lt(path, value);
            case LESS_OR_EQUAL -> Filters.lte(path, value);
            case GREATER -> Filters.gt(path, value);
            case GREATER_OR_EQUAL -> Filters.gte(path, value);
        };
    }

    private static Bson between(String path, Object low, Object high) {
        return Filters.and(Filters.gte(path, low), Filters.lte(path, high));
    }

    private static Bson in(String path, boolean negated, Iterable<?> values) {
        return negated ? Filters.nin(path, values) : Filters.in(path, values);
    }

    /** A field holds either instants or dates, which are stored as text; neither is ever in the other's range. */
    private Bson withinLast(String path, Span span) {
        Instant start = span.startOfWindow(now, zone);
        return Filters.or(
                Filters.and(Filters.gt(path, start), Filters.lte(path, now)),
                between(path, Span.day(start, zone).plusDays(1).toString(), today.toString()));
    }

    private Bson anniversaryWithinNext(Subject subject, Span span) {
        String path = prefix + StoredFacts.daysOfYear(subject.key());
        LocalDate end = Span.day(span.endOfWindowAhead(now, zone), zone);
        if (!end.isBefore(today.plusYears(1))) {
            return Filters.ne(path, null);
        }
        int first = Anniversary.number(today);
        int last = Anniversary.number(end);
        Bson days = end.getYear() == today.getYear()
                ? between(path, first, last)
                : Filters.or(Filters.gte(path, first), Filters.lte(path, last));
        boolean holdsShortFebruary = IntStream.of(today.getYear(), end.getYear())
                .mapToObj(year -> LocalDate.of(year, 2, 28))
                .anyMatch(day -> !day.isLeapYear() && !day.isBefore(today) && !day.isAfter(end));
        return holdsShortFebruary ? Filters.or(days, Filters.eq(path, Anniversary.LEAP_DAY)) : days;
    }

    private static boolean isAboutAge(Condition condition) {
        return condition.subject().field().equals(Facts.AGE);
    }

    /** An age is stored nowhere, because it would have to be written again with each birthday. */
    private Bson age(Condition condition) {
        return switch (condition) {
            case Rule.Presence presence -> not(!presence.present(), aged(0, YEARS_AT_MOST));
            case Rule.NumberComparison comparison -> {
                int least = years(comparison.value(), RoundingMode.CEILING);
                int most = years(comparison.value(), RoundingMode.FLOOR);
                yield switch (comparison.operator()) {
                    case EQUAL -> aged(least, most);
                    case NOT_EQUAL -> Filters.nor(aged(least, most));
                    case LESS -> aged(0, least - 1);
                    case LESS_OR_EQUAL -> aged(0, most);
                    case GREATER -> aged(most + 1, YEARS_AT_MOST);
                    case GREATER_OR_EQUAL -> aged(least, YEARS_AT_MOST);
                };
            }
            case Rule.NumberBetween between ->
                not(
                        between.negated(),
                        aged(years(between.low(), RoundingMode.CEILING), years(between.high(), RoundingMode.FLOOR)));
            case Rule.NumberIn in -> {
                List<Bson> ages = new ArrayList<>();
                for (BigDecimal value : in.values()) {
                    ages.add(aged(years(value, RoundingMode.CEILING), years(value, RoundingMode.FLOOR)));
                }
                yield in.negated() ? Filters.nor(ages) : Filters.or(ages);
            }
            default -> throw new IllegalStateException("An age is a number");
        };
    }

    private static int years(BigDecimal value, RoundingMode rounding) {
        return value.setScale(0, rounding)
                .max(BigDecimal.valueOf(-1))
                .min(BigDecimal.valueOf(YEARS_AT_MOST))
                .intValue();
    }

    /** Whose age is in the range, both ends included. */
    private Bson aged(int least, int most) {
        String path = prefix + Facts.BIRTH_DATE;
        LocalDate last = lastBirth(Math.max(least, 0));
        if (most < least || most < 0 || last.getYear() < 1) {
            return Filters.in(path, List.of());
        }
        LocalDate before = lastBirth(most + 1);
        return before.getYear() < 1
                ? Filters.and(Filters.gte(path, "0001-01-01"), Filters.lte(path, last.toString()))
                : Filters.and(Filters.gt(path, before.toString()), Filters.lte(path, last.toString()));
    }

    /** The last day of birth of those who are at least so old today. */
    private LocalDate lastBirth(int years) {
        LocalDate day = today.minusYears(years);
        // On 28 February of a year without a 29th, the age of those of the 29th has changed, too.
        return day.plusDays(1).plusYears(years).isAfter(today) ? day : day.plusDays(1);
    }
}
