package io.micms.insight.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class GammaGammaTest {

    /** As published for CDNOW by Fader and Hardie (2013). */
    private static final GammaGamma PUBLISHED = new GammaGamma(6.25, 3.74, 15.44);

    @Test
    void expectsTheMeanOfAllOfWhomNothingIsKnown() {
        assertThat(PUBLISHED.expectedSpend(0, 0)).isCloseTo(6.25 * 15.44 / 2.74, within(1e-9));
    }

    /** A weighted mean of everybody's and the customer's own, whose weight grows with how often they bought. */
    @Test
    void trustsACustomersOwnAmountsTheMoreTheyAre() {
        double all = PUBLISHED.expectedSpend(0, 0);
        double before = all;
        for (int x = 1; x <= 50; x++) {
            double expected = PUBLISHED.expectedSpend(x, 200);
            assertThat(expected).isBetween(before, 200.0);
            before = expected;
        }
        assertThat(before).isCloseTo(200, withinPercentage(2));
    }

    @Test
    void findsTheParametersThatAmountsWereMadeWith() {
        RandomDataGenerator random = new RandomDataGenerator(11);
        int customers = 20_000;
        int[] times = new int[customers];
        double[] means = new double[customers];
        for (int i = 0; i < customers; i++) {
            times[i] = 1 + i % 6;
            double scale = 1 / random.nextGamma(3.74, 1 / 1544.0);
            for (int j = 0; j < times[i]; j++) {
                means[i] += random.nextGamma(6.25, scale) / times[i];
            }
        }

        GammaGamma.Fit fit = GammaGamma.fit(times, means);

        assertThat(fit.model().p()).isCloseTo(6.25, withinPercentage(5));
        assertThat(fit.model().q()).isCloseTo(3.74, withinPercentage(5));
        assertThat(fit.model().gamma()).isCloseTo(1544, withinPercentage(8));
        assertThat(fit.model().hasMean()).isTrue();
    }
}
