package io.micms.insight.people;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Looks for the positive parameters at which a likelihood is greatest, over their logarithms, by Nelder and Mead's method. A simplex
 * may shrink before it has arrived, so it is set out again from where it ended until that gains nothing.
 */
final class LikelihoodSearch {

    private static final int EVALUATIONS = 4_000;
    private static final int ROUNDS = 8;
    private static final double GAIN = 1e-6;

    private LikelihoodSearch() {}

    record Maximum(double[] parameters, double value) {}

    static Maximum maximum(ToDoubleFunction<double[]> logLikelihood, double[] start) {
        double[] at = Arrays.stream(start).map(Math::log).toArray();
        double best = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            PointValuePair found = new SimplexOptimizer(new SimpleValueChecker(1e-11, 1e-8))
                    .optimize(
                            new MaxEval(EVALUATIONS),
                            new ObjectiveFunction(logs -> value(logLikelihood, logs)),
                            GoalType.MAXIMIZE,
                            new InitialGuess(at),
                            new NelderMeadSimplex(start.length, 0.3));
            at = found.getPoint();
            boolean settled = found.getValue() - best < GAIN;
            best = Math.max(best, found.getValue());
            if (settled) {
                break;
            }
        }
        return new Maximum(exponentials(at), best);
    }

    private static double value(ToDoubleFunction<double[]> logLikelihood, double[] logs) {
        double value = logLikelihood.applyAsDouble(exponentials(logs));
        // Far out the likelihood overflows; there is nothing to look for.
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    private static double[] exponentials(double[] logs) {
        return Arrays.stream(logs).map(Math::exp).toArray();
    }
}
