package io.micms.campaign.profiles;

import io.micms.platform.leasing.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at profiles again when time alone may have changed who is in a segment. Those who fall due at once are worked off
 * the longest due first and in small batches, between which live events have their turn.
 */
@Component
class Timers {

    private static final int BATCH = 200;

    private final Profiles profiles;
    private final ProfileUpdates updates;
    private final Leases leases;
    private final MeterRegistry meters;
    private final Clock clock;

    Timers(Profiles profiles, ProfileUpdates updates, Leases leases, MeterRegistry meters, Clock clock) {
        this.profiles = profiles;
        this.updates = updates;
        this.leases = leases;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${micms.profiles.timers-every:500ms}")
    void fire() {
        if (!profiles.idsToReview(clock.instant(), 1).isEmpty()) {
            leases.run("timers", Pace.LEASE, () -> Pace.workOff(this::reviewSome));
        }
    }

    private int reviewSome() {
        int reviewed = updates.reviewSome(most -> profiles.idsToReview(clock.instant(), most), BATCH);
        meters.counter("micms.profiles.reviewed").increment(reviewed);
        return reviewed < BATCH ? 0 : reviewed;
    }
}
