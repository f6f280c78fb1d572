package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

    @Property
    void readsWhatItWrites(@ForAll("any") Span span) {
        assertThat(Span.parse(span.toString())).isEqualTo(span);
    }

    @ParameterizedTest
    @CsvSource({
        "P1W,P7D",
        "PT24H,P1D",
        "PT36H,P1DT12H",
        "PT90M,PT1H30M",
        "P12M,P1Y",
        "P0Y14M,P1Y2M",
        "P1M1W,P1M7D",
        "P100Y,P100Y"
    })
    void writesTheSameLengthTheSameWay(String given, String canonical) {
        assertThat(Span.parse(given)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P-1D",
                "-P1D",
                "PT0S",
                "P0D",
                "P0M",
                "P101Y",
                "P1201M",
                "P36700D",
                "P1MT24H",
                "P1YT1S",
                "P1.5D",
                "PT0.5S",
                "P9999999999D",
                "90 days",
                "p1d",
                "P1D ",
                "P1D1M",
                "P١D"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> Span.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The definition itself: days of the zone for a calendar period, elapsed time for an exact one. */
    private static boolean holds(Span span, Instant at, Instant now, ZoneId zone) {
        Instant start = span.months() == 0
                ? now.minus(Duration.ofDays(span.days()).plus(span.time()))
                : today(now, zone)
                        .minusMonths(span.months())
                        .minusDays(span.days())
                        .atStartOfDay(zone)
                        .toInstant();
        return at.isAfter(start) && !at.isAfter(now);
    }

    /** The last of the days around an instant that has begun. */
    private static LocalDate today(Instant now, ZoneId zone) {
        LocalDate guess = LocalDate.ofInstant(now, ZoneId.of("UTC"));
        return Stream.iterate(guess.plusDays(2), day -> day.minusDays(1))
                .filter(day -> !day.atStartOfDay(zone).toInstant().isAfter(now))
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 3_000)
    void holdsAnInstantFromThenUntilItLeaves(
            @ForAll("spans") Span span, @ForAll("instants") Instant at, @ForAll("zones") ZoneId zone) {
        Instant leaves = span.leavesWindow(at, zone);

        assertThat(leaves).isAfter(at);
        Duration way = Duration.between(at, leaves);
        Stream.of(
                        at.minusMillis(1),
                        at,
                        at.plusMillis(1),
                        at.plus(way.dividedBy(2)),
                        leaves.minusMillis(1),
                        leaves,
                        leaves.plusMillis(1),
                        leaves.plus(Duration.ofDays(1)),
                        leaves.plus(way))
                .forEach(now -> assertThat(holds(span, at, now, zone))
                        .as("%s of %s at %s, leaving %s", span, at, now, leaves)
                        .isEqualTo(!now.isBefore(at) && now.isBefore(leaves))
                        .isEqualTo(at.isAfter(span.startOfWindow(now, zone)) && !at.isAfter(now)));
    }

    @Property(tries = 3_000)
    void reachesADayAsSoonAsTheWindowAheadDoes(
            @ForAll("spans") Span span, @ForAll("instants") Instant around, @ForAll("zones") ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(around, zone);
        Instant reaches = span.reaches(day, zone);

        Instant first = day.atStartOfDay(zone).toInstant();
        assertThat(span.endOfWindowAhead(reaches, zone)).isAfterOrEqualTo(first);
        assertThat(span.endOfWindowAhead(reaches.minusMillis(1), zone)).isBefore(first);
    }

    @Property
    void neverMovesBack(
            @ForAll("spans") Span span,
            @ForAll("instants") Instant one,
            @ForAll("instants") Instant other,
            @ForAll("zones") ZoneId zone) {
        Instant earlier = one.isBefore(other) ? one : other;
        Instant later = one.isBefore(other) ? other : one;

        assertThat(span.startOfWindow(earlier, zone)).isBeforeOrEqualTo(span.startOfWindow(later, zone));
        assertThat(span.endOfWindowAhead(earlier, zone)).isBeforeOrEqualTo(span.endOfWindowAhead(later, zone));
    }

    @Provide
    Arbitrary<Span> spans() {
        return RuleScenarios.spans();
    }

    @Provide
    Arbitrary<Span> any() {
        Arbitrary<Span> exact = Combinators.combine(
                        Arbitraries.integers().between(0, 36_000),
                        Arbitraries.integers().between(1, 86_399))
                .as((days, seconds) -> new Span(0, days, Duration.ofSeconds(seconds)));
        Arbitrary<Span> calendar = Combinators.combine(
                        Arbitraries.integers().between(1, 1_200),
                        Arbitraries.integers().between(0, 2_000))
                .as((months, days) -> new Span(months, days, Duration.ZERO));
        return Arbitraries.oneOf(exact, calendar);
    }

    @Provide
    Arbitrary<Instant> instants() {
        // In these the clocks were put back over midnight, and a day was left out.
        Arbitrary<Instant> odd = Combinators.combine(
                        Arbitraries.of("2008-11-02T02:31:00Z", "2011-12-30T10:00:00Z", "2007-03-11T03:31:00Z")
                                .map(Instant::parse),
                        Arbitraries.integers().between(-90, 90))
                .as((around, minutes) -> around.plus(Duration.ofMinutes(minutes)));
        return Arbitraries.oneOf(odd, RuleScenarios.instants());
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.oneOf(
                Arbitraries.of("America/St_Johns", "Pacific/Apia").map(ZoneId::of), RuleScenarios.zones());
    }
}
