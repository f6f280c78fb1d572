package io.micms.platform.leasing;

import io.micms.platform.problem.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * Lets one of any number of instances do a piece of background work. This saves work and is no lock: whoever takes longer
 * than the lease has company, and a piece of work has to bear that.
 */
public final class Leases {

    private static final Duration ASKED_AGAIN_AFTER = Duration.ofMillis(20);

    private final LockProvider provider;
    private final Clock clock;

    Leases(LockProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * Runs the work unless another instance is at it.
     *
     * @param name of the work, the same in every instance of the service
     * @param atMost after which another instance may begin if this one has died at it
     */
    public void run(String name, Duration atMost, Runnable work) {
        Optional<SimpleLock> lease = lease(name, atMost);
        if (lease.isPresent()) {
            try {
                work.run();
            } finally {
                lease.get().unlock();
            }
        }
    }

    /**
     * Does the work as soon as nobody else is at work of that name.
     *
     * @param name of the work, the same in every instance of the service
     * @param atMost after which another may begin if this one has died at it; far longer than the work takes
     * @param patience how long to wait for the others
     * @throws Unavailable if the others are not done by then
     */
    public <T> T inTurn(String name, Duration atMost, Duration patience, Supplier<T> work) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<SimpleLock> lease;
        while ((lease = lease(name, atMost)).isEmpty()) {
            if (System.nanoTime() > end || !pause()) {
                throw new Unavailable("Others are doing the same at this moment; try again.", null);
            }
        }
        try {
            return work.get();
        } finally {
            lease.get().unlock();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(ASKED_AGAIN_AFTER);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<SimpleLock> lease(String name, Duration atMost) {
        return provider.lock(new LockConfiguration(clock.instant(), name, atMost, Duration.ZERO));
    }
}
