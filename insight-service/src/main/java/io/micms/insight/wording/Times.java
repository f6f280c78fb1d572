package io.micms.insight.wording;

import io.micms.insight.questions.Span;
import io.micms.insight.rules.Rule;
import io.micms.insight.rules.Rule.Condition;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** When something happened or is to happen. */
final class Times {

    static final String RECENT = "P30D";
    static final String SOON = "P14D";

    private final Scan scan;
    private final Calendar calendar;

    Times(Scan scan, LocalDate today) {
        this.scan = scan;
        this.calendar = new Calendar(scan.tokens(), today);
    }

    /** @param note what was decided for the person, such as how long ago "recently" is; null if nothing was */
    record Found(int end, When when, @Nullable String note) {

        Found(int end, When when) {
            this(end, when, null);
        }
    }

    private LocalDate today() {
        return calendar.today();
    }

    /** A stretch of the past; null if none stands there. */
    @Nullable
    Found past(int at) {
        int recently = scan.match(Lexicon.RECENTLY, at);
        if (recently > 0) {
            return new Found(recently, new When.Last(RECENT), "“recently” is taken for the last 30 days");
        }
        Found ago = ago(at);
        if (ago != null) {
            return ago;
        }
        Found apart = agoBetween(at);
        if (apart != null) {
            return apart;
        }
        Found between = between(at);
        if (between != null) {
            return between;
        }
        Found rolling = rolling(at);
        Found fixed = fixed(at);
        if (rolling == null || fixed == null) {
            return rolling == null ? fixed : rolling;
        }
        return fixed.end() > rolling.end() ? fixed : rolling;
    }

    private @Nullable Found rolling(int at) {
        int last = scan.match(Lexicon.IN_LAST, at);
        if (last < 0 || isCalendar(at, last)) {
            return null;
        }
        Calendar.Found<String> period = calendar.period(last);
        return period == null || isAgo(period.end()) || isFromElsewhere(period.end())
                ? null
                : new Found(period.end(), new When.Last(period.value()));
    }

    /** "Within 30 days of joining" is not counted from now. */
    private boolean isFromElsewhere(int at) {
        return scan.is(at, "of") || scan.is(at, "after") || scan.is(at, "before");
    }

    /** "last month" is a month of the calendar, "the last month" and "last 2 months" are counted back from now. */
    private boolean isCalendar(int at, int behind) {
        boolean bare = (scan.is(at, "last") || scan.is(at, "previous") || scan.is(at, "past")) && behind == at + 1;
        return bare && !scan.is(at, "past") && scan.number(behind) == null;
    }

    private boolean isAgo(int at) {
        return scan.match(Lexicon.AGO, at) > 0;
    }

    private @Nullable Found ago(int at) {
        int longer = scan.match(Lexicon.MORE_THAN_AGO, at);
        int shorter = scan.match(Lexicon.LESS_THAN_AGO, at);
        int start = Math.max(longer, shorter);
        Found older = older(at);
        if (older != null) {
            return older;
        }
        if (start < 0) {
            Calendar.Found<String> period = calendar.period(at);
            int more = period == null ? -1 : scan.match(Lexicon.OR_MORE, period.end());
            return more > 0 && isAgo(more)
                    ? new Found(scan.match(Lexicon.AGO, more), new When.LongerAgo(period.value()))
                    : null;
        }
        Calendar.Found<String> period = calendar.period(start);
        if (period == null || !isAgo(period.end())) {
            return null;
        }
        int end = scan.match(Lexicon.AGO, period.end());
        return new Found(end, longer >= shorter ? new When.LongerAgo(period.value()) : new When.Last(period.value()));
    }

    /** "older than 60 days", "more than a year old". */
    private @Nullable Found older(int at) {
        int than = scan.match(Lexicon.OLDER_THAN, at);
        Calendar.Found<String> period = than < 0 ? null : calendar.period(than);
        if (period == null) {
            return null;
        }
        int old = scan.match(Lexicon.OLD, period.end());
        boolean said = scan.is(at, "older") || scan.is(at, "longer") || scan.is(at, "further");
        return said || old > 0 && scan.is(period.end(), "old")
                ? new Found(Math.max(old, period.end()), new When.LongerAgo(period.value()))
                : null;
    }

    /** "Between 30 and 60 days ago", "30 to 60 days ago". */
    private @Nullable Found agoBetween(int at) {
        Calendar.Found<List<String>> periods = calendar.periods(scan.skip(Lexicon.BETWEEN, at));
        int end = periods == null ? -1 : scan.match(Lexicon.AGO, periods.end());
        return end < 0
                ? null
                : new Found(
                        end,
                        new When.Ago(periods.value().getFirst(), periods.value().getLast()));
    }

    private @Nullable Found between(int at) {
        int start = scan.match(Lexicon.BETWEEN, at);
        if (start < 0) {
            return null;
        }
        Calendar.Found<Span> first = calendar.stretch(start);
        int to = first == null ? -1 : scan.match(Lexicon.TO, first.end());
        Calendar.Found<Span> last = to < 0 ? null : calendar.stretch(to);
        if (first == null || last == null) {
            return null;
        }
        LocalDate from = first.value().from();
        if (from.isAfter(last.value().to())) {
            from = from.minusYears(1);
        }
        return from.isAfter(last.value().to())
                ? null
                : new Found(last.end(), When.between(from, last.value().to(), today()));
    }

    private @Nullable Found fixed(int at) {
        Found best = null;
        best = longer(best, dated(Lexicon.SINCE, at, span -> new When.Since(span.from())));
        best = longer(best, dated(Lexicon.BEFORE, at, span -> new When.Before(span.from())));
        best = longer(
                best, dated(Lexicon.AFTER, at, span -> new When.Since(span.to().plusDays(1))));
        best = longer(
                best, dated(Lexicon.BY, at, span -> new When.Before(span.to().plusDays(1))));
        best = longer(best, dated(Lexicon.ON, at, span -> When.between(span.from(), span.to(), today())));
        if (best != null) {
            return best;
        }
        Calendar.Found<Span> bare = calendar.stretch(at);
        return bare == null
                        || isNameOfMore(at, bare.end())
                        || scan.token(at).number() != null && calendar.year(at) != null
                ? null
                : new Found(
                        bare.end(),
                        When.between(bare.value().from(), bare.value().to(), today()),
                        calendar.festivalNote(at));
    }

    private @Nullable Found dated(Phrases phrases, int at, java.util.function.Function<Span, When> when) {
        int start = scan.match(phrases, at);
        Calendar.Found<Span> stretch = start < 0 ? null : calendar.stretch(start);
        if (stretch == null || isNameOfMore(start, stretch.end())) {
            return null;
        }
        // A stretch that is all ahead says nothing about the past.
        return stretch.value().from().isAfter(today()) && !phrases.equals(Lexicon.BEFORE) && !phrases.equals(Lexicon.BY)
                ? null
                : new Found(stretch.end(), when.apply(stretch.value()), calendar.festivalNote(start));
    }

    /** "Clicked in Diwali sale" is about a campaign. */
    private boolean isNameOfMore(int at, int end) {
        return IntStream.range(at, end)
                .anyMatch(start ->
                        scan.vocabulary().at(scan.tokens(), start).stream().anyMatch(found -> found.end() > end));
    }

    private static @Nullable Found longer(@Nullable Found one, @Nullable Found other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.end() > one.end() ? other : one;
    }

    /** "for a month", "in 60 days": how long something has not happened, or has gone on. */
    @Nullable
    Found lasting(int at) {
        int start = scan.match(Lexicon.FOR, at);
        if (start < 0) {
            return null;
        }
        Calendar.Found<String> period = calendar.period(start);
        if (period == null || isAgo(period.end())) {
            return null;
        }
        int end = period.end();
        int more = scan.match(Lexicon.OR_MORE, end);
        return new Found(more > 0 ? more : end, new When.Last(period.value()));
    }

    /** A stretch of the future; null if none stands there. */
    @Nullable
    Found future(int at) {
        if (scan.is(at, "today")) {
            return new Found(at + 1, new When.Next("PT1S"));
        }
        if (scan.is(at, "tomorrow") || scan.is(at, "today") && scan.is(at + 1, "or") && scan.is(at + 2, "tomorrow")) {
            return null;
        }
        int soon = scan.match(Lexicon.UPCOMING, at);
        if (soon > 0) {
            return new Found(soon, new When.Next(SOON), "“soon” is taken for the next 14 days");
        }
        int next = scan.match(Lexicon.NEXT, at);
        Calendar.Found<String> period = next < 0 ? null : calendar.period(next);
        if (period == null) {
            return null;
        }
        int end = scan.is(period.end(), "from") && scan.is(period.end() + 1, "now") ? period.end() + 2 : period.end();
        return new Found(end, new When.Next(period.value()));
    }

    /** The stretch of the calendar that stands there, for what a rule cannot say about it. */
    @Nullable
    Integer calendarEnd(int at) {
        int start = scan.skip(Lexicon.ON, at);
        Calendar.Found<Span> stretch = calendar.stretch(start);
        return stretch == null ? null : stretch.end();
    }

    /** A condition on a moment. Whoever has no value does not meet it. */
    static Rule ofInstant(String field, When when) {
        return switch (when) {
            case When.Last last -> Condition.of(field, "withinLast", last.period());
            case When.LongerAgo ago ->
                Rule.all(List.of(
                        Condition.of(field, "notNull", null), Condition.of(field, "notWithinLast", ago.period())));
            case When.Ago ago ->
                Rule.all(List.of(
                        Condition.of(field, "notWithinLast", ago.nearer()),
                        Condition.of(field, "withinLast", ago.farther())));
            case When.Since since -> Condition.of(field, ">=", since.day().toString());
            case When.Before before -> Condition.of(field, "<", before.day().toString());
            case When.Between between ->
                Rule.all(List.of(
                        Condition.of(field, ">=", between.first().toString()),
                        Condition.of(field, "<", between.last().plusDays(1).toString())));
            case When.Next next -> Condition.of(field, "anniversaryWithinNext", next.period());
        };
    }

    /** A condition on a day. */
    static Rule ofDate(String field, When when) {
        return when instanceof When.Between between
                ? Condition.of(
                        field,
                        "between",
                        List.of(between.first().toString(), between.last().toString()))
                : ofInstant(field, when);
    }
}
