package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.campaigns.Schedule;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.Slot;
import io.micms.campaign.profiles.AudienceListener;
import io.micms.campaign.profiles.Backfill;
import io.micms.campaign.profiles.Membership;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.profiles.Profiles.Member;
import io.micms.platform.leasing.Leases;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.publishing.CompetingWrites;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Puts a campaign's audience into the ledger: at once whoever joins while it is live, and in the background whoever was
 * in the segment when an occurrence began. The campaign is running before the background run begins, so between the two
 * nobody slips through; who is met by both stands in the ledger once.
 */
@Component
class Enrolment implements AudienceListener {

    private static final Logger log = LoggerFactory.getLogger(Enrolment.class);
    private static final int BATCH = 500;
    /** Where live audiences go first. */
    private static final int FEW = 10;

    /**
     * Enrolling goes on for so long at a time, and the campaigns that wait for it share that. An instance that dies at it is
     * waited for until its lease has run out; what takes longer than the lease another instance does again, which changes nothing.
     */
    private static final Duration STRETCH = Duration.ofSeconds(10);

    private static final Duration LEASE = Duration.ofSeconds(30);

    /** People stop a campaign, and time completes it, hardly ever at once. */
    private static final int ATTEMPTS = 10;

    private static final String PROGRESS = "enrolments";

    private final Campaigns campaigns;
    private final Profiles profiles;
    private final Ledger ledger;
    private final Sender sender;
    private final GivingWay way;
    private final TimeZones zones;
    private final Leases leases;
    private final Backfill backfill;
    private final MongoTemplate mongo;
    private final Clock clock;

    Enrolment(
            Campaigns campaigns,
            Profiles profiles,
            Ledger ledger,
            Sender sender,
            GivingWay way,
            TimeZones zones,
            Leases leases,
            Backfill backfill,
            MongoTemplate mongo,
            Clock clock) {
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.ledger = ledger;
        this.sender = sender;
        this.way = way;
        this.zones = zones;
        this.leases = leases;
        this.backfill = backfill;
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public void joined(List<Joining> joinings) {
        Map<String, List<Joining>> bySegment = joinings.stream().collect(Collectors.groupingBy(Joining::segmentId));
        Instant now = clock.instant();
        List<String> entered = new ArrayList<>();
        for (Campaign campaign : campaigns.liveOn(bySegment.keySet())) {
            if (campaign.takesJoining(now)) {
                enter(campaign, Objects.requireNonNull(bySegment.get(campaign.segmentId())), now);
                entered.add(campaign.id());
                sender.wake();
            }
        }
        if (!entered.isEmpty()) {
            goOnWhereEnded(entered, campaigns.runningAmong(entered));
        }
    }

    /**
     * One that has ended since it was read may have been done with before the rows came in: then nobody would look for them any
     * more.
     */
    private void goOnWhereEnded(Collection<String> entered, Set<String> running) {
        List<String> others =
                entered.stream().filter(id -> !running.contains(id)).toList();
        CompetingWrites.repeat(ATTEMPTS, () -> {
            campaigns.goOn(others, clock.instant());
            return others;
        });
    }

    /** Those who are new, those who were passed over before, and those whose last time is long enough ago. */
    private void enter(Campaign campaign, List<Joining> joinings, Instant now) {
        List<String> customers =
                joinings.stream().map(Joining::customerId).distinct().toList();
        Optional<Duration> again = campaign.reentryAfter();
        if (again.isEmpty()) {
            List<Message> rows = customers.stream()
                    .map(customer -> row(campaign, customer, 0, now))
                    .toList();
            if (ledger.enter(rows) < rows.size()) {
                ledger.queueAgain(rows.stream().map(Message::id).toList());
            }
            return;
        }
        Map<String, Message> latest = ledger.latest(campaign.id(), customers);
        List<Message> rows = new ArrayList<>();
        List<String> standing = new ArrayList<>();
        for (Joining joining : joinings) {
            Message last = latest.get(joining.customerId());
            if (last == null) {
                rows.add(row(campaign, joining.customerId(), 0, now));
            } else if (isLongEnoughAgo(last, joining, again.get())) {
                rows.add(row(campaign, joining.customerId(), last.occurrence() + 1, now));
            } else {
                standing.add(last.id());
            }
        }
        ledger.enter(rows);
        ledger.queueAgain(standing);
    }

    /** By when they joined, which is the same however often it is told. */
    private static boolean isLongEnoughAgo(Message last, Joining joining, Duration again) {
        Instant then = last.sentAt() == null ? last.queuedAt() : last.sentAt();
        return last.state().isFinal() && !joining.since().isBefore(then.plus(again));
    }

    private static Message row(Campaign campaign, String customerId, int occurrence, Instant now) {
        Slot slot = new Slot(campaign.id(), customerId, campaign.channel(), 0, occurrence);
        if (campaign.holdsOut(customerId)) {
            return Message.holdOut(slot, now);
        }
        if (campaign.awaitsWinner(customerId)) {
            Message waiting = Message.queue(slot, null, now);
            waiting.defer(Reason.AWAITING_WINNER, Objects.requireNonNull(campaign.decisionAt()));
            return waiting;
        }
        return Message.queue(slot, campaign.variantOf(customerId), now);
    }

    /**
     * Whether somebody was in the segment as the occurrence began; of a live campaign, or came while it takes in who comes. Whoever
     * was judged by the segment's rule only afterwards was in it all the time.
     */
    private static boolean isOfAudience(Campaign campaign, Member member) {
        Instant began = campaign.occurrenceAt();
        return began == null
                || !member.since().isAfter(began)
                || member.reason() == Membership.Reason.SEGMENT_CHANGED
                || campaign.takesJoining(member.since());
    }

    private Message row(Campaign campaign, Member member, Instant now) {
        Message row = row(campaign, member.customer().id(), campaign.occurrence(), now);
        Schedule schedule = campaign.schedule();
        if (row.state() == Message.State.QUEUED && schedule != null && schedule.goesByRecipientsClock()) {
            Instant theirs = schedule.inZone(zones.of(member.customer()));
            if (theirs.isAfter(now)) {
                row.defer(Reason.RECIPIENTS_TIME, theirs);
            }
        }
        return row;
    }

    @Scheduled(fixedDelayString = "${micms.delivery.enrol-every:500ms}")
    void enrolMembers() {
        List<Campaign> waiting = campaigns.running().stream()
                .filter(campaign -> !campaign.isEnrolled())
                .toList();
        if (!waiting.isEmpty()) {
            Duration each = STRETCH.dividedBy(waiting.size());
            leases.run("enrolment", LEASE, () -> waiting.forEach(campaign -> enrol(campaign, each)));
        }
    }

    /**
     * How far a run has come: after whom it goes on, and how many it has met.
     *
     * @param early whether somebody had yet to be judged by the rules of now; then all are looked at once more when nobody has
     */
    private record Progress(String after, long people, boolean early) {

        static final Progress NONE = new Progress("", 0, false);
    }

    /** @param atMost after which the rest is left to the next run */
    private void enrol(Campaign campaign, Duration atMost) {
        String id = campaign.id() + ":" + campaign.occurrence();
        boolean allJudged = backfill.progress() == null;
        Progress progress = progress(id);
        if (allJudged && progress.early()) {
            progress = Progress.NONE;
        }
        long end = System.nanoTime() + atMost.toNanos();
        GivingWay.Turn turn = way.begin();
        List<Member> members = next(campaign, progress);
        while (!members.isEmpty()) {
            Instant now = clock.instant();
            List<Message> rows = members.stream()
                    .filter(member -> isOfAudience(campaign, member))
                    .map(member -> row(campaign, member, now))
                    .toList();
            way.pause();
            ledger.enter(rows);
            sender.wake();
            progress = new Progress(members.getLast().customer().id(), progress.people() + rows.size(), !allJudged);
            note(id, progress);
            Set<String> running = campaigns.runningAmong(List.of(campaign.id()));
            goOnWhereEnded(List.of(campaign.id()), running);
            if (System.nanoTime() > end || running.isEmpty()) {
                return;
            }
            turn.rest();
            turn = way.begin();
            members = next(campaign, progress);
        }
        if (!allJudged) {
            note(id, new Progress(progress.after(), progress.people(), true));
            return;
        }
        try {
            Campaign current = campaigns.get(campaign.id());
            if (current.occurrence() == campaign.occurrence()) {
                current.enrolled(progress.people(), clock.instant());
                campaigns.save(current);
                log.info(
                        "Campaign {} has its audience of occurrence {} in the ledger: {}",
                        campaign.id(),
                        campaign.occurrence(),
                        progress.people());
            }
        } catch (StaleDocument e) {
            log.debug("Campaign {} was changed meanwhile; its enrolment is noted in the next round", campaign.id());
        }
    }

    private List<Member> next(Campaign campaign, Progress progress) {
        return profiles.joinedAfter(campaign.segmentId(), progress.after(), way.isAsked() ? FEW : BATCH);
    }

    private void note(String id, Progress progress) {
        mongo.upsert(
                new Query(Criteria.where("_id").is(id)),
                new Update()
                        .set("after", progress.after())
                        .set("people", progress.people())
                        .set("early", progress.early()),
                PROGRESS);
    }

    private Progress progress(String id) {
        @Nullable Document stored = mongo.findById(id, Document.class, PROGRESS);
        return stored == null
                ? Progress.NONE
                : new Progress(
                        stored.getString("after"),
                        stored.get("people", Number.class).longValue(),
                        Boolean.TRUE.equals(stored.getBoolean("early")));
    }
}
