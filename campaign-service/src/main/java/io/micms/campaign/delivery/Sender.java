package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Personalisation;
import io.micms.campaign.content.Personalisation.Rendered;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.providers.Provider;
import io.micms.campaign.providers.Provider.Outcome;
import io.micms.campaign.suppressions.Suppression;
import io.micms.campaign.suppressions.Suppressions;
import io.micms.platform.problem.StaleDocument;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes due messages from the ledger and hands them to their provider. A message is recorded as being sent before the
 * provider is called, so after any crash it went out once, or is shown as unconfirmed. Any number of instances work
 * side by side: whoever records first has it.
 */
@Component
class Sender implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final int BATCH = 200;
    private static final long IDLE_MILLISECONDS = 1_000;
    /** What has reached somebody, or may yet, under another of their ids. */
    private static final Set<Message.State> SENT_UNDER_ALIAS =
            Set.of(Message.State.SENDING, Message.State.SENT, Message.State.DELIVERED, Message.State.UNCONFIRMED);

    private static final Duration ORPHAN_PAUSE = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Campaigns campaigns;
    private final Profiles profiles;
    private final Personalisation personalisation;
    private final Suppressions suppressions;
    private final Links links;
    private final DeliveryProperties properties;
    private final Map<Channel, Provider> providers;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread loop;

    Sender(
            Ledger ledger,
            Campaigns campaigns,
            Profiles profiles,
            Personalisation personalisation,
            Suppressions suppressions,
            Links links,
            DeliveryProperties properties,
            List<Provider> providers,
            MeterRegistry meters,
            Clock clock) {
        this.ledger = ledger;
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.personalisation = personalisation;
        this.suppressions = suppressions;
        this.links = links;
        this.properties = properties;
        this.providers = providers.stream().collect(Collectors.toMap(Provider::channel, Function.identity()));
        this.meters = meters;
        this.clock = clock;
    }

    /** Says that there may be something to send. */
    void wake() {
        wakeUps.release();
    }

    @Override
    public void start() {
        Thread started = Thread.ofVirtual().name("sender").unstarted(this::run);
        loop = started;
        started.start();
    }

    /** Waits for the messages that are at the provider, so that a planned stop leaves nothing unconfirmed. */
    @Override
    public void stop() {
        Thread running = loop;
        loop = null;
        wake();
        if (running != null) {
            try {
                running.join(properties.timeout().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    private void run() {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Semaphore places = new Semaphore(properties.concurrency());
            while (isRunning()) {
                boolean started = false;
                try {
                    started = startDue(workers, places);
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    log.warn("Looking for due messages failed and is repeated: {}", e.toString());
                }
                if (!started && !awaitWakeUp()) {
                    return;
                }
            }
        }
    }

    private boolean awaitWakeUp() {
        try {
            wakeUps.tryAcquire(IDLE_MILLISECONDS, TimeUnit.MILLISECONDS);
            wakeUps.drainPermits();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** @return whether there was anything to start that is not under way already */
    private boolean startDue(ExecutorService workers, Semaphore places) throws InterruptedException {
        List<String> running = campaigns.idsInState(Campaign.State.RUNNING);
        if (running.isEmpty()) {
            return false;
        }
        boolean started = false;
        // Those under way may still stand as queued, so that many more are asked for.
        for (Message message : ledger.due(running, BATCH + underWay.size())) {
            if (!isRunning()) {
                break;
            }
            if (underWay.add(message.id())) {
                started = true;
                places.acquire();
                workers.execute(() -> {
                    try {
                        send(message);
                    } finally {
                        places.release();
                        underWay.remove(message.id());
                    }
                });
            }
        }
        return started;
    }

    private void send(Message message) {
        try {
            // Read anew: the campaign may have been paused, and the customer may have changed, since the batch was
            // read.
            Optional<Campaign> campaign = campaigns.find(message.campaignId()).filter(Campaign::isRunning);
            Optional<Profile> profile = profiles.find(message.customerId());
            if (campaign.isEmpty()) {
                return;
            }
            if (profile.isEmpty()) {
                message.postpone(ORPHAN_PAUSE, clock.instant());
                ledger.save(message);
                return;
            }
            send(message, campaign.get(), profile.get());
        } catch (StaleDocument e) {
            log.debug("Message {} is in other hands", message.id());
        } catch (RuntimeException e) {
            // Its row says how far it got: still queued, it is taken again; being sent, its lease runs out.
            log.warn("Sending {} failed", message.id(), e);
            rest();
        }
    }

    /** Keeps the place for a moment, so that a failing database is not asked in a tight loop. */
    private static void rest() {
        try {
            Thread.sleep(IDLE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Message message, Campaign campaign, Profile profile) {
        Set<String> aliases = profiles.aliases(profile);
        if (ledger.statesUnder(aliases, campaign.id()).contains(Message.State.SENDING)) {
            // What becomes of that one decides.
            message.postpone(ORPHAN_PAUSE, clock.instant());
            ledger.save(message);
            return;
        }
        Reason whyNot = whyNot(campaign, profile, aliases);
        if (whyNot != null) {
            message.skip(whyNot, clock.instant());
            record(message);
            lookOnceMore(message, campaign);
            return;
        }
        String unsubscribeUrl = links.unsubscribe(message.id());
        Rendered rendered;
        try {
            rendered = personalisation.render(
                    campaign.content(), campaign.channel(), campaign.name(), profile, links.of(message.id()));
        } catch (RuntimeException e) {
            message.fail(Reason.TEMPLATE_FAILED, String.valueOf(e.getMessage()), clock.instant());
            record(message);
            return;
        }
        String to = address(campaign.channel(), profile.customer());
        message.startSending(String.valueOf(to), rendered, clock.instant(), properties.lease());
        ledger.save(message);
        if (isOvertaken(message, campaign)) {
            message.holdBack(clock.instant());
            ledger.save(message);
            return;
        }
        Outcome outcome = provider(campaign.channel())
                .deliver(new Provider.Outgoing(
                        message.id(),
                        String.valueOf(to),
                        rendered.subject(),
                        rendered.html(),
                        rendered.text(),
                        unsubscribeUrl));
        settle(message, outcome);
    }

    /**
     * The customer may have been merged or erased since they were read, and whom they are part of now may be getting the
     * same. Both sides write first and look second, so that one of them sees the other.
     */
    private boolean isOvertaken(Message sending, Campaign campaign) {
        Optional<Profile> profile = profiles.find(sending.customerId());
        return profile.isEmpty()
                || profile.get().customer().isGone()
                || ledger.statesUnder(profiles.aliases(profile.get()), campaign.id()).stream()
                        .anyMatch(SENT_UNDER_ALIAS::contains);
    }

    /**
     * Whoever joins again while they are being passed over finds their message still queued and leaves it alone. Both sides
     * write first and look second, so that one of them sees the other.
     */
    private void lookOnceMore(Message skipped, Campaign campaign) {
        Optional<Profile> profile = profiles.find(skipped.customerId());
        if (profile.isPresent()
                && whyNot(campaign, profile.get(), profiles.aliases(profile.get())) == null
                && skipped.requeue(clock.instant())) {
            record(skipped);
            wake();
        }
    }

    /** The answer is known only here, so a database that is away is waited for while the lease lasts. */
    private void settle(Message sending, Outcome outcome) {
        Instant leaseEnds = clock.instant().plus(properties.lease());
        Message message = sending;
        while (true) {
            try {
                if (message.state() == Message.State.SENDING) {
                    answered(message, outcome);
                    record(message);
                } else if (message.state() == Message.State.UNCONFIRMED) {
                    answeredLate(message, outcome);
                }
                return;
            } catch (StaleDocument e) {
                log.debug("Message {} was settled meanwhile, or this is the second try", sending.id());
            } catch (RuntimeException e) {
                if (clock.instant().isAfter(leaseEnds)) {
                    throw e;
                }
                log.warn("What became of {} could not be recorded, which is repeated: {}", sending.id(), e.toString());
                rest();
            }
            message = readAnew(sending.id(), leaseEnds);
        }
    }

    private Message readAnew(String id, Instant leaseEnds) {
        while (true) {
            try {
                return ledger.find(id).orElseThrow();
            } catch (RuntimeException e) {
                if (clock.instant().isAfter(leaseEnds)) {
                    throw e;
                }
                rest();
            }
        }
    }

    private void answered(Message message, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> message.sent(accepted.providerId(), clock.instant());
            case Outcome.TemporarilyRefused refused -> message.retryLater(refused.why(), clock.instant());
            case Outcome.TooMany tooMany -> {
                message.holdBack(clock.instant());
                message.postpone(tooMany.pause(), clock.instant());
            }
            case Outcome.Refused refused -> refused(message, refused);
            case Outcome.Unknown unknown -> message.unconfirmed(Reason.NO_ANSWER, unknown.why(), clock.instant());
        }
    }

    /** The lease had run out before the answer came: what was given up as unconfirmed is settled by it. */
    private void answeredLate(Message late, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> late.sent(accepted.providerId(), clock.instant());
            case Outcome.Refused refused -> refused(late, refused);
            case Outcome.TemporarilyRefused refused -> late.fail(Reason.PROVIDER_BUSY, refused.why(), clock.instant());
            case Outcome.TooMany tooMany -> late.fail(Reason.PROVIDER_BUSY, "It was not sent.", clock.instant());
            case Outcome.Unknown unknown -> {
                return;
            }
        }
        record(late);
    }

    /** A mail that is refused for its address is one that came back, only sooner. */
    private void refused(Message message, Outcome.Refused refused) {
        Instant now = clock.instant();
        String to = message.to();
        message.fail(Reason.PROVIDER_REFUSED, refused.why(), now);
        if (refused.badAddress()) {
            message.bounced(Feedback.Bounce.HARD, refused.why(), now, now);
            if (to != null) {
                suppressions.bounced(
                        message.channel(),
                        to,
                        new Suppressions.Cause(message.id(), message.customerId(), now, refused.why()));
            }
        }
    }

    private void record(Message message) {
        ledger.save(message);
        meters.counter(
                        "micms.messages",
                        "channel",
                        message.channel().name(),
                        "state",
                        message.state().name())
                .increment();
    }

    private Provider provider(Channel channel) {
        return Optional.ofNullable(providers.get(channel))
                .orElseThrow(() -> new IllegalStateException("No provider for " + channel));
    }

    private @Nullable Reason whyNot(Campaign campaign, Profile profile, Set<String> aliases) {
        CustomerCopy customer = profile.customer();
        if (customer.isGone()) {
            return customer.isErased() ? Reason.ERASED : Reason.LEFT_SEGMENT;
        }
        if (ledger.statesUnder(aliases, campaign.id()).stream().anyMatch(SENT_UNDER_ALIAS::contains)) {
            return Reason.ALREADY_SENT;
        }
        Set<String> everyId = new HashSet<>(aliases);
        everyId.add(profile.id());
        String address = address(campaign.channel(), customer);
        Optional<Suppression> suppression = suppressions.holding(everyId, campaign.channel(), address);
        if (suppression.isPresent()) {
            return Reason.of(suppression.get());
        }
        if (address == null) {
            return Reason.NO_ADDRESS;
        }
        Boolean consent = switch (campaign.channel()) {
            case EMAIL -> customer.emailConsent();
            case SMS -> customer.smsConsent();
        };
        if (!Boolean.TRUE.equals(consent)) {
            return Reason.NO_CONSENT;
        }
        return profile.isIn(campaign.segmentId()) ? null : Reason.LEFT_SEGMENT;
    }

    private static @Nullable String address(Channel channel, CustomerCopy customer) {
        return switch (channel) {
            case EMAIL -> customer.email();
            case SMS -> customer.phone();
        };
    }

    @Scheduled(fixedDelayString = "${micms.delivery.settle-every:2s}")
    void settle() {
        for (Message message : ledger.leaseExpired(BATCH)) {
            message.unconfirmed(Reason.SENDER_VANISHED, null, clock.instant());
            saveUnlessStale(message);
        }
        List<String> stopped = campaigns.idsInState(Campaign.State.STOPPED);
        if (!stopped.isEmpty()) {
            for (Message message : ledger.queuedIn(stopped, BATCH)) {
                message.skip(Reason.CAMPAIGN_STOPPED, clock.instant());
                saveUnlessStale(message);
            }
        }
        for (Campaign campaign : campaigns.inState(Campaign.State.RUNNING)) {
            if (campaign.mode() == Campaign.Mode.ONE_OFF
                    && campaign.isEnrolled()
                    && !ledger.hasUnfinished(campaign.id())) {
                campaign.complete(clock.instant());
                try {
                    campaigns.save(campaign);
                } catch (StaleDocument e) {
                    log.debug("Campaign {} was changed meanwhile", campaign.id());
                }
            }
        }
    }

    private void saveUnlessStale(Message message) {
        try {
            record(message);
        } catch (StaleDocument e) {
            log.debug("Message {} is in other hands", message.id());
        }
    }
}
