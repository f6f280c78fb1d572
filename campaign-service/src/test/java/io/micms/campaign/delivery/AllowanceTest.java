package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.content.Channel;
import io.micms.campaign.settings.DeliverySettings.Cap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final Allowance allowance = new Allowance("asha");

    @Test
    void everyCapHolds() {
        List<Cap> caps = List.of(new Cap(1, "P1D"), new Cap(2, "P7D"));
        assertThat(allowance.take("a", Channel.EMAIL, caps, "one", NOON)).isTrue();
        assertThat(allowance.take("a", Channel.EMAIL, caps, "one", NOON))
                .as("the same again")
                .isTrue();
        assertThat(allowance.take("b", Channel.EMAIL, caps, "one", NOON.plusSeconds(1)))
                .isFalse();
        assertThat(allowance.take("s", Channel.SMS, List.of(), "one", NOON)).isTrue();
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        assertThat(allowance.take("b", Channel.EMAIL, caps, "one", tomorrow)).isTrue();
        assertThat(allowance.take("c", Channel.EMAIL, caps, "one", tomorrow.plus(Duration.ofDays(1))))
                .isFalse();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        List<Cap> caps = List.of(new Cap(1, "P1D"));
        allowance.take("a", Channel.EMAIL, caps, "one", NOON);
        assertThat(allowance.giveBack(Map.of("x", "one"))).isFalse();
        assertThat(allowance.giveBack(Map.of("a", "one"))).isTrue();
        assertThat(allowance.take("b", Channel.EMAIL, caps, "one", NOON)).isTrue();
    }

    /** Of two instances that reached for the same message, one sends it. */
    @Test
    void whatOneGivesBackTheOtherStillHolds() {
        List<Cap> caps = List.of(new Cap(1, "P1D"));
        assertThat(allowance.take("a", Channel.EMAIL, caps, "one", NOON)).isTrue();
        assertThat(allowance.take("a", Channel.EMAIL, caps, "other", NOON)).isTrue();

        assertThat(allowance.giveBack(Map.of("a", "one"))).isTrue();
        assertThat(allowance.giveBack(Map.of("a", "one"))).isFalse();
        assertThat(allowance.take("b", Channel.EMAIL, caps, "one", NOON)).isFalse();

        assertThat(allowance.giveBack(Map.of("a", "other"))).isTrue();
        assertThat(allowance.take("b", Channel.EMAIL, caps, "one", NOON)).isTrue();
    }

    @Test
    void whatNobodySendsIsFreedWhoeverHoldsIt() {
        List<Cap> caps = List.of(new Cap(1, "P1D"));
        allowance.take("a", Channel.EMAIL, caps, "one", NOON);
        allowance.take("a", Channel.EMAIL, caps, "other", NOON);

        assertThat(allowance.free(List.of("a"))).isTrue();

        assertThat(allowance.hasPlace(Channel.EMAIL, caps, NOON)).isTrue();
    }

    /** In any stretch of time as long as the cap's there are never more than it allows. */
    @Property
    void noWindowHoldsMoreThanTheCap(
            @ForAll @IntRange(min = 1, max = 4) int most,
            @ForAll @Size(max = 30) List<@IntRange(max = 300) Integer> minutes) {
        List<Cap> caps = List.of(new Cap(most, "PT2H"));
        Allowance asked = new Allowance("usha");
        List<Instant> taken = new ArrayList<>();
        Map<Instant, Integer> asking = new HashMap<>();
        minutes.stream().sorted().forEach(minute -> {
            Instant at = NOON.plus(Duration.ofMinutes(minute));
            int number = asking.merge(at, 1, Integer::sum);
            if (asked.take(at + "#" + number, Channel.EMAIL, caps, "one", at)) {
                taken.add(at);
            }
            asked.forgetBefore(at.minus(Allowance.longest(caps)));
        });
        for (Instant start : taken) {
            assertThat(taken.stream().filter(at -> !at.isBefore(start) && at.isBefore(start.plus(Duration.ofHours(2)))))
                    .hasSizeLessThanOrEqualTo(most);
        }
    }
}
