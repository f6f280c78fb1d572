package io.micms.insight.wording;

import io.micms.insight.questions.Span;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dates and stretches of time, as seen from a day. */
final class Calendar {

    private static final Map<String, Integer> MONTHS = new HashMap<>();
    private static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();
    private static final Map<String, String> UNITS = new HashMap<>();
    private static final Set<String> OTHERS = Set.of(
            "today",
            "yesterday",
            "tomorrow",
            "fortnight",
            "fortnights",
            "weekend",
            "st",
            "nd",
            "rd",
            "th",
            "half",
            "twenties",
            "thirties",
            "forties",
            "fifties",
            "sixties",
            "seventies",
            "eighties");
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2100;

    static {
        List<String> months = List.of(
                "january",
                "february",
                "march",
                "april",
                "may",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december");
        for (int i = 0; i < months.size(); i++) {
            MONTHS.put(months.get(i), i + 1);
            MONTHS.put(months.get(i).substring(0, 3), i + 1);
        }
        MONTHS.put("sept", 9);
        for (DayOfWeek day : DayOfWeek.values()) {
            WEEKDAYS.put(day.name().toLowerCase(Locale.ROOT), day);
        }
        for (String word : List.of("day", "days")) {
            UNITS.put(word, "D");
        }
        for (String word : List.of("week", "weeks", "wk", "wks")) {
            UNITS.put(word, "W");
        }
        for (String word : List.of("month", "months")) {
            UNITS.put(word, "M");
        }
        for (String word : List.of("quarter", "quarters")) {
            UNITS.put(word, "Q");
        }
        for (String word : List.of("year", "years", "yr", "yrs")) {
            UNITS.put(word, "Y");
        }
        for (String word : List.of("hour", "hours", "hrs")) {
            UNITS.put(word, "H");
        }
        for (String word : List.of("fortnight", "fortnights")) {
            UNITS.put(word, "F");
        }
    }

    /** Days that marketers count from. Diwali, by the moon, is the day of Lakshmi Puja, as India's calendars of holidays have it. */
    private enum Festival {
        DIWALI("diwali|deepavali|diwali day|diwali festival"),
        CHRISTMAS("christmas|christmas day"),
        NEW_YEAR("new year|new year's day|new years day|new year's"),
        REPUBLIC_DAY("republic day"),
        INDEPENDENCE_DAY("independence day"),
        VALENTINES_DAY("valentine's day|valentines day");

        private static final Map<Integer, LocalDate> DIWALIS = Stream.of(
                        "2020-11-14",
                        "2021-11-04",
                        "2022-10-24",
                        "2023-11-12",
                        "2024-10-31",
                        "2025-10-20",
                        "2026-11-08",
                        "2027-10-29",
                        "2028-10-17",
                        "2029-11-05",
                        "2030-10-26")
                .map(LocalDate::parse)
                .collect(Collectors.toUnmodifiableMap(LocalDate::getYear, Function.identity()));
        private static final Set<String> WORDS =
                Set.of("diwali", "deepavali", "christmas", "republic", "independence", "valentine's", "valentines");

        private final Phrases words;

        Festival(String words) {
            this.words = Phrases.of(words);
        }

        /** Null for a year of which it is not known. */
        private @Nullable LocalDate in(int year) {
            return switch (this) {
                case DIWALI -> DIWALIS.get(year);
                case CHRISTMAS -> LocalDate.of(year, 12, 25);
                case NEW_YEAR -> LocalDate.of(year, 1, 1);
                case REPUBLIC_DAY -> LocalDate.of(year, 1, 26);
                case INDEPENDENCE_DAY -> LocalDate.of(year, 8, 15);
                case VALENTINES_DAY -> LocalDate.of(year, 2, 14);
            };
        }
    }

    private final List<Token> tokens;
    private final LocalDate today;

    Calendar(List<Token> tokens, LocalDate today) {
        this.tokens = tokens;
        this.today = today;
    }

    record Found<T>(int end, T value) {}

    static boolean isKnown(String word) {
        return MONTHS.containsKey(word)
                || WEEKDAYS.containsKey(word)
                || UNITS.containsKey(word)
                || OTHERS.contains(word)
                || Festival.WORDS.contains(word);
    }

    static Stream<String> words() {
        return Stream.of(
                        MONTHS.keySet(),
                        WEEKDAYS.keySet(),
                        UNITS.keySet(),
                        Set.of("today", "yesterday", "tomorrow", "fortnight"))
                .flatMap(Set::stream);
    }

    LocalDate today() {
        return today;
    }

    /** A length of time such as "90 days", "a month" or "six weeks", as ISO-8601 has it. */
    @Nullable
    Found<String> period(int at) {
        int start = at;
        Numerals.Number number = Numerals.at(tokens, start);
        BigDecimal amount;
        int end;
        if (number != null) {
            amount = number.value();
            end = number.end();
        } else if (is(start, "a") || is(start, "one") || is(start, "an")) {
            amount = BigDecimal.ONE;
            end = start + 1;
            if (is(end, "full") || is(end, "whole") || is(end, "single")) {
                end++;
            }
        } else if (is(start, "half") && (is(start + 1, "a") || is(start + 1, "an")) && is(start + 2, "year")) {
            return new Found<>(start + 3, "P6M");
        } else {
            amount = BigDecimal.ONE;
            end = start;
        }
        if (is(end, "-") || is(end, "+") || is(end, "full") || is(end, "calendar")) {
            end++;
        }
        String unit = end < tokens.size() ? UNITS.get(tokens.get(end).read()) : null;
        if (unit == null) {
            return null;
        }
        String iso = iso(amount, unit);
        return iso == null ? null : new Found<>(end + 1, iso);
    }

    /** Two lengths of one unit, the shorter first, such as "30 to 60 days". */
    @Nullable
    Found<List<String>> periods(int at) {
        Numerals.Number first = Numerals.at(tokens, at);
        int to = first == null ? -1 : Lexicon.TO.match(tokens, first.end());
        Numerals.Number second = to < 0 ? null : Numerals.at(tokens, to);
        String unit = second == null || second.end() >= tokens.size()
                ? null
                : UNITS.get(tokens.get(second.end()).read());
        if (unit == null || first.value().compareTo(second.value()) >= 0) {
            return null;
        }
        String nearer = iso(first.value(), unit);
        String farther = iso(second.value(), unit);
        return nearer == null || farther == null ? null : new Found<>(second.end() + 1, List.of(nearer, farther));
    }

    private static @Nullable String iso(BigDecimal amount, String unit) {
        if (unit.equals("Y") && amount.compareTo(new BigDecimal("1.5")) == 0) {
            return "P18M";
        }
        if (amount.stripTrailingZeros().scale() > 0 || amount.signum() <= 0 || amount.precision() > 6) {
            return null;
        }
        long number = amount.longValue();
        return switch (unit) {
            case "Q" -> "P" + number * 3 + "M";
            case "F" -> "P" + number * 2 + "W";
            case "H" -> "PT" + number + "H";
            default -> "P" + number + unit;
        };
    }

    /** A single day, such as "1 Nov 2026", "yesterday" or "two weeks ago". */
    @Nullable
    Found<LocalDate> day(int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Token first = tokens.get(at);
        if (first.kind() == Token.Kind.QUOTED) {
            return null;
        }
        LocalDate written = written(first.read());
        if (written != null) {
            return new Found<>(at + 1, written);
        }
        if (first.is("today")) {
            return new Found<>(at + 1, today);
        }
        if (first.is("yesterday")) {
            return new Found<>(at + 1, today.minusDays(1));
        }
        if (first.is("the") || first.is("last") || first.is("on")) {
            Found<LocalDate> behind = first.is("last") ? null : day(at + 1);
            if (behind != null) {
                return behind;
            }
        }
        int weekday = first.is("last") ? at + 1 : at;
        if (weekday < tokens.size() && WEEKDAYS.containsKey(tokens.get(weekday).read())) {
            return new Found<>(
                    weekday + 1,
                    today.with(TemporalAdjusters.previous(
                            WEEKDAYS.get(tokens.get(weekday).read()))));
        }
        Found<LocalDate> ago = ago(at);
        if (ago != null) {
            return ago;
        }
        Found<LocalDate> dayFirst = dayFirst(at);
        return dayFirst == null ? monthFirst(at) : dayFirst;
    }

    private @Nullable Found<LocalDate> ago(int at) {
        Found<String> period = period(at);
        if (period == null
                || !(is(period.end(), "ago") || is(period.end(), "back"))
                || period.value().contains("T")) {
            return null;
        }
        return new Found<>(period.end() + 1, today.minus(java.time.Period.parse(period.value())));
    }

    /** 1 Nov 2026, 1st of November. */
    private @Nullable Found<LocalDate> dayFirst(int at) {
        BigDecimal number = tokens.get(at).number();
        if (number == null || number.scale() > 0 || number.precision() > 2) {
            return null;
        }
        int end = ordinal(at + 1);
        if (is(end, "of")) {
            end++;
        }
        Integer month = month(end);
        return month == null ? null : withYear(end + 1, month, number.intValue());
    }

    /** November 1st, 2026. */
    private @Nullable Found<LocalDate> monthFirst(int at) {
        Integer month = month(at);
        if (month == null || at + 1 >= tokens.size()) {
            return null;
        }
        BigDecimal number = tokens.get(at + 1).number();
        if (number == null || number.scale() > 0 || number.precision() > 2 || number.signum() == 0) {
            return null;
        }
        int end = ordinal(at + 2);
        if (is(end, ",") && year(end + 1) != null) {
            end++;
        }
        return withYear(end, month, number.intValue());
    }

    private int ordinal(int at) {
        return is(at, "st") || is(at, "nd") || is(at, "rd") || is(at, "th") ? at + 1 : at;
    }

    /** The latest that is not ahead, or that of the year which is said. */
    private @Nullable Found<LocalDate> festival(int at) {
        int start = is(at, "last") || is(at, "this") || is(at, "the") ? at + 1 : at;
        for (Festival festival : Festival.values()) {
            int end = festival.words.match(tokens, start);
            if (end < 0) {
                continue;
            }
            Integer year = year(end);
            if (year != null) {
                LocalDate day = festival.in(year);
                return day == null ? null : new Found<>(end + 1, day);
            }
            LocalDate thisYear = festival.in(today.getYear());
            LocalDate day = thisYear == null || thisYear.isAfter(today) ? festival.in(today.getYear() - 1) : thisYear;
            return day == null ? null : new Found<>(end, day);
        }
        return null;
    }

    /** Which day a festival that stands there is taken for; null if none does. */
    @Nullable
    String festivalNote(int at) {
        Found<LocalDate> festival = festival(at);
        return festival == null
                ? null
                : "“%s” is taken for %s"
                        .formatted(
                                tokens.subList(at, festival.end()).stream()
                                        .map(Token::text)
                                        .collect(Collectors.joining(" ")),
                                DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH)
                                        .format(festival.value()));
    }

    private @Nullable Integer month(int at) {
        return at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD
                ? MONTHS.get(tokens.get(at).read())
                : null;
    }

    /** With the year that stands there, else the latest such day that is not ahead. */
    private @Nullable Found<LocalDate> withYear(int at, int month, int day) {
        try {
            int comma = is(at, ",") && year(at + 1) != null ? at + 1 : at;
            Integer year = year(comma);
            if (year != null) {
                return new Found<>(comma + 1, LocalDate.of(year, month, day));
            }
            LocalDate thisYear = LocalDate.of(today.getYear(), month, day);
            return new Found<>(at, thisYear.isAfter(today) ? thisYear.minusYears(1) : thisYear);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Nullable
    Integer year(int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Token token = tokens.get(at);
        BigDecimal number = token.number();
        if (number == null || token.text().length() != 4 || number.scale() > 0) {
            return null;
        }
        int year = number.intValue();
        return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? year : null;
    }

    private static @Nullable LocalDate written(String text) {
        String[] parts = text.split("[-/]");
        if (parts.length != 3 || !text.matches("[\\d/-]+")) {
            return null;
        }
        try {
            return parts[0].length() == 4
                    ? LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
                    : parts[2].length() == 4
                            ? LocalDate.of(
                                    Integer.parseInt(parts[2]), Integer.parseInt(parts[1]), Integer.parseInt(parts[0]))
                            : null;
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    /** A stretch of the calendar: "2025", "March 2026", "this quarter", "last month", "yesterday", or a single day. */
    @Nullable
    Found<Span> stretch(int at) {
        if (at >= tokens.size()) {
            return null;
        }
        if (is(at, "the") && !is(at + 1, "last") && !is(at + 1, "past")) {
            Found<Span> behind = stretch(at + 1);
            if (behind != null) {
                return behind;
            }
        }
        if ((is(at, "year") || is(at, "month")) && is(at + 1, "of")) {
            return stretch(at + 2);
        }
        if (is(at, "year") && year(at + 1) != null) {
            return stretch(at + 1);
        }
        boolean current = is(at, "this") || is(at, "current");
        boolean previous = is(at, "last") || is(at, "previous");
        if ((current || previous) && at + 1 < tokens.size()) {
            Span span = ofCalendar(tokens.get(at + 1).read(), previous);
            if (span != null) {
                return new Found<>(at + 2, span);
            }
        }
        Found<LocalDate> day = day(at);
        day = day == null ? festival(at) : day;
        if (day != null) {
            return new Found<>(day.end(), new Span(day.value(), day.value()));
        }
        int monthAt = previous || current ? at + 1 : at;
        Integer month = month(monthAt);
        if (month != null && !isMaybe(monthAt)) {
            int comma = is(monthAt + 1, ",") || is(monthAt + 1, "of") ? monthAt + 2 : monthAt + 1;
            Integer year = year(comma);
            if (year != null) {
                return new Found<>(comma + 1, Span.monthOf(LocalDate.of(year, month, 1)));
            }
            LocalDate thisYear = LocalDate.of(today.getYear(), month, 1);
            return new Found<>(monthAt + 1, Span.monthOf(thisYear.isAfter(today) ? thisYear.minusYears(1) : thisYear));
        }
        Integer year = year(at);
        return year == null ? null : new Found<>(at + 1, Span.yearOf(LocalDate.of(year, 1, 1)));
    }

    /** "may" is a month where a capital says so, or a preposition of time stands before it. */
    private boolean isMaybe(int at) {
        return tokens.get(at).is("may")
                && !tokens.get(at).isCapitalised()
                && !(at > 0 && (is(at - 1, "in") || is(at - 1, "since") || is(at - 1, "before") || is(at - 1, "last")));
    }

    private @Nullable Span ofCalendar(String unit, boolean previous) {
        return switch (unit) {
            case "week" -> Span.weekOf(previous ? today.minusWeeks(1) : today);
            case "month" -> Span.monthOf(previous ? today.withDayOfMonth(1).minusMonths(1) : today);
            case "quarter" ->
                Span.quarterOf(previous ? Span.quarterOf(today).from().minusDays(1) : today);
            case "year" -> Span.yearOf(previous ? today.minusYears(1) : today);
            default -> null;
        };
    }

    private boolean is(int at, String word) {
        return at >= 0 && at < tokens.size() && tokens.get(at).is(word);
    }
}
