package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.delivery.Message.Attempt;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.providers.Provider.Outcome;
import io.micms.campaign.suppressions.Suppressions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the answers of a provider, together with those that come in within a moment: what a few take besides is more than
 * what they take themselves. An answer is known only here, so a database that is away is waited for while the messages' lease
 * lasts.
 */
final class Settlements {

    private static final Logger log = LoggerFactory.getLogger(Settlements.class);
    private static final int TOGETHER = 200;

    /** How long a few wait for company, and how many do not. */
    private static final Duration COMPANY = Duration.ofMillis(5);

    private static final int ENOUGH = 16;
    private static final Duration REST = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Campaigns campaigns;
    private final Caps caps;
    private final Suppressions suppressions;
    private final GivingWay way;
    private final DeliveryProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Consumer<Collection<String>> done;
    private final BlockingQueue<Settled> answers = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread thread;

    /**
     * What came of handing a message over.
     *
     * @param attempt the one that this is the answer to
     * @param holder of its place in the caps
     */
    record Settled(Message message, Attempt attempt, Campaign campaign, String holder, Outcome outcome) {

        Settled(Message message, Campaign campaign, String holder, Outcome outcome) {
            this(message, message.attempt(), campaign, holder, outcome);
        }

        private Settled as(Message current) {
            return new Settled(current, attempt, campaign, holder, outcome);
        }
    }

    /** @param done is told of the messages that are recorded, or given up */
    Settlements(
            Ledger ledger,
            Campaigns campaigns,
            Caps caps,
            Suppressions suppressions,
            GivingWay way,
            DeliveryProperties properties,
            MeterRegistry meters,
            Clock clock,
            Consumer<Collection<String>> done) {
        this.ledger = ledger;
        this.campaigns = campaigns;
        this.caps = caps;
        this.suppressions = suppressions;
        this.way = way;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.done = done;
    }

    void start() {
        Thread started = Thread.ofVirtual().name("settlements").unstarted(this::run);
        thread = started;
        started.start();
    }

    void end() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    void add(Settled answer) {
        answers.add(answer);
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            List<Settled> batch;
            try {
                batch = gather(answers.take());
            } catch (InterruptedException e) {
                return;
            }
            try {
                settle(batch);
            } catch (RuntimeException e) {
                log.error("What became of {} messages could not be recorded", batch.size(), e);
            } finally {
                done.accept(batch.stream().map(one -> one.message().id()).toList());
            }
        }
    }

    private List<Settled> gather(Settled first) {
        List<Settled> batch = new ArrayList<>();
        batch.add(first);
        long until = System.nanoTime() + COMPANY.toNanos();
        try {
            while (batch.size() < ENOUGH) {
                Settled next = answers.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return batch;
                }
                batch.add(next);
            }
        } catch (InterruptedException e) {
            // These are still to be recorded, which an interrupted thread could not do; the loop sees that it is the
            // end.
            return batch;
        }
        answers.drainTo(batch, TOGETHER - batch.size());
        return batch;
    }

    private void settle(List<Settled> batch) {
        way.pause();
        Instant leaseEnds = clock.instant().plus(properties.lease());
        Map<String, Settled> open = new LinkedHashMap<>();
        batch.forEach(one -> open.put(one.message().id(), one));
        Set<String> goingOn = new HashSet<>();
        while (!open.isEmpty() || !goingOn.isEmpty()) {
            try {
                write(open, goingOn);
                if (!open.isEmpty()) {
                    readAnew(open);
                }
            } catch (RuntimeException e) {
                if (clock.instant().isAfter(leaseEnds)) {
                    throw e;
                }
                log.warn(
                        "What became of {} messages could not be recorded, which is repeated: {}",
                        open.size(),
                        e.toString());
                rest();
                awaitReading(open, leaseEnds);
            }
        }
    }

    /**
     * Leaves in {@code open} what somebody else wrote meanwhile, and in {@code goingOn} the campaigns of which it is not sure that
     * they go on.
     */
    private void write(Map<String, Settled> open, Set<String> goingOn) {
        Instant now = clock.instant();
        List<Settled> answered = new ArrayList<>();
        for (Settled one : List.copyOf(open.values())) {
            boolean givenUp = one.message().state() == State.UNCONFIRMED;
            if (!apply(one, now)) {
                open.remove(one.message().id());
                continue;
            }
            answered.add(one);
            if (givenUp && one.message().state() == State.QUEUED) {
                goingOn.add(one.message().campaignId());
            }
        }
        campaigns.goOn(goingOn, now);
        Collection<Message> refused =
                ledger.saveAll(answered.stream().map(Settled::message).toList());
        // They may have been completed again, or cleared, in between.
        campaigns.goOn(goingOn, now);
        goingOn.clear();
        Map<Message, String> certainlyNot = new HashMap<>();
        for (Settled one : answered) {
            Message message = one.message();
            if (!refused.contains(message)) {
                open.remove(message.id());
                if (message.state().isFinal()) {
                    count(meters, message);
                }
                if (message.state() == State.FAILED || message.state() == State.QUEUED) {
                    certainlyNot.put(message, one.holder());
                }
            }
        }
        // Another instance may have taken those that are queued again by now, and with them their places.
        caps.giveBack(certainlyNot);
    }

    private void readAnew(Map<String, Settled> open) {
        Map<String, Message> current = ledger.findAll(open.keySet());
        open.keySet().retainAll(current.keySet());
        open.replaceAll((id, one) -> one.as(Objects.requireNonNull(current.get(id))));
    }

    private void awaitReading(Map<String, Settled> open, Instant leaseEnds) {
        while (true) {
            try {
                readAnew(open);
                return;
            } catch (RuntimeException e) {
                if (clock.instant().isAfter(leaseEnds)) {
                    throw e;
                }
                rest();
            }
        }
    }

    /**
     * The lease may have run out before the answer came, and another instance have given the message up as unconfirmed: the answer
     * settles that. What certainly did not go out is in the queue again, as if it had come in time.
     *
     * @return whether there is something to record
     */
    private boolean apply(Settled one, Instant now) {
        Message message = one.message();
        if (!message.awaits(one.attempt())) {
            return false;
        }
        switch (one.outcome()) {
            case Outcome.Accepted accepted -> {
                message.sent(accepted.providerId(), now);
                one.campaign().followUp(message.step()).ifPresent(next -> message.followUp(now.plus(next.length())));
            }
            case Outcome.TemporarilyRefused refused -> message.retryLater(refused.why(), properties.firstRetry(), now);
            case Outcome.TooMany tooMany -> {
                message.holdBack(now);
                message.postpone(tooMany.pause(), now);
            }
            case Outcome.Refused refused -> refused(message, refused, now);
            case Outcome.Unknown unknown -> {
                if (message.state() == State.UNCONFIRMED) {
                    return false;
                }
                message.unconfirmed(Reason.NO_ANSWER, unknown.why(), now);
            }
        }
        return true;
    }

    /** A mail that is refused for its address is one that came back, only sooner. */
    private void refused(Message message, Outcome.Refused refused, Instant now) {
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

    private static void rest() {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void count(MeterRegistry meters, Message message) {
        meters.counter(
                        "micms.messages",
                        "channel",
                        message.channel().name(),
                        "state",
                        message.state().name())
                .increment();
    }
}
