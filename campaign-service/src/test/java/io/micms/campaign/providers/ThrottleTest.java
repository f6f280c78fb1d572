package io.micms.campaign.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.settings.Limits.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Limit ONE_AT_ONCE = new Limit(null, 1);

    private final Throttle throttle = new Throttle();

    @Test
    void whoIsInsideTakesAPlaceUntilTheyLeave() {
        assertThat(throttle.enter(ONE_AT_ONCE)).isZero();
        assertThat(throttle.enter(ONE_AT_ONCE)).isPositive();

        throttle.leave();
        assertThat(throttle.enter(ONE_AT_ONCE)).isZero();
    }

    @Test
    void aWiderLimitLetsInMoreAndANarrowerOneNobodyUntilEnoughHaveLeft() {
        assertThat(throttle.enter(ONE_AT_ONCE)).isZero();
        assertThat(throttle.enter(new Limit(null, 3))).isZero();
        assertThat(throttle.enter(Limit.NONE)).isZero();

        throttle.leave();
        throttle.leave();
        assertThat(throttle.enter(ONE_AT_ONCE)).isPositive();
        throttle.leave();
        assertThat(throttle.enter(ONE_AT_ONCE)).isZero();
    }

    @Test
    void aFasterRateDoesNotWaitForTurnsOfTheSlowerOne() {
        Limit slow = new Limit(0.01, null);
        assertThat(throttle.enter(slow)).isZero();
        assertThat(throttle.enter(slow)).isGreaterThan(Duration.ofSeconds(50));

        assertThat(throttle.enter(new Limit(1_000.0, null))).isZero();
        // Nor is a slower one owed what the faster one had given out.
        assertThat(throttle.enter(slow)).isZero();
        assertThat(throttle.enter(slow)).isGreaterThan(Duration.ofSeconds(50));
    }
}
