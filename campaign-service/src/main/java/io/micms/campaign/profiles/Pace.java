package io.micms.campaign.profiles;

import java.time.Duration;

/** Spreads background work, so that live events find the database and the processor free at least as long as it had them. */
final class Pace {

    private Pace() {}

    /** One piece of work. */
    @FunctionalInterface
    interface Work {

        /** @return how much was done; 0 if there was nothing left */
        int run();
    }

    /**
     * Works until nothing is left, resting after each piece for as long as it took.
     *
     * @return how much was done
     */
    static int workOff(Work work) {
        int all = 0;
        while (!Thread.currentThread().isInterrupted()) {
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

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
