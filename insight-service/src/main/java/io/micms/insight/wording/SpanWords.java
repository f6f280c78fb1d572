package io.micms.insight.wording;

import io.micms.insight.questions.Span;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stretches of days that a text names, up to today: "last quarter", "in March", "since June", "in the last 30 days". */
public final class SpanWords {

    private final List<Token> tokens;
    private final Calendar calendar;
    private final Scan scan;

    private SpanWords(String text, LocalDate today) {
        this.tokens = Tokens.of(text);
        this.scan = new Scan(tokens, Vocabulary.of(List.of(), List.of(), List.of()));
        this.calendar = new Calendar(tokens, today);
    }

    /**
     * @param start of the first character, counted from 0
     * @param end behind the last character
     */
    public record Found(int start, int end, Span span) {}

    /** All of them, in the order of the text. */
    public static List<Found> in(String text, LocalDate today) {
        return new SpanWords(text, today).all();
    }

    private List<Found> all() {
        List<Found> found = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            Calendar.Found<Span> next = next(at);
            if (next == null || next.value().from().isAfter(calendar.today())) {
                at++;
            } else {
                found.add(new Found(
                        tokens.get(at).start(),
                        tokens.get(next.end() - 1).end(),
                        next.value().upTo(calendar.today())));
                at = next.end();
            }
        }
        return found;
    }

    private Calendar.@Nullable Found<Span> next(int at) {
        int since = scan.match(Lexicon.SINCE, at);
        Calendar.Found<Span> from = since < 0 ? null : calendar.stretch(since);
        if (from != null) {
            return until(from, from.end());
        }
        int between = scan.match(Lexicon.BETWEEN, at);
        Calendar.Found<Span> first = between < 0 ? null : calendar.stretch(between);
        if (first != null && scan.match(Lexicon.TO, first.end()) > 0) {
            return until(first, first.end());
        }
        int last = scan.match(Lexicon.IN_LAST, at);
        boolean bare = last == at + 1 && !scan.is(at, "past") && scan.number(last) == null;
        Calendar.Found<String> period = last < 0 || bare ? null : calendar.period(last);
        if (period != null && !period.value().contains("T")) {
            LocalDate start =
                    calendar.today().minus(Period.parse(period.value())).plusDays(1);
            return new Calendar.Found<>(period.end(), new Span(start, calendar.today()));
        }
        Calendar.Found<Span> stretch = calendar.stretch(scan.skip(Lexicon.ON, at));
        return stretch == null || isNumberAlone(at, stretch.end()) ? null : stretch;
    }

    /** "Since March" goes on to today, "from March to May" to the end of May. */
    private Calendar.Found<Span> until(Calendar.Found<Span> from, int end) {
        int to = scan.match(Lexicon.TO, end);
        Calendar.Found<Span> last = to < 0 ? null : calendar.stretch(to);
        LocalDate start = from.value().from();
        if (last == null) {
            return new Calendar.Found<>(end, new Span(start, calendar.today()));
        }
        LocalDate begin = start.isAfter(last.value().to()) ? start.minusYears(1) : start;
        return new Calendar.Found<>(last.end(), new Span(begin, last.value().to()));
    }

    private boolean isNumberAlone(int at, int end) {
        return end == at + 1 && tokens.get(at).number() != null && calendar.year(at) == null;
    }
}
