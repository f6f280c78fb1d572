package io.micms.insight.performance;

import io.micms.insight.performance.Uplift.Interval;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.jspecify.annotations.Nullable;

/** Differences between two groups of people, and how sure they are. */
final class Comparison {

    private static final double TAIL = 1 - (1 - Uplift.CONFIDENCE) / 2;
    private static final double Z = new NormalDistribution(0, 1).inverseCumulativeProbability(TAIL);

    private Comparison() {}

    /**
     * The first share less the second, by the hybrid score interval: R. G. Newcombe, Interval estimation for the difference between
     * independent proportions, Statistics in Medicine 17 (1998) 873–890, method 10.
     */
    static Interval ofShares(long successes, long people, long otherSuccesses, long otherPeople) {
        double p = (double) successes / people;
        double q = (double) otherSuccesses / otherPeople;
        Interval one = wilson(p, people);
        Interval other = wilson(q, otherPeople);
        double difference = p - q;
        return new Interval(
                difference,
                difference - Math.hypot(p - one.low(), other.high() - q),
                difference + Math.hypot(one.high() - p, q - other.low()));
    }

    /** E. B. Wilson's score interval (1927) of a single share. */
    private static Interval wilson(double share, long people) {
        double z2 = Z * Z;
        double middle = (share + z2 / (2 * people)) / (1 + z2 / people);
        double half = Z / (1 + z2 / people) * Math.sqrt(share * (1 - share) / people + z2 / (4.0 * people * people));
        return new Interval(share, middle - half, middle + half);
    }

    /**
     * The first mean less the second: B. L. Welch, The generalization of "Student's" problem when several different population
     * variances are involved, Biometrika 34 (1947) 28–35.
     *
     * @return null with less than two of either, and where nobody differs from anybody
     */
    static @Nullable Interval ofMeans(Sample one, Sample other) {
        if (one.size() < 2 || other.size() < 2) {
            return null;
        }
        double first = one.variance() / one.size();
        double second = other.variance() / other.size();
        double error = first + second;
        if (error == 0) {
            return null;
        }
        double freedom = error * error / (first * first / (one.size() - 1) + second * second / (other.size() - 1));
        double half = new TDistribution(freedom).inverseCumulativeProbability(TAIL) * Math.sqrt(error);
        double difference = one.mean() - other.mean();
        return new Interval(difference, difference - half, difference + half);
    }

    /** Mean and variance of numbers as they come, by Welford's method. */
    static final class Sample {

        private long size;
        private double mean;
        private double squares;

        void add(double value) {
            size++;
            double before = value - mean;
            mean += before / size;
            squares += before * (value - mean);
        }

        long size() {
            return size;
        }

        double mean() {
            return mean;
        }

        double variance() {
            return size < 2 ? 0 : squares / (size - 1);
        }
    }
}
