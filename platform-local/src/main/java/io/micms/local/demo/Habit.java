package io.micms.local.demo;

import java.time.Duration;
import java.util.Random;

/**
 * How somebody buys: at a rate of their own, until they stop, which may be after any purchase. That is what BG/NBD takes for granted
 * (Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2), 2005), so that its model has something to
 * find here.
 *
 * @param firstBefore how long ago they came
 * @param perWeek how often they think of buying
 * @param stopping how likely each purchase is the last, from 0 to 1
 * @param basket how many different things they buy at once, at most
 */
record Habit(Duration firstBefore, double perWeek, double stopping, int basket) {

    /** How long ago the first of them came. */
    static final Duration LONGEST = Duration.ofDays(720);

    private static final double PER_WEEK_ON_AVERAGE = 0.23;
    private static final double STAYING = 7;
    private static final double MINUTES_A_WEEK = Duration.ofDays(7).toMinutes();

    static Habit any(Random random) {
        return new Habit(
                Duration.ofMinutes(random.nextLong(LONGEST.toMinutes())),
                PER_WEEK_ON_AVERAGE * exponential(random),
                // Of the beta distribution with 1 and STAYING.
                1 - Math.pow(random.nextDouble(), 1 / STAYING),
                1 + (int) Math.min(4, 1.5 * exponential(random)));
    }

    /** How long it takes until they think of buying again. */
    Duration pause(Random random) {
        return Duration.ofMinutes(1 + (long) (MINUTES_A_WEEK * exponential(random) / perWeek));
    }

    boolean stops(Random random) {
        return random.nextDouble() < stopping;
    }

    /** With a mean of 1. */
    private static double exponential(Random random) {
        return -Math.log(1 - random.nextDouble());
    }
}
