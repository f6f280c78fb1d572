package io.micms.insight.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micms.insight.performance.Uplift.Interval;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static Comparison.Sample sample(int from, int to) {
        Comparison.Sample sample = new Comparison.Sample();
        IntStream.rangeClosed(from, to).forEach(sample::add);
        return sample;
    }

    /** Newcombe (1998), table II, method 10. */
    @Test
    void comparesSharesAsPublished() {
        Interval many = Comparison.ofShares(56, 70, 48, 80);
        assertThat(many.estimate()).isCloseTo(0.2, within(1e-12));
        assertThat(many.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(many.high()).isCloseTo(0.3339, within(5e-5));

        Interval few = Comparison.ofShares(9, 10, 3, 10);
        assertThat(few.low()).isCloseTo(0.1705, within(5e-5));
        assertThat(few.high()).isCloseTo(0.8090, within(5e-5));
    }

    /** With equal sizes and variances Welch's test is Student's, of whose distribution with 18 degrees of freedom 2.1009 leaves 2.5 %. */
    @Test
    void comparesMeans() {
        Interval interval = Comparison.ofMeans(sample(1, 10), sample(2, 11));

        assertThat(interval).isNotNull();
        double half = 2.100922 * Math.sqrt(2 * (55.0 / 6) / 10);
        assertThat(interval.estimate()).isCloseTo(-1, within(1e-12));
        assertThat(interval.low()).isCloseTo(-1 - half, within(1e-5));
        assertThat(interval.high()).isCloseTo(-1 + half, within(1e-5));
        assertThat(interval.significant()).isFalse();
    }

    @Test
    void saysNothingOfOneOrOfEquals() {
        assertThat(Comparison.ofMeans(sample(1, 1), sample(1, 10))).isNull();
        Comparison.Sample zeros = new Comparison.Sample();
        zeros.add(0);
        zeros.add(0);
        assertThat(Comparison.ofMeans(zeros, zeros)).isNull();
    }
}
