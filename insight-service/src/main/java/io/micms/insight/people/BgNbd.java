package io.micms.insight.people;

/**
 * BG/NBD: while customers are customers they buy at random at a rate of their own, and after each time they may leave for good.
 * Rates follow a gamma distribution over customers, the probabilities of leaving a beta distribution. Time is in weeks.
 *
 * <p>P. S. Fader, B. G. S. Hardie, K. L. Lee, "Counting Your Customers" the Easy Way: An Alternative to the Pareto/NBD Model,
 * Marketing Science 24 (2005) 275–284, of which the equations are numbered here. The probability of being a customer still is from the
 * same authors' note "Computing P(alive) Using the BG/NBD Model" (2008).
 *
 * @param r shape of the rates
 * @param alpha scale of the rates, in weeks
 * @param a first parameter of the probability of leaving
 * @param b second parameter of the probability of leaving
 */
record BgNbd(double r, double alpha, double a, double b) {

    private static final int TERMS = 10_000;
    private static final double PRECISION = 1e-12;

    BgNbd {
        if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
            throw new IllegalArgumentException("Parameters are positive: %s %s %s %s".formatted(r, alpha, a, b));
        }
    }

    /** The model under which the histories are likeliest. */
    record Fit(BgNbd model, double logLikelihood, int customers, int repeaters) {}

    static Fit fit(Histories histories) {
        // The start is in the range of published fits, with ages of the order of this data's.
        LikelihoodSearch.Maximum maximum = LikelihoodSearch.maximum(
                parameters -> logLikelihood(parameters[0], parameters[1], parameters[2], parameters[3], histories),
                new double[] {0.5, histories.meanAge() / 4, 0.7, 2});
        double[] at = maximum.parameters();
        return new Fit(
                new BgNbd(at[0], at[1], at[2], at[3]), maximum.value(), histories.customers(), histories.repeaters());
    }

    double logLikelihood(Histories histories) {
        return logLikelihood(r, alpha, a, b, histories);
    }

    /** Equation 6, as a sum of logarithms; what depends on few different values is computed once for each. */
    private static double logLikelihood(double r, double alpha, double a, double b, Histories histories) {
        double[] ages = histories.ages();
        double[] logs = new double[ages.length];
        for (int i = 0; i < ages.length; i++) {
            logs[i] = Math.log(alpha + ages[i]);
        }
        double[] rates = new double[histories.mostRepeats() + 1];
        double[] leavings = new double[histories.mostRepeats() + 1];
        double logAlpha = Math.log(alpha);
        double rate = 0;
        double stay = 0;
        for (int x = 0; x < rates.length; x++) {
            // ln Γ(r+x) − ln Γ(r) + r ln α, and ln B(a, b+x) − ln B(a, b), by what each step adds.
            rates[x] = rate + stay + r * logAlpha;
            leavings[x] = x == 0 ? Double.NEGATIVE_INFINITY : Math.log(a / (b + x - 1));
            rate += Math.log(r + x);
            stay += Math.log((b + x) / (a + b + x));
        }
        double sum = 0;
        for (int i = 0; i < histories.size(); i++) {
            int x = histories.x(i);
            double stayed = -(r + x) * logs[histories.age(i)];
            double log = rates[x] + stayed;
            if (x > 0) {
                double left = leavings[x] - (r + x) * logs[histories.lastAge(i)];
                double difference = left - stayed;
                log += difference > 0
                        ? difference + Math.log1p(Math.exp(-difference))
                        : Math.log1p(Math.exp(difference));
            }
            sum += log * histories.weight(i);
        }
        return sum;
    }

    /**
     * That somebody is a customer still.
     *
     * @param x how often they bought again
     * @param tx weeks from the first to the last time
     * @param t weeks from the first time to now
     */
    double probabilityAlive(int x, double tx, double t) {
        if (x == 0) {
            return 1;
        }
        return 1 / (1 + a / (b + x - 1) * Math.exp((r + x) * Math.log((alpha + t) / (alpha + tx))));
    }

    /**
     * That they buy at least once in the next weeks: they are a customer still, and at a rate that is gamma distributed with r + x and
     * α + T, given that they are, something happens.
     */
    double probabilityOfOrder(double weeks, int x, double tx, double t) {
        return probabilityAlive(x, tx, t) * -Math.expm1((r + x) * Math.log((alpha + t) / (alpha + t + weeks)));
    }

    /** How often they will buy in the next weeks: equation 10. */
    double expectedOrders(double weeks, int x, double tx, double t) {
        // At a = 1 the equation is 0/0; beside it, it is as near to its limit as anybody could want.
        double left = Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a;
        double z = weeks / (alpha + t + weeks);
        double series = hypergeometric(r + x, b + x, left + b + x - 1, z);
        double expected = (left + b + x - 1)
                / (left - 1)
                * (1 - Math.exp((r + x) * Math.log((alpha + t) / (alpha + t + weeks))) * series);
        return Math.max(0, expected * probabilityAlive(x, tx, t));
    }

    /** Gauss's hypergeometric function by its series, which converges for 0 ≤ z < 1. */
    private static double hypergeometric(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int j = 0; j < TERMS && Math.abs(term) > PRECISION * Math.abs(sum); j++) {
            term *= (a + j) * (b + j) / ((c + j) * (j + 1)) * z;
            sum += term;
        }
        return sum;
    }
}
