package io.micms.campaign.providers;

import io.micms.campaign.settings.Limits.Limit;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets through so many a second and so many at once, each waiting a little for its turn. */
final class Throttle {

    /** Longer than this nobody holds a place that others could have. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** More than are ever under way. */
    private static final int ALL = 1_000_000;

    private final Places places = new Places();
    private double perSecond;
    private long nextTurn = System.nanoTime();

    /** As many as the limit of now allows, while some of an earlier one may still be inside. */
    private static final class Places extends Semaphore {

        private static final long serialVersionUID = 1L;

        private int size = ALL;

        Places() {
            super(ALL);
        }

        synchronized void resize(int wanted) {
            if (wanted > size) {
                release(wanted - size);
            } else if (wanted < size) {
                reducePermits(size - wanted);
            }
            size = wanted;
        }
    }

    /**
     * Waits for a turn, if that takes not too long; whoever has one {@linkplain #leave() gives it back}.
     *
     * @param limit that holds now
     * @return zero if it is the caller's turn, else when to come again
     */
    Duration enter(Limit limit) {
        places.resize(limit.atOnce() > 0 ? limit.atOnce() : ALL);
        long wait = reserve(limit.rate());
        if (wait > PATIENCE_NANOS) {
            return Duration.ofNanos(wait);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(wait);
            return places.tryAcquire(PATIENCE_NANOS, TimeUnit.NANOSECONDS)
                    ? Duration.ZERO
                    : Duration.ofNanos(PATIENCE_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Duration.ofNanos(PATIENCE_NANOS);
        }
    }

    void leave() {
        places.release();
    }

    /** @return nanoseconds until the turn, which is taken only if that is not too long */
    private synchronized long reserve(double rate) {
        long now = System.nanoTime();
        if (rate != perSecond) {
            // Turns were given out by another measure: by this one the next may come sooner.
            nextTurn = Math.min(nextTurn, now + between(rate));
            perSecond = rate;
        }
        if (rate <= 0) {
            return 0;
        }
        long turn = Math.max(now, nextTurn);
        if (turn - now <= PATIENCE_NANOS) {
            nextTurn = turn + between(rate);
        }
        return turn - now;
    }

    private static long between(double rate) {
        return rate <= 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / rate);
    }
}
