package io.micms.campaign.profiles;

import io.micms.campaign.PlatformProperties;
import io.micms.platform.leasing.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Judges the profiles that a changed rule has made old, in the background. Which those are stands in the profiles, so that
 * it goes on wherever it was stopped, by whichever instance.
 */
@Component
public class Backfill {

    private static final Logger log = LoggerFactory.getLogger(Backfill.class);
    private static final int BATCH = 500;
    private static final Duration NOTED_EVERY = Duration.ofSeconds(1);
    private static final String ID = "backfill";
    private static final String CLOCK = "clock";

    private final Profiles profiles;
    private final ProfileUpdates updates;
    private final SegmentRules rules;
    private final Leases leases;
    private final MongoTemplate mongo;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ZoneId zone;
    private boolean sameClock;

    Backfill(
            Profiles profiles,
            ProfileUpdates updates,
            SegmentRules rules,
            Leases leases,
            MongoTemplate mongo,
            MeterRegistry meters,
            Clock clock,
            PlatformProperties platform) {
        this.profiles = profiles;
        this.updates = updates;
        this.rules = rules;
        this.leases = leases;
        this.mongo = mongo;
        this.meters = meters;
        this.clock = clock;
        this.zone = platform.timeZone();
    }

    /** @param waiting profiles to judge when it was last noted */
    @Document("backfills")
    record Run(@Id String id, long epoch, Instant startedAt, long waitingAtStart, Instant notedAt, long waiting) {}

    /**
     * How far the profiles have been judged by the rules of now.
     *
     * @param done profiles judged
     * @param total of all profiles
     * @param secondsLeft at the pace of so far; null where that is not known yet
     */
    public record Progress(long done, long total, @Nullable Long secondsLeft) {}

    /** Null once every profile has been judged by the rules as they are. */
    public @Nullable Progress progress() {
        long epoch = rules.current().epoch();
        if (!profiles.anyJudgedBefore(epoch)) {
            return null;
        }
        long total = profiles.count();
        Run run = mongo.findById(ID, Run.class);
        if (run == null || run.epoch() != epoch) {
            return new Progress(total - profiles.countJudgedBefore(epoch), total, null);
        }
        long done = run.waitingAtStart() - run.waiting();
        Duration taken = Duration.between(run.startedAt(), run.notedAt());
        return new Progress(
                Math.max(0, total - run.waiting()),
                total,
                done == 0 ? null : Math.round((double) taken.toMillis() / done * run.waiting() / 1000));
    }

    /** By which clock profiles are judged. */
    @Document("backfills")
    record JudgedBy(@Id String id, String timeZone) {}

    /** Where days begin at another time than before, everything is another matter. */
    private void followClock() {
        JudgedBy before = mongo.findById(CLOCK, JudgedBy.class);
        if (before != null && !before.timeZone().equals(zone.getId())) {
            profiles.judgeEverybodyAnew();
            log.info("Everybody is judged anew: days began in {}, and begin in {} now", before.timeZone(), zone);
        }
        // Last: what a crash has left half-done is done again.
        mongo.save(new JudgedBy(CLOCK, zone.getId()));
        sameClock = true;
    }

    @Scheduled(fixedDelayString = "${micms.profiles.backfill-every:300ms}")
    void run() {
        if (!sameClock) {
            followClock();
        }
        long epoch = rules.refresh().epoch();
        if (!profiles.anyJudgedBefore(epoch)) {
            return;
        }
        leases.run(ID, Pace.LEASE, () -> judgeAll(epoch));
    }

    private void judgeAll(long epoch) {
        Notes notes = new Notes(epoch);
        int judged = Pace.workOff(() -> {
            int reviewed = updates.reviewSome(most -> profiles.idsJudgedBefore(epoch, most), BATCH);
            meters.counter("micms.profiles.judged.again").increment(reviewed);
            notes.take(reviewed);
            return reviewed;
        });
        log.info("Judged {} profiles by rules of epoch {}", judged, epoch);
    }

    /** Keeps for everybody to see how far it has come. */
    private final class Notes {

        private final long epoch;
        private final Instant startedAt = clock.instant();
        private final long atStart;
        private long waiting;
        private Instant notedAt = startedAt;

        Notes(long epoch) {
            this.epoch = epoch;
            this.atStart = profiles.countJudgedBefore(epoch);
            this.waiting = atStart;
            save();
        }

        void take(int judged) {
            waiting = Math.max(0, waiting - judged);
            if (Duration.between(notedAt, clock.instant()).compareTo(NOTED_EVERY) >= 0) {
                notedAt = clock.instant();
                save();
            }
        }

        private void save() {
            mongo.save(new Run(ID, epoch, startedAt, atStart, notedAt, waiting));
        }
    }
}
