package io.micms.campaign.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int YEARS = 2;

    private static Schedule recurring(String cron, @Nullable Instant start, @Nullable Instant end) {
        return new Schedule(null, null, null, cron, start, end);
    }

    private static List<Instant> occurrences(Schedule schedule, Instant after, ZoneId zone, int atMost) {
        List<Instant> found = new ArrayList<>();
        Instant next = schedule.next(after, zone);
        while (next != null && found.size() < atMost) {
            found.add(next);
            next = schedule.next(next, zone);
        }
        return found;
    }

    /** On which days something comes round. */
    private record Days(String cron, Predicate<LocalDate> matches) {}

    @Provide
    Arbitrary<Days> days() {
        Arbitrary<Days> weekly = Arbitraries.of(DayOfWeek.class)
                .map(day -> new Days(
                        "* * "
                                + day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                                        .toUpperCase(Locale.ROOT),
                        date -> date.getDayOfWeek() == day));
        Arbitrary<Days> monthly = Arbitraries.integers()
                .between(1, 31)
                .map(day -> new Days(day + " * *", date -> date.getDayOfMonth() == day));
        return Arbitraries.oneOf(Arbitraries.just(new Days("* * *", date -> true)), weekly, monthly);
    }

    /** At night, when clocks are put forward and back. */
    @Provide
    Arbitrary<LocalTime> times() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 59))
                .as(LocalTime::of);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Europe/Berlin", "America/Santiago", "Africa/Cairo", "Asia/Kolkata")
                .map(ZoneId::of);
    }

    @Property
    void everyDateThatMatchesHasOneOccurrenceWhateverClocksDo(
            @ForAll("days") Days days,
            @ForAll("times") LocalTime time,
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(max = 365) int since) {
        LocalDate from = LocalDate.of(2026, 1, 1).plusDays(since);
        LocalDate until = from.plusYears(YEARS);
        Schedule schedule = recurring(
                "0 %d %d %s".formatted(time.getMinute(), time.getHour(), days.cron()),
                null,
                until.atStartOfDay(zone).toInstant());
        Stream<LocalDate> matching = from.datesUntil(until).filter(days.matches());

        Instant midnight = from.atStartOfDay(zone).toInstant();
        assertThat(occurrences(schedule, midnight.minusMillis(1), zone, 1_000))
                .containsExactlyElementsOf(
                        matching.map(date -> date.atTime(time).atZone(zone).toInstant())
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,2026-03-28T12:00:00Z,2026-03-29T01:30:00Z,2026-03-30T00:30:00Z",
        "Europe/Berlin,2026-03-29T01:10:00Z,2026-03-29T01:30:00Z,2026-03-30T00:30:00Z",
        "Europe/Berlin,2026-03-29T01:30:00Z,2026-03-30T00:30:00Z,2026-03-31T00:30:00Z",
        "Europe/Berlin,2026-10-24T12:00:00Z,2026-10-25T00:30:00Z,2026-10-26T01:30:00Z",
        "Europe/Berlin,2026-10-25T00:45:00Z,2026-10-26T01:30:00Z,2026-10-27T01:30:00Z"
    })
    void halfPastTwoEachNight(ZoneId zone, Instant after, Instant first, Instant second) {
        assertThat(occurrences(recurring("0 30 2 * * *", null, null), after, zone, 2))
                .containsExactly(first, second);
    }

    /** In Troll, two hours are skipped at once: from 1:00 to 3:00. What is put off until four comes after what is at three. */
    @Test
    void whatIsSkippedMayComeAfterWhatFollowsIt() {
        ZoneId troll = ZoneId.of("Antarctica/Troll");
        assertThat(occurrences(recurring("0 0 2,3 * * *", null, null), Instant.parse("2026-03-28T12:00:00Z"), troll, 3))
                .containsExactly(
                        Instant.parse("2026-03-29T01:00:00Z"),
                        Instant.parse("2026-03-29T02:00:00Z"),
                        Instant.parse("2026-03-30T00:00:00Z"));
    }

    @Test
    void anHourlyOneIsOnceInTheHourThatComesTwice() {
        assertThat(occurrences(recurring("0 0 * * * *", null, null), Instant.parse("2026-10-24T23:30:00Z"), BERLIN, 3))
                .containsExactly(
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-10-25T02:00:00Z"),
                        Instant.parse("2026-10-25T03:00:00Z"));
    }

    @Test
    void theFirstOccurrenceMayBeTheStart() {
        Instant start = Instant.parse("2026-12-01T08:00:00Z");
        Schedule daily = recurring("0 0 9 * * *", start, null);
        assertThat(daily.next(start.minusSeconds(3_600), BERLIN)).isEqualTo(start);
        assertThat(daily.next(start, BERLIN)).isEqualTo(start.plusSeconds(86_400));
        assertThat(recurring("0 0 9 * * *", start.plusMillis(1), null).next(start.minusSeconds(3_600), BERLIN))
                .isEqualTo(start.plusSeconds(86_400));
    }

    @Test
    void whatComesRoundOnlyAtItsStartIsNoFault() {
        Instant start = Instant.parse("2026-12-01T08:00:00Z");
        Schedule once = recurring("0 0 9 * * *", start, start.plusSeconds(3_600));
        assertThat(once.faults(Campaign.Mode.SCHEDULED, start.minusSeconds(3_600), BERLIN))
                .isEmpty();
    }
}
