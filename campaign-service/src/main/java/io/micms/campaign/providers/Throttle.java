package io.micms.campaign.providers;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets through so many a second and so many at once, each waiting a little for its turn. */
final class Throttle {

    /** Longer than this nobody holds a place that others could have. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final double perSecond;
    private final Semaphore places;
    private long nextTurn = System.nanoTime();

    Throttle(ProviderProperties.Limit limit) {
        this.perSecond = limit.perSecond();
        this.places = new Semaphore(limit.concurrency() > 0 ? limit.concurrency() : Integer.MAX_VALUE);
    }

    /**
     * Waits for a turn, if that takes not too long; whoever has one {@linkplain #leave() gives it back}.
     *
     * @return zero if it is the caller's turn, else when to come again
     */
    Duration enter() {
        long wait = reserve();
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
    private synchronized long reserve() {
        if (perSecond <= 0) {
            return 0;
        }
        long now = System.nanoTime();
        long turn = Math.max(now, nextTurn);
        if (turn - now <= PATIENCE_NANOS) {
            nextTurn = turn + (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        }
        return turn - now;
    }
}
