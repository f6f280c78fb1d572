package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micms.campaign.delivery.Proportions.Rate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Reference values were worked out apart from this code, with an error function of full precision. */
class ProportionsTest {

    @Test
    void anIntervalIsWilsons() {
        Rate rate = Proportions.rate(15, 148);
        assertThat(rate.rate()).isCloseTo(0.10135, within(1e-5));
        assertThat(rate.low()).isCloseTo(0.0623864, within(1e-6));
        assertThat(rate.high()).isCloseTo(0.1604872, within(1e-6));
        assertThat(Proportions.rate(0, 10))
                .isEqualTo(new Rate(0, 10, 0, 0, Proportions.rate(0, 10).high()));
        assertThat(Proportions.rate(0, 10).high()).isCloseTo(0.2775328, within(1e-6));
        assertThat(Proportions.rate(0, 0)).isEqualTo(new Rate(0, 0, 0, 0, 1));
    }

    @Test
    void twoRatesAreComparedByZ() {
        assertThat(Proportions.probabilityOfChance(120, 1000, 90, 1000)).isCloseTo(0.0286502, within(1e-6));
        assertThat(Proportions.probabilityOfChance(5, 10, 5, 10)).isCloseTo(1, within(1e-6));
        assertThat(Proportions.probabilityOfChance(0, 10, 0, 20)).isEqualTo(1);
        assertThat(Proportions.probabilityOfChance(1, 10, 0, 0)).isEqualTo(1);
    }

    @Property
    void aRateIsInItsInterval(
            @ForAll @IntRange(min = 1, max = 100_000) int of, @ForAll @IntRange(max = 100_000) int successes) {
        Rate rate = Proportions.rate(Math.min(of, successes), of);
        assertThat(rate.rate()).isBetween(rate.low(), rate.high());
        assertThat(rate.low()).isBetween(0.0, 1.0);
        assertThat(rate.high()).isBetween(0.0, 1.0);
    }

    @Property
    void whichIsCalledTheOtherDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 10_000) int of,
            @ForAll @IntRange(min = 1, max = 10_000) int ofOther,
            @ForAll @IntRange(max = 10_000) int successes,
            @ForAll @IntRange(max = 10_000) int others) {
        long one = Math.min(of, successes);
        long other = Math.min(ofOther, others);
        double chance = Proportions.probabilityOfChance(one, of, other, ofOther);
        assertThat(chance).isBetween(0.0, 1.0);
        assertThat(Proportions.probabilityOfChance(other, ofOther, one, of)).isCloseTo(chance, within(1e-12));
    }
}
