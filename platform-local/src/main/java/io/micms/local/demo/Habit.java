package io.micms.local.demo;

import java.time.Duration;
import java.util.Random;

/** How somebody buys: how often, and from when to when before now. */
enum Habit {
    LOYAL(15, 9, 19, 720, 0),
    REGULAR(35, 3, 8, 650, 10),
    ONCE(30, 1, 1, 720, 5),
    LAPSED(15, 2, 8, 720, 240),
    CURIOUS(5, 0, 0, 0, 0);

    private final int percent;
    private final int fewest;
    private final int most;
    private final int firstDaysAgo;
    private final int lastDaysAgo;

    Habit(int percent, int fewest, int most, int firstDaysAgo, int lastDaysAgo) {
        this.percent = percent;
        this.fewest = fewest;
        this.most = most;
        this.firstDaysAgo = firstDaysAgo;
        this.lastDaysAgo = lastDaysAgo;
    }

    static Habit any(Random random) {
        int draw = random.nextInt(100);
        for (Habit habit : values()) {
            draw -= habit.percent;
            if (draw < 0) {
                return habit;
            }
        }
        throw new IllegalStateException("The habits do not add up to 100 percent");
    }

    int orders(Random random) {
        return fewest + random.nextInt(most - fewest + 1);
    }

    /** How long before now one of the orders was placed. */
    Duration age(Random random) {
        long span = Duration.ofDays(firstDaysAgo - lastDaysAgo).toMinutes();
        return Duration.ofDays(lastDaysAgo).plusMinutes(random.nextLong(span));
    }
}
