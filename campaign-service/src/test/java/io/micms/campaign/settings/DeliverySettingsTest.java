package io.micms.campaign.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.campaign.settings.DeliverySettings.AutomaticPause;
import io.micms.campaign.settings.DeliverySettings.Cap;
import io.micms.campaign.settings.DeliverySettings.QuietHours;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
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
        assertThat(limits.why(99, 99, 99)).isNull();
        assertThat(limits.why(100, 5, 0)).isNull();
        assertThat(limits.why(100, 6, 0)).contains("6 bounces of 100 messages are 6.0%");
        assertThat(limits.why(1000, 0, 6)).contains("complaints");
        assertThat(limits.why(1000, 0, 5)).isNull();
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
}
