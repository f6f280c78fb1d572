package io.micms.campaign.profiles;

import java.time.Duration;

/**
 * Spreads background work, so that live events find the database and the processor free at least as long as it had them. It
 * is done in stretches, within the lease of the instance that does it.
 */
final class Pace {

    static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration STRETCH = Duration.ofSeconds(20);

    private Pace() {}

    /** One piece of work. */
    @FunctionalInterface
    interface Work {

        /** @return how much was done; 0 if there was nothing left */
        int run();
    }

    /**
     * Works until nothing is left, or the stretch is over, resting after each piece for as long as it took.
     *
     * @return how much was done
     */
    static int workOff(Work work) {
        int all = 0;
        long end = System.nanoTime() + STRETCH.toNanos();
        while (!Thread.currentThread().isInterrupted() && System.nanoTime() < end) {
            long begin = System.nanoTime();
            int done = work.run();
            all += done;
            if (done == 0) {
                break;
            }
            rest(Duration.ofNanos(System.nanoTime() - begin));
        }
        return all;
    }

    /** @return false if it was interrupted */
    static boolean rest(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
