package io.micms.campaign.profiles;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finishes what a crash or an outage left half-done. Each of its steps is a compare-and-set, so any number of instances may
 * sweep at once.
 */
@Component
class ProfileSweeper {

    private static final int BATCH = 500;

    private final Profiles profiles;
    private final ProfileUpdates updates;
    private final Clock clock;

    ProfileSweeper(Profiles profiles, ProfileUpdates updates, Clock clock) {
        this.profiles = profiles;
        this.updates = updates;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${micms.profiles.sweep-every:2s}")
    void tellAgain() {
        updates.tellAgain(profiles.idsDue(clock.instant(), BATCH));
    }

    @Scheduled(fixedDelayString = "${micms.profiles.sweep-every:2s}")
    void countWhatCameFirst() {
        updates.countUncounted(profiles.idsAwaitingOrders(BATCH));
    }

    @Scheduled(fixedDelayString = "${micms.profiles.sweep-every:2s}")
    void countWhatIsDue() {
        updates.countDue(BATCH);
    }
}
