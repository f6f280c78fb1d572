package io.micms.campaign.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.campaign.settings.DeliverySettings.AutomaticPause;
import io.micms.campaign.settings.DeliverySettings.Cap;
import io.micms.campaign.settings.DeliverySettings.QuietHours;
import io.micms.campaign.settings.Limits.DomainLimit;
import io.micms.campaign.settings.Limits.Limit;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeliverySettingsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final QuietHours NIGHT = new QuietHours("21:00", "08:00", "PT1H");

    private static ZonedDateTime at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN);
    }

    @Test
    void quietHoursEndInTheMorning() {
        assertThat(NIGHT.endOf(at("2026-11-01T20:59"))).isNull();
        assertThat(NIGHT.endOf(at("2026-11-01T21:00"))).isEqualTo(at("2026-11-02T08:00"));
        assertThat(NIGHT.endOf(at("2026-11-02T07:59"))).isEqualTo(at("2026-11-02T08:00"));
        assertThat(NIGHT.endOf(at("2026-11-02T08:00"))).isNull();
        QuietHours siesta = new QuietHours("13:00", "15:00", null);
        assertThat(siesta.endOf(at("2026-11-02T14:00"))).isEqualTo(at("2026-11-02T15:00"));
        assertThat(siesta.endOf(at("2026-11-02T12:59"))).isNull();
    }

    @Test
    void quietHoursEndWhereClocksAreChangedToo() {
        // 02:30 does not exist on 29 March, and comes twice on 25 October.
        QuietHours early = new QuietHours("21:00", "02:30", null);
        assertThat(early.endOf(at("2026-03-29T01:59"))).isEqualTo(at("2026-03-29T03:30"));
        ZonedDateTime secondTime = at("2026-10-25T02:10").withLaterOffsetAtOverlap();
        assertThat(early.endOf(secondTime)).isEqualTo(at("2026-10-25T02:30").withLaterOffsetAtOverlap());
    }

    /** Whatever the hours, the zone's changes and the moment: they end within a day, after the moment, and not in themselves. */
    @Property
    void quietHoursEnd(
            @ForAll @IntRange(max = 1439) int from,
            @ForAll @IntRange(max = 1439) int to,
            @ForAll @IntRange(max = 525_599) int minute) {
        if (from == to) {
            return;
        }
        QuietHours quiet = new QuietHours(time(from), time(to), "PT1H");
        ZonedDateTime moment = LocalDate.of(2026, 1, 1).atStartOfDay(BERLIN).plus(Duration.ofMinutes(minute));
        ZonedDateTime end = quiet.endOf(moment);
        if (end != null) {
            assertThat(end.toInstant())
                    .isAfter(moment.toInstant())
                    .isBeforeOrEqualTo(moment.toInstant().plus(Duration.ofHours(25)));
        }
    }

    private static String time(int minute) {
        return LocalTime.MIN.plusMinutes(minute).toString();
    }

    @Test
    void aRateMeansSomethingOnlyOfEnoughMessages() {
        AutomaticPause limits = new AutomaticPause(5.0, 0.5, 100);
        assertThat(limits.why(99, 99, 99, 99)).isNull();
        assertThat(limits.why(100, 95, 5, 0)).isNull();
        assertThat(limits.why(100, 94, 6, 0)).contains("6 bounces of 100 messages are 6.0%");
        assertThat(limits.why(1000, 1000, 0, 6)).contains("complaints");
        assertThat(limits.why(1000, 1000, 0, 5)).isNull();
    }

    @Test
    void whatMakesNoSenseIsPointedAt() {
        DeliverySettings odd = new DeliverySettings(
                null,
                List.of(new Cap(0, "P1M")),
                null,
                new QuietHours("9 pm", "08:00", "PT0S"),
                new AutomaticPause(0.0, 101.0, 0));
        assertThatThrownBy(odd::check)
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        e -> assertThat(e.faults().stream().map(Fault::pointer))
                                .containsExactly(
                                        "/emailCaps/0/messages",
                                        "/emailCaps/0/per",
                                        "/quietHours/from",
                                        "/quietHours/spreadOver",
                                        "/automaticPause/bounceRate",
                                        "/automaticPause/complaintRate",
                                        "/automaticPause/atLeast"));
        assertThatThrownBy(() ->
                        new DeliverySettings(null, null, null, new QuietHours("08:00", "08:00", null), null).check())
                .hasMessageContaining("/quietHours/to");
        assertThatThrownBy(() ->
                        new DeliverySettings(null, null, null, new QuietHours("08:00", "20:00", "PT12H"), null).check())
                .hasMessageContaining("/quietHours/spreadOver");
        DeliverySettings.DEFAULT.check();
    }

    @Test
    void limitsHaveBoundsAndEveryFaultIsPointedAt() {
        Limits odd = new Limits(
                new Limit(-1.0, 1_001),
                new Limit(0.001, -1),
                List.of(
                        new DomainLimit("gmail.com", Double.NaN, null),
                        new DomainLimit("GMAIL.com ", 1.0, null),
                        new DomainLimit("no domain", 1.0, null),
                        new DomainLimit(null, 1.0, null),
                        new DomainLimit("*", 20_000.0, 5)));

        assertThatThrownBy(() -> new DeliverySettings(null, null, null, null, null, odd).check())
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(Fault::pointer)
                                .containsExactly(
                                        "/limits/email/perSecond",
                                        "/limits/email/concurrency",
                                        "/limits/sms/perSecond",
                                        "/limits/sms/concurrency",
                                        "/limits/domains/0/perSecond",
                                        "/limits/domains/1/domain",
                                        "/limits/domains/2/domain",
                                        "/limits/domains/3/domain",
                                        "/limits/domains/4/perSecond"));
        List<DomainLimit> many = IntStream.range(0, 51)
                .mapToObj(i -> new DomainLimit("d" + i + ".example", 1.0, null))
                .toList();
        assertThatThrownBy(
                        () -> new DeliverySettings(null, null, null, null, null, new Limits(null, null, many)).check())
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/limits/domains"));
        new DeliverySettings(
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Limits(
                                new Limit(0.0, 0),
                                new Limit(0.01, 1_000),
                                List.of(new DomainLimit("bücher.example", 1.0, 1))))
                .check();
    }

    @Test
    void aDomainHasItsOwnLimitElseThatOfTheOthers() {
        Limits environment = new Limits(
                new Limit(5.0, 2),
                Limit.NONE,
                List.of(new DomainLimit("*", 1.0, null), new DomainLimit("gmail.com", 9.0, 3)));
        Limits set = new Limits(null, new Limit(2.0, null), List.of(new DomainLimit("Bücher.example", 4.0, null)));

        assertThat(environment.of("gmail.com")).isEqualTo(new Limit(9.0, 3));
        assertThat(environment.of("example.com")).isEqualTo(new Limit(1.0, null));
        Limits together = set.or(environment);
        assertThat(together.email()).isEqualTo(new Limit(5.0, 2));
        assertThat(together.sms()).isEqualTo(new Limit(2.0, null));
        assertThat(together.of("xn--bcher-kva.example")).isEqualTo(new Limit(4.0, null));
        assertThat(together.of("gmail.com")).isNull();
    }
}
