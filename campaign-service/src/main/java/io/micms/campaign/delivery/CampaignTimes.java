package io.micms.campaign.delivery;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.campaigns.Decision;
import io.micms.campaign.campaigns.Decision.Figure;
import io.micms.campaign.campaigns.FollowUp;
import io.micms.campaign.campaigns.Variant;
import io.micms.campaign.campaigns.Winner.Measure;
import io.micms.campaign.delivery.Funnel.Figures;
import io.micms.campaign.delivery.Funnel.Group;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.settings.DeliverySettings.AutomaticPause;
import io.micms.campaign.settings.Settings;
import io.micms.platform.leasing.Leases;
import io.micms.platform.problem.StaleDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What becomes of campaigns as time passes: an occurrence begins, a winner is chosen, a step follows, what went wrong is
 * paused, what is over is closed. One instance does it at a time, and each piece bears to be done twice.
 */
@Component
class CampaignTimes {

    private static final Logger log = LoggerFactory.getLogger(CampaignTimes.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    /** While those who try variants have yet to get them. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(15);

    /** What a live campaign sent before is not what it does now. */
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    private final Campaigns campaigns;
    private final Ledger ledger;
    private final Wordings wordings;
    private final Funnel funnel;
    private final Caps caps;
    private final Sender sender;
    private final Settings settings;
    private final Leases leases;
    private final ZoneId platform;
    private final Clock clock;

    /** The limits by which this instance has looked at what came back of all campaigns that run; null while it has not. */
    private volatile @Nullable AutomaticPause lookedBy;

    CampaignTimes(
            Campaigns campaigns,
            Ledger ledger,
            Wordings wordings,
            Funnel funnel,
            Caps caps,
            Sender sender,
            Settings settings,
            Leases leases,
            PlatformProperties platform,
            Clock clock) {
        this.campaigns = campaigns;
        this.ledger = ledger;
        this.wordings = wordings;
        this.funnel = funnel;
        this.caps = caps;
        this.sender = sender;
        this.settings = settings;
        this.leases = leases;
        this.platform = platform.timeZone();
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${micms.delivery.times-every:1s}")
    void pass() {
        pauseWhatComesBack();
        leases.run("campaign-times", LEASE, () -> {
            begin();
            chooseWinners();
            followUp();
            giveUp();
            clearStopped();
            complete();
        });
    }

    private void begin() {
        for (Campaign campaign : campaigns.due(clock.instant())) {
            campaign.begin(clock.instant(), platform);
            if (saved(campaign)) {
                log.info("Occurrence {} of campaign {} has begun", campaign.occurrence(), campaign.id());
            }
        }
    }

    private boolean saved(Campaign campaign) {
        try {
            campaigns.save(campaign);
            return true;
        } catch (StaleDocument e) {
            log.debug("Campaign {} was changed meanwhile; the next round sees to it", campaign.id());
            return false;
        }
    }

    private List<Campaign> running(Predicate<Campaign> which) {
        return campaigns.running().stream().filter(which).toList();
    }

    private void chooseWinners() {
        Instant now = clock.instant();
        running(campaign -> campaign.isToBeDecided(now)).forEach(campaign -> chooseWinner(campaign, now));
    }

    /** A variant is judged when everybody who tries it has had it for long enough. */
    private void chooseWinner(Campaign campaign, Instant now) {
        List<Group> tried = funnel.ofOccurrence(campaign.id(), campaign.occurrence()).stream()
                .filter(group -> group.variant() != null)
                .toList();
        Instant notBefore =
                notBefore(tried, Objects.requireNonNull(campaign.winner()).length(), now);
        Campaign current = campaigns.get(campaign.id());
        if (!current.isToBeDecided(now)) {
            return;
        }
        if (notBefore.isAfter(now)) {
            current.putOffDecision(notBefore, now);
            saved(current);
            return;
        }
        Decision decision = decision(campaign, tried, now);
        current.decided(decision);
        if (saved(current)) {
            log.info("Variant {} of campaign {} goes to the rest of the audience", decision.winner(), campaign.id());
            sender.wake();
        }
    }

    /**
     * When those who try have had their messages for long enough; or when to look again, while some of the messages have yet to
     * go out. Once some have, nobody waits for those that their provider refuses, which may be for days. Of those who try nobody
     * may be there, or may be written to: then there is nothing to wait for.
     */
    private static Instant notBefore(List<Group> tried, Duration length, Instant now) {
        Instant last = tried.stream()
                .map(Group::lastSentAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        boolean toCome = tried.stream()
                .anyMatch(group -> !group.state().isFinal()
                        && (last == null || group.state() == State.SENDING || group.reason() != Reason.PROVIDER_BUSY));
        if (toCome) {
            return now.plus(length.compareTo(LOOK_AGAIN_AFTER) < 0 ? length : LOOK_AGAIN_AFTER);
        }
        return last == null ? now : last.plus(length);
    }

    private static Decision decision(Campaign campaign, List<Group> tried, Instant now) {
        Measure by = Objects.requireNonNull(campaign.winner()).measure();
        Map<String, Figures> variants = tried.stream()
                .collect(Collectors.groupingBy(
                        group -> String.valueOf(group.variant()),
                        Collectors.collectingAndThen(Collectors.toList(), Figures::of)));
        List<Figure> figures = IntStream.range(0, campaign.variants().size())
                .mapToObj(Variant::key)
                .map(key -> figure(key, variants.getOrDefault(key, Figures.of(List.of())), by))
                .toList();
        String winner = figures.getFirst().variant();
        double best = -1;
        for (Figure figure : figures) {
            double rate = figure.sent() == 0 ? 0 : (double) figure.successes() / figure.sent();
            if (rate > best) {
                best = rate;
                winner = figure.variant();
            }
        }
        return new Decision(campaign.occurrence(), winner, now, by, figures);
    }

    private static Figure figure(String variant, Figures figures, Measure by) {
        return new Figure(variant, figures.accepted(), by == Measure.OPENS ? figures.opened() : figures.clicked());
    }

    /**
     * The next step is in the queue before it is noted that it was seen to. Of a message that turned out late to have been sent
     * it is only planned now.
     */
    private void followUp() {
        List<Message> due = ledger.followUpsDue(BATCH);
        while (!due.isEmpty()) {
            Map<String, Campaign> known =
                    campaigns.findAll(due.stream().map(Message::campaignId).collect(Collectors.toSet()));
            Instant now = clock.instant();
            List<Message> next = new ArrayList<>();
            for (Message message : due) {
                Campaign campaign = known.get(message.campaignId());
                Duration wait = campaign == null || campaign.state() == Campaign.State.STOPPED
                        ? null
                        : campaign.followUp(message.step())
                                .map(FollowUp::length)
                                .orElse(null);
                Instant sentAt = message.sentAt();
                if (wait != null && sentAt != null && sentAt.plus(wait).isAfter(now)) {
                    message.followUp(sentAt.plus(wait));
                    continue;
                }
                if (wait != null) {
                    // What was settled late may be followed up after everything else had come to its end.
                    if (campaign.state() == Campaign.State.COMPLETED) {
                        campaigns.reopen(campaign.id(), now);
                    }
                    next.add(Message.queue(message.nextStep(), null, now));
                }
                message.followedUp();
            }
            ledger.enter(next);
            // What somebody else wrote meanwhile is found again.
            ledger.saveAll(due);
            sender.wake();
            due = due.size() < BATCH ? List.of() : ledger.followUpsDue(BATCH);
        }
    }

    /**
     * Whose sender has not been heard of for longer than all of a provider's timeouts. What this instance has in hand it knows
     * of, however late the clock says that it is.
     */
    private void giveUp() {
        List<Message> expired = ledger.leaseExpired(BATCH).stream()
                .filter(message -> !sender.isUnderWay(message.id()))
                .toList();
        expired.forEach(message -> message.unconfirmed(Reason.SENDER_VANISHED, null, clock.instant()));
        ledger.saveAll(expired);
        // Their sender may have kept the words of somebody who was erased in the same moment, and not lived to see it.
        wordings.forget(
                expired.stream().filter(Message::isScrubbed).map(Message::id).toList());
    }

    private void clearStopped() {
        for (Campaign campaign : campaigns.stoppedAndNotCleared()) {
            List<Message> queued = ledger.queuedIn(campaign.id(), BATCH);
            while (!queued.isEmpty()) {
                queued.forEach(message -> message.skip(Reason.CAMPAIGN_STOPPED, clock.instant()));
                Collection<Message> refused = ledger.saveAll(queued);
                caps.free(queued.stream()
                        .filter(message -> !refused.contains(message))
                        .toList());
                queued = refused.isEmpty() ? ledger.queuedIn(campaign.id(), BATCH) : List.of();
            }
            if (!ledger.hasUnfinished(campaign.id())) {
                campaign.cleared(clock.instant());
                goOnWhereEnteredMeanwhile(campaign);
            }
        }
    }

    /** Whoever enters rows looks afterwards whether the campaign has ended meanwhile: one of the two sees the other. */
    private void goOnWhereEnteredMeanwhile(Campaign ended) {
        if (saved(ended) && ledger.hasUnfinished(ended.id()) && ended.goOn(clock.instant())) {
            saved(ended);
        }
    }

    private void complete() {
        for (Campaign campaign : running(campaign -> campaign.isClosed(clock.instant()))) {
            if (!ledger.hasUnfinished(campaign.id())) {
                Campaign current = campaigns.get(campaign.id());
                if (current.isClosed(clock.instant())) {
                    current.complete(clock.instant());
                    goOnWhereEnteredMeanwhile(current);
                }
            }
        }
    }

    /**
     * Whoever took note of what came back looks; a lease would leave it to who did not. What was noted before this instance
     * began nobody may have looked at, or by other limits, so that it looks at all of them once.
     */
    private void pauseWhatComesBack() {
        AutomaticPause limits = settings.delivery().automaticPause();
        Set<String> cameBack = ledger.drainCameBack();
        if (limits == null) {
            lookedBy = null;
            return;
        }
        boolean all = !limits.equals(lookedBy);
        if (!all && cameBack.isEmpty()) {
            return;
        }
        try {
            for (Campaign campaign : running(campaign -> all || cameBack.contains(campaign.id()))) {
                pauseIfTooMuchComesBack(campaign, limits);
            }
            lookedBy = limits;
        } catch (RuntimeException e) {
            cameBack.forEach(ledger::cameBack);
            throw e;
        }
    }

    private void pauseIfTooMuchComesBack(Campaign campaign, AutomaticPause limits) {
        Instant since = clock.instant().minus(LOOKED_BACK);
        Instant from = campaign.runningSince();
        Figures figures =
                Figures.of(funnel.handedOverSince(campaign.id(), from != null && from.isAfter(since) ? from : since));
        String why = limits.why(figures.handedOver(), figures.accepted(), figures.bounced(), figures.complained());
        if (why != null) {
            Campaign current = campaigns.get(campaign.id());
            if (current.pauseBecause(why, clock.instant())) {
                if (saved(current)) {
                    log.warn("Campaign {} was paused: {}", campaign.id(), why);
                } else {
                    ledger.cameBack(campaign.id());
                }
            }
        }
    }
}
