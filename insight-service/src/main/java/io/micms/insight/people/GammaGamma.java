package io.micms.insight.people;

import java.util.HashMap;
import java.util.Map;
import org.hipparchus.special.Gamma;

/**
 * Gamma-Gamma: what a customer spends each time follows a gamma distribution around a mean of their own, and the means another one
 * over customers. It takes for granted that how much has nothing to do with how often.
 *
 * <p>P. S. Fader, B. G. S. Hardie, The Gamma-Gamma Model of Monetary Value (2013), of which the equations are numbered here.
 *
 * @param gamma in the currency of the amounts
 */
record GammaGamma(double p, double q, double gamma) {

    GammaGamma {
        if (!(p > 0 && q > 0 && gamma > 0)) {
            throw new IllegalArgumentException("Parameters are positive: %s %s %s".formatted(p, q, gamma));
        }
    }

    /** The model under which the amounts are likeliest. */
    record Fit(GammaGamma model, double logLikelihood, int customers) {}

    /**
     * @param times how often each customer bought again
     * @param means what they spent each of these times, on average; positive
     */
    static Fit fit(int[] times, double[] means) {
        double scale = 0;
        for (double mean : means) {
            scale += mean / means.length;
        }
        double[] scaled = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            scaled[i] = means[i] / scale;
        }
        LikelihoodSearch.Maximum maximum = LikelihoodSearch.maximum(
                parameters -> logLikelihood(parameters[0], parameters[1], parameters[2], times, scaled),
                new double[] {4, 4, 1});
        double[] at = maximum.parameters();
        // In the units of the amounts each density is smaller by the scale.
        return new Fit(
                new GammaGamma(at[0], at[1], at[2] * scale),
                maximum.value() - means.length * Math.log(scale),
                means.length);
    }

    /** Equation 1a, as a sum of logarithms. */
    private static double logLikelihood(double p, double q, double gamma, int[] times, double[] means) {
        Map<Integer, Double> constants = new HashMap<>();
        double logGammaOfQ = Gamma.logGamma(q);
        double logGamma = Math.log(gamma);
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            double px = p * times[i];
            sum += constants.computeIfAbsent(
                            times[i],
                            x -> Gamma.logGamma(px + q)
                                    - Gamma.logGamma(px)
                                    - logGammaOfQ
                                    + q * logGamma
                                    + px * Math.log(x))
                    + (px - 1) * Math.log(means[i])
                    - (px + q) * Math.log(gamma + means[i] * times[i]);
        }
        return sum;
    }

    /** Whether there is a mean over all customers at all. */
    boolean hasMean() {
        return q > 1;
    }

    /**
     * What a customer will spend each time: equation 5.
     *
     * @param x how often they bought again
     * @param mean what they spent each of these times, on average; of no meaning if there were none
     */
    double expectedSpend(int x, double mean) {
        return p * (gamma + (x == 0 ? 0 : mean * x)) / (p * x + q - 1);
    }
}
