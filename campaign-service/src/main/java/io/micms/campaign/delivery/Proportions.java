package io.micms.campaign.delivery;

/**
 * What rates of a sample say of everybody.
 *
 * <p>The interval is Wilson's score interval at 95 % (Wilson 1927, "Probable Inference, the Law of Succession, and
 * Statistical Inference"), which holds for small samples and for rates near 0 and 1 too. Two rates are compared with the
 * pooled two-proportion z-test, two-sided (Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", chapter
 * 3); it wants a few successes and failures in each.
 */
public final class Proportions {

    private static final double Z_95 = 1.959963984540054;

    private Proportions() {}

    /**
     * @param low of the interval
     * @param high of the interval
     */
    public record Rate(long successes, long of, double rate, double low, double high) {}

    /** A rate with its interval; 0 with an interval from 0 to 1 where there is nothing to take it of. */
    public static Rate rate(long successes, long of) {
        if (of == 0) {
            return new Rate(0, 0, 0, 0, 1);
        }
        double p = (double) successes / of;
        double z2 = Z_95 * Z_95;
        double centre = (p + z2 / (2 * of)) / (1 + z2 / of);
        double half = Z_95 / (1 + z2 / of) * Math.sqrt(p * (1 - p) / of + z2 / (4.0 * of * of));
        // At the ends the interval touches the end itself; only rounding says otherwise.
        double low = successes == 0 ? 0 : Math.max(0, centre - half);
        double high = successes == of ? 1 : Math.min(1, centre + half);
        return new Rate(successes, of, p, low, high);
    }

    /** How likely chance alone makes two rates differ at least so much; 1 where there is nothing to compare. */
    public static double probabilityOfChance(long successes, long of, long otherSuccesses, long ofOther) {
        if (of == 0 || ofOther == 0) {
            return 1;
        }
        double pooled = (double) (successes + otherSuccesses) / (of + ofOther);
        double variance = pooled * (1 - pooled) * (1.0 / of + 1.0 / ofOther);
        if (variance == 0) {
            return 1;
        }
        double z = Math.abs((double) successes / of - (double) otherSuccesses / ofOther) / Math.sqrt(variance);
        return Math.min(1, 2 * upperTail(z));
    }

    /**
     * What of the standard normal distribution lies above z, which is not negative; absolute error below 7.5e-8 (Abramowitz
     * and Stegun, "Handbook of Mathematical Functions", 26.2.17).
     */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return density * series;
    }
}
