package io.micms.insight.people;

import io.micms.insight.people.PersonInsight.BestHour;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is most likely to look, from the hours at which they opened, clicked and ordered. How they spread over the day is taken
 * to be drawn from a Dirichlet distribution around everybody's hours (as strong as {@link #STRENGTH} observations), so that few
 * of their own move little. Of the best hour is said how likely it is to be best, give or take an hour, by drawing from what is left
 * of that distribution after the observations.
 */
final class BestHours {

    static final int RESPONSES_OF_THEIR_OWN = 5;
    static final int RESPONSES_OF_EVERYBODY = 50;

    private static final int HOURS = 24;
    private static final double STRENGTH = 12;
    private static final int DRAWS = 1_000;
    private static final long SEED = 20_261_101;

    private BestHours() {}

    /**
     * @param own 24 numbers
     * @param everybody 24 numbers
     */
    static BestHour of(List<Integer> own, List<Integer> everybody, String timeZone) {
        int responses = own.stream().mapToInt(Integer::intValue).sum();
        int all = everybody.stream().mapToInt(Integer::intValue).sum();
        if (responses < RESPONSES_OF_THEIR_OWN) {
            Integer hour = ofEverybody(everybody);
            if (hour == null) {
                return new BestHour(
                        null,
                        timeZone,
                        BestHour.Basis.NOTHING,
                        responses,
                        null,
                        "Too little was opened, clicked and ordered so far to tell a good hour.");
            }
            return new BestHour(
                    hour,
                    timeZone,
                    BestHour.Basis.EVERYBODY,
                    responses,
                    null,
                    "Around %02d:00 customers open, click and order most. This one did so %d times, which is too little to go by: it takes %d."
                            .formatted(hour, responses, RESPONSES_OF_THEIR_OWN));
        }
        double[] posterior = new double[HOURS];
        double[] prior = shares(everybody, all);
        for (int hour = 0; hour < HOURS; hour++) {
            posterior[hour] = prior[hour] * STRENGTH + own.get(hour);
        }
        int hour = best(posterior);
        double probability = probability(hour, posterior);
        return new BestHour(
                hour,
                timeZone,
                BestHour.Basis.OWN,
                responses,
                probability,
                "Of %d times that they opened, clicked or ordered, %d were within an hour of %02d:00. That this is their best time, give or take an hour, has a probability of %.0f%%."
                        .formatted(responses, around(own, hour), hour, 100 * probability));
    }

    /**
     * The hour around which everybody answers most; null while there are too few responses to tell.
     *
     * @param everybody 24 numbers
     */
    static @Nullable Integer ofEverybody(List<Integer> everybody) {
        int all = everybody.stream().mapToInt(Integer::intValue).sum();
        return all < RESPONSES_OF_EVERYBODY ? null : Integer.valueOf(best(shares(everybody, all)));
    }

    /** Nobody is awake at no hour at all: each has a little. */
    private static double[] shares(List<Integer> hours, int all) {
        double[] shares = new double[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            shares[hour] = (hours.get(hour) + 1.0) / (all + HOURS);
        }
        return shares;
    }

    /** How many responses were within an hour of one. */
    static int around(List<Integer> hours, int hour) {
        return hours.get((hour + HOURS - 1) % HOURS) + hours.get(hour) + hours.get((hour + 1) % HOURS);
    }

    /** The hour with most in it and the two beside it, which count half. */
    private static int best(double[] weights) {
        int best = 0;
        for (int hour = 1; hour < HOURS; hour++) {
            if (smoothed(weights, hour) > smoothed(weights, best)) {
                best = hour;
            }
        }
        return best;
    }

    private static double smoothed(double[] weights, int hour) {
        return weights[hour] + (weights[(hour + HOURS - 1) % HOURS] + weights[(hour + 1) % HOURS]) / 2;
    }

    private static double probability(int hour, double[] posterior) {
        RandomDataGenerator random = new RandomDataGenerator(SEED);
        int near = 0;
        double[] draw = new double[HOURS];
        for (int i = 0; i < DRAWS; i++) {
            for (int each = 0; each < HOURS; each++) {
                // Gammas of one scale are a Dirichlet's draw but for their sum, which does not change which is the
                // greatest.
                draw[each] = random.nextGamma(posterior[each], 1);
            }
            int distance = Math.abs(best(draw) - hour);
            if (Math.min(distance, HOURS - distance) <= 1) {
                near++;
            }
        }
        return (double) near / DRAWS;
    }
}
