package io.micms.platform.leasing;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * Lets one of any number of instances do a piece of background work. This saves work and is no lock: whoever takes longer
 * than the lease has company, and a piece of work has to bear that.
 */
public final class Leases {

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
        Optional<SimpleLock> lease = provider.lock(new LockConfiguration(clock.instant(), name, atMost, Duration.ZERO));
        if (lease.isPresent()) {
            try {
                work.run();
            } finally {
                lease.get().unlock();
            }
        }
    }
}
