package io.micms.campaign.profiles;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finishes what a crash or an outage left half-done, and judges the profiles that a changed rule has made old. Each of
 * its steps is a compare-and-set, so any number of instances may sweep at once.
 */
@Component
class ProfileSweeper {

    private static final Logger log = LoggerFactory.getLogger(ProfileSweeper.class);
    private static final int BATCH = 500;
    private static final int ROUNDS_AT_MOST = 20;

    private final Profiles profiles;
    private final ProfileUpdates updates;
    private final SegmentRules rules;
    private final Clock clock;

    ProfileSweeper(Profiles profiles, ProfileUpdates updates, SegmentRules rules, Clock clock) {
        this.profiles = profiles;
        this.updates = updates;
        this.rules = rules;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${micms.profiles.sweep-every:2s}")
    void finish() {
        updates.tellAgain(profiles.idsDue(clock.instant(), BATCH));
        updates.countOrders(profiles.idsAwaitingOrders(BATCH));
    }

    @Scheduled(fixedDelayString = "${micms.profiles.backfill-every:300ms}")
    void backfill() {
        long epoch = rules.current().epoch();
        int judged = 0;
        List<String> old = profiles.idsJudgedBefore(epoch, BATCH);
        for (int round = 0; round < ROUNDS_AT_MOST && !old.isEmpty(); round++) {
            updates.judge(old);
            judged += old.size();
            old = profiles.idsJudgedBefore(epoch, BATCH);
        }
        if (judged > 0) {
            log.info("Judged {} profiles by rules of epoch {}", judged, epoch);
        }
    }
}
