package io.micms.campaign.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {

    @Property
    void isNeverMoreNorLessThanCanBe(
            @ForAll @LongRange(min = 1, max = 1_000_000) long population,
            @ForAll @LongRange(max = 10_000) long sampled,
            @ForAll @LongRange(max = 10_000) long met) {
        long sample = Math.min(sampled, population);
        long found = Math.min(met, sample);

        Estimate estimate = Estimate.of(found, sample, population);

        assertThat(estimate.low()).isBetween(found, estimate.count());
        assertThat(estimate.high()).isBetween(estimate.count(), population - (sample - found));
    }

    @Test
    void isExactWhereEverybodyWasAsked() {
        assertThat(Estimate.of(7, 20, 20)).isEqualTo(new Estimate(7, 7, 7));
    }

    @ParameterizedTest
    @CsvSource({"0.5,2000,200000", "0.01,2000,200000", "0.3,2000,5000", "0.9,500,600"})
    void holdsTheTruthNineteenTimesOfTwenty(double share, int sample, int population) {
        Random random = new Random(7);
        int matching = (int) (share * population);
        int held = 0;
        int rounds = 4_000;
        for (int round = 0; round < rounds; round++) {
            int left = matching;
            int found = 0;
            for (int i = 0; i < sample; i++) {
                if (random.nextInt(population - i) < left) {
                    found++;
                    left--;
                }
            }
            Estimate estimate = Estimate.of(found, sample, population);
            if (estimate.low() <= matching && matching <= estimate.high()) {
                held++;
            }
        }
        assertThat((double) held / rounds).isBetween(0.935, 0.985);
    }
}
