package io.micms.campaign.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A length of time as rules write it, an ISO-8601 period or duration. Weeks, days and times are exact (P1D is 24 hours). One
 * with years or months begins and ends at midnight: it is counted in dates of the platform's time zone, the 31st being
 * clamped to what the month has.
 *
 * @param months years included; not negative
 * @param days weeks included; not negative
 * @param time shorter than a day where there are no months; zero where there are
 */
public record Span(int months, int days, Duration time) {

    private static final int YEARS_AT_MOST = 100;
    private static final Pattern ISO = Pattern.compile(
            "P(?!$)(?:(\\d{1,9})Y)?(?:(\\d{1,9})M)?(?:(\\d{1,9})W)?(?:(\\d{1,9})D)?(T(?=\\d)(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?");

    /** @throws IllegalArgumentException saying to a person what is wrong */
    public static Span parse(String text) {
        Matcher matcher = ISO.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a period as ISO-8601 writes it, such as P90D, P1M or PT12H, and not negative."
                            .formatted(text.length() > 50 ? text.substring(0, 50) + "…" : text));
        }
        long months = part(matcher, 1) * 12 + part(matcher, 2);
        Duration exact = Duration.ofDays(part(matcher, 3) * 7 + part(matcher, 4))
                .plusHours(part(matcher, 6))
                .plusMinutes(part(matcher, 7))
                .plusSeconds(part(matcher, 8));
        if (months == 0 && exact.isZero()) {
            throw new IllegalArgumentException("A period is longer than nothing.");
        }
        if (months > 12L * YEARS_AT_MOST || months * 28 + exact.toDays() > 366L * YEARS_AT_MOST) {
            throw new IllegalArgumentException("A period is at most %d years long.".formatted(YEARS_AT_MOST));
        }
        if (months > 0 && matcher.group(5) != null) {
            throw new IllegalArgumentException("A period with years or months is counted in days, without times.");
        }
        return new Span((int) months, (int) exact.toDays(), exact.minusDays(exact.toDays()));
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private boolean isExact() {
        return months == 0;
    }

    private Duration exact() {
        return time.plusDays(days);
    }

    /** The day that an instant is on: the last to have begun, also where clocks are put back over midnight. */
    static LocalDate day(Instant instant, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        LocalDate next = day.plusDays(1);
        return first(next, zone).isAfter(instant) ? day : next;
    }

    /** The first moment of a day. */
    static Instant first(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The first day that does not begin before an instant. One that is left out at the date line begins with the next. */
    private static LocalDate firstDayFrom(Instant instant, ZoneId zone) {
        LocalDate day = day(instant, zone).minusDays(1);
        while (first(day, zone).isBefore(instant)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** What the window (start, now] starts with, itself outside. Never falls as {@code now} rises. */
    public Instant startOfWindow(Instant now, ZoneId zone) {
        return isExact() ? now.minus(exact()) : first(before(day(now, zone)), zone);
    }

    /** What a window that looks ahead ends with, itself inside. Never falls as {@code now} rises. */
    public Instant endOfWindowAhead(Instant now, ZoneId zone) {
        return isExact()
                ? now.plus(exact())
                : first(day(now, zone).plusMonths(months).plusDays(days), zone);
    }

    /** The first moment whose window (start, moment] no longer holds what happened at an instant. */
    public Instant leavesWindow(Instant at, ZoneId zone) {
        if (isExact()) {
            return at.plus(exact());
        }
        LocalDate start = firstDayFrom(at, zone);
        LocalDate leaving = start.plusDays(days).plusMonths(months);
        // The 31st is clamped on the way forth and back.
        return first(before(leaving).isBefore(start) ? leaving.plusDays(1) : leaving, zone);
    }

    /** The first moment whose window ahead reaches the first moment of a day. */
    Instant reaches(LocalDate day, ZoneId zone) {
        if (isExact()) {
            return first(day, zone).minus(exact());
        }
        LocalDate reached = firstDayFrom(first(day, zone), zone);
        LocalDate reaching = reached.minusDays(days).minusMonths(months);
        return first(
                reaching.plusMonths(months).plusDays(days).isBefore(reached) ? reaching.plusDays(1) : reaching, zone);
    }

    private LocalDate before(LocalDate date) {
        return date.minusMonths(months).minusDays(days);
    }

    /** Such as "1 year" and "2 months". */
    List<String> parts() {
        return Stream.of(
                        part(months / 12, "year"),
                        part(months % 12, "month"),
                        part(days, "day"),
                        part(time.toHoursPart(), "hour"),
                        part(time.toMinutesPart(), "minute"),
                        part(time.toSecondsPart(), "second"))
                .filter(part -> !part.startsWith("0 "))
                .toList();
    }

    private static String part(int amount, String unit) {
        return amount + " " + unit + (amount == 1 ? "" : "s");
    }

    /** The same length is always the same text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("P");
        append(text, months / 12, 'Y');
        append(text, months % 12, 'M');
        append(text, days, 'D');
        if (!time.isZero()) {
            text.append('T');
            append(text, time.toHoursPart(), 'H');
            append(text, time.toMinutesPart(), 'M');
            append(text, time.toSecondsPart(), 'S');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int amount, char unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
