package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Personalisation;
import io.micms.campaign.content.Personalisation.Copy;
import io.micms.campaign.content.Personalisation.Rendered;
import io.micms.campaign.content.RecipientLinks;
import io.micms.campaign.content.RenderingFailed;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.delivery.Settlements.Settled;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.providers.Provider;
import io.micms.campaign.providers.Provider.Outcome;
import io.micms.campaign.suppressions.Suppressions;
import io.micms.platform.consuming.InfrastructureFailures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one provider, with so many places. A message has a place from before it is recorded as being sent until it is
 * recorded what became of it, so after a crash no more are unconfirmed than there are places. As many again are judged and
 * written ahead, since that takes longer than all the rest; but not for long: what has no place within a second is judged
 * anew. Several go together, because a round trip to the database costs much the same for one as for many: they are recorded
 * as being sent, looked at once more and handed over, each to the provider by itself; the answers are recorded together again.
 * There are more places than may be with the provider at once, so that some are recorded meanwhile.
 *
 * <p>Campaigns of a higher priority go first; those of the same take turns.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /** Read from the ledger at once; {@link #FEW} where they take longer to go out. */
    private static final int BATCH = 400;

    /** Of one campaign, however many take turns. */
    private static final int TURN_AT_LEAST = 20;

    /** Judged and recorded together, at most. */
    private static final int TOGETHER = 32;

    /** How long a few wait for company, where all other places are taken. */
    private static final Duration COMPANY = Duration.ofMillis(8);

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** Where live audiences go first: what a provider keeps for longer takes nothing from them. */
    private static final Duration SOON = Duration.ofMillis(500);

    private static final int FEW = 32;

    /** What has not been handed over is taken again at once, and judged anew. */
    private static final Outcome NOT_NOW = new Outcome.TooMany(Duration.ZERO);

    private final Provider provider;
    private final Ledger ledger;
    private final Wordings wordings;
    private final Campaigns campaigns;
    private final Profiles profiles;
    private final Guards guards;
    private final Caps caps;
    private final Suppressions suppressions;
    private final Personalisation personalisation;
    private final Links links;
    private final GivingWay way;
    private final DeliveryProperties properties;
    private final MeterRegistry meters;
    private final Timer attempts;
    private final Clock clock;
    private final Settlements settlements;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore places;
    private final Semaphore ahead;
    private final int chunk;
    private final Semaphore atProvider;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Random random = new Random();
    private volatile @Nullable Thread loop;

    Lane(
            Provider provider,
            Ledger ledger,
            Wordings wordings,
            Campaigns campaigns,
            Profiles profiles,
            Guards guards,
            Caps caps,
            Suppressions suppressions,
            Personalisation personalisation,
            Links links,
            GivingWay way,
            DeliveryProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.provider = provider;
        this.ledger = ledger;
        this.wordings = wordings;
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.guards = guards;
        this.caps = caps;
        this.suppressions = suppressions;
        this.personalisation = personalisation;
        this.links = links;
        this.way = way;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.places = new Semaphore(properties.places());
        this.ahead = new Semaphore(properties.places());
        this.chunk = Math.clamp(properties.places() / 2, 1, TOGETHER);
        this.atProvider = new Semaphore(properties.concurrency());
        this.settlements =
                new Settlements(ledger, campaigns, caps, suppressions, way, properties, meters, clock, this::leave);
        String channel = provider.channel().name();
        this.attempts = Timer.builder("micms.delivery.attempts")
                .description("From handing a message to its provider until the answer")
                .tag("channel", channel)
                .register(meters);
        meters.gauge("micms.delivery.under.way", Tags.of("channel", channel), underWay, Set::size);
    }

    Channel channel() {
        return provider.channel();
    }

    int underWay() {
        return underWay.size();
    }

    boolean isUnderWay(String messageId) {
        return underWay.contains(messageId);
    }

    void wake() {
        wakeUps.release();
    }

    void start() {
        settlements.start();
        Thread started = Thread.ofVirtual().name("lane-" + channel()).unstarted(this::run);
        loop = started;
        started.start();
    }

    void end() {
        loop = null;
        wake();
    }

    void awaitEnd() {
        try {
            awaitAll(ahead, properties.timeout());
            awaitAll(places, properties.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        settlements.end();
    }

    /** Waits until none of them is taken, or as long as that. */
    private void awaitAll(Semaphore permits, Duration atMost) throws InterruptedException {
        if (permits.tryAcquire(properties.places(), atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            permits.release(properties.places());
        }
    }

    private boolean isRunning() {
        return loop == Thread.currentThread();
    }

    private void run() {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (isRunning()) {
                boolean started = false;
                try {
                    started = startDue(workers);
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
            wakeUps.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            wakeUps.drainPermits();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** @return whether there was anything to start that is not under way already */
    private boolean startDue(ExecutorService workers) throws InterruptedException {
        Map<String, Campaign> running = campaigns.running().stream()
                .filter(campaign -> campaign.channel() == channel())
                .collect(Collectors.toMap(Campaign::id, Function.identity()));
        if (running.isEmpty() || !ledger.anyDue(running.keySet())) {
            return false;
        }
        wakeUps.drainPermits();
        Instant read = clock.instant();
        List<Message> batch = due(running.values());
        int from = 0;
        while (from < batch.size() && isRunning() && (from == 0 || !isOld(read))) {
            GivingWay.Turn turn = way.begin();
            int count = way.atOnce(Math.min(chunk, batch.size() - from));
            ahead.acquire(count);
            if (!isRunning()) {
                ahead.release(count);
                break;
            }
            List<Message> next = batch.subList(from, from + count);
            from += count;
            workers.execute(() -> send(next, running));
            if (way.isAsked()) {
                awaitAll(ahead, SOON);
                awaitAll(places, SOON);
                turn.rest();
            }
        }
        // Those that were not started are left to the next start.
        batch.subList(from, batch.size()).forEach(message -> underWay.remove(message.id()));
        return !batch.isEmpty();
    }

    /** Whether there may be something by now that goes before what was read. */
    private boolean isOld(Instant read) {
        return wakeUps.availablePermits() > 0 || clock.instant().isAfter(read.plus(IDLE));
    }

    /** What is due and not under way yet, by priority; campaigns of the same priority take turns. */
    private List<Message> due(Collection<Campaign> running) {
        Map<Integer, List<Campaign>> byPriority = running.stream().collect(Collectors.groupingBy(Campaign::priority));
        int most = way.isAsked() ? FEW : BATCH;
        List<Message> batch = new ArrayList<>();
        List<List<Message>> turns = new ArrayList<>();
        try {
            for (int priority : byPriority.keySet().stream()
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                List<Campaign> equals = new ArrayList<>(Objects.requireNonNull(byPriority.get(priority)));
                // So that two instances do not reach for the same, and none is always the last.
                Collections.shuffle(equals, random);
                int turn = Math.max(TURN_AT_LEAST, most / equals.size());
                int found = batch.size();
                for (Campaign campaign : equals) {
                    if (found >= most) {
                        break;
                    }
                    List<Message> mine = notUnderWay(ledger.due(campaign.id(), turn + underWay.size()));
                    turns.add(mine);
                    found += mine.size();
                }
                interleave(turns, batch);
                turns.clear();
                if (batch.size() >= most) {
                    break;
                }
            }
            return batch;
        } catch (RuntimeException e) {
            batch.forEach(message -> underWay.remove(message.id()));
            turns.forEach(mine -> mine.forEach(message -> underWay.remove(message.id())));
            throw e;
        }
    }

    /** Those under way may still stand as queued. */
    private List<Message> notUnderWay(List<Message> found) {
        return found.stream().filter(message -> underWay.add(message.id())).toList();
    }

    private static void interleave(List<List<Message>> turns, List<Message> into) {
        int longest = turns.stream().mapToInt(List::size).max().orElse(0);
        for (int place = 0; place < longest; place++) {
            for (List<Message> turn : turns) {
                if (place < turn.size()) {
                    into.add(turn.get(place));
                }
            }
        }
    }

    /**
     * @param until by {@link System#nanoTime()}
     * @return how many places there are, of so many that are wanted; 0 where there is none until then
     */
    private int awaitPlaces(int most, long until) throws InterruptedException {
        if (!places.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return 0;
        }
        if (most == 1 || places.tryAcquire(most - 1, COMPANY.toMillis(), TimeUnit.MILLISECONDS)) {
            return most;
        }
        int free = 0;
        while (free < most - 1 && places.tryAcquire()) {
            free++;
        }
        return 1 + free;
    }

    /** Messages with a place are done with here, for now or for good. */
    private void leave(Collection<String> messageIds) {
        underWay.removeAll(messageIds);
        places.release(messageIds.size());
    }

    private void send(List<Message> messages, Map<String, Campaign> running) {
        Set<String> waiting = messages.stream().map(Message::id).collect(Collectors.toSet());
        try {
            List<Claim> claims = prepare(messages, running);
            long until = System.nanoTime() + IDLE.toNanos();
            int from = 0;
            while (from < claims.size() && loop != null) {
                int count = awaitPlaces(claims.size() - from, until);
                // The lease is of when it was judged: by a clock that has jumped since, it would have run out.
                boolean late = clock.instant().isAfter(claims.get(from).until());
                if (count == 0 || loop == null || late) {
                    places.release(count);
                    break;
                }
                List<Claim> together = claims.subList(from, from + count);
                from += count;
                together.forEach(claim -> waiting.remove(claim.message().id()));
                claim(together);
            }
            // What was asked about them is too long ago by now; they still stand as queued, and are taken again.
            giveBack(claims.subList(from, claims.size()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Preparing {} messages failed", messages.size(), e);
            rest();
        } finally {
            underWay.removeAll(waiting);
            ahead.release(messages.size());
        }
    }

    /** Records messages that have a place as being sent, and hands them over. */
    private void claim(List<Claim> together) {
        Set<String> inHand =
                together.stream().map(claim -> claim.message().id()).collect(Collectors.toSet());
        try {
            List<Claim> going = lookAgain(save(together), inHand);
            long looked = System.nanoTime();
            for (Claim claim : going) {
                inHand.remove(claim.message().id());
                Thread.ofVirtual().start(() -> deliver(claim, looked));
            }
        } catch (RuntimeException e) {
            // Their rows say how far they got: still queued, they are taken again; being sent, their lease runs out.
            log.warn("Sending {} messages failed", together.size(), e);
            rest();
        } finally {
            leave(inHand);
        }
    }

    /**
     * A message that is to be recorded as being sent, and what of.
     *
     * @param holder of its place in the caps
     * @param until when it may be handed over at the latest
     */
    private record Claim(
            Message message,
            Campaign campaign,
            Wording wording,
            Provider.Outgoing outgoing,
            String holder,
            Instant until) {

        private Settled settled(Outcome outcome) {
            return new Settled(message, campaign, holder, outcome);
        }
    }

    /** Judges, and writes what may go; nothing of that is recorded yet. */
    private List<Claim> prepare(List<Message> messages, Map<String, Campaign> running) {
        Instant now = clock.instant();
        Set<String> customers = messages.stream().map(Message::customerId).collect(Collectors.toSet());
        Map<String, Profile> people = profiles.findAll(customers);
        way.pause();
        Map<String, Verdict> verdicts = guards.judge(messages, running, people, now);
        way.pause();
        List<Message> passed = new ArrayList<>();
        List<Message> settled = new ArrayList<>();
        for (Message message : messages) {
            switch (Objects.requireNonNull(verdicts.get(message.id()))) {
                case Verdict.Send send -> passed.add(message);
                case Verdict.Skip skip -> {
                    skip(message, skip.why(), running, now);
                    settled.add(message);
                }
                case Verdict.Defer defer -> {
                    defer(message, defer, now);
                    settled.add(message);
                }
            }
        }
        String holder = Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
        Set<String> capped = takePlaces(passed, running, holder, now);
        try {
            return claims(passed, capped, settled, verdicts, people, running, holder, now);
        } catch (RuntimeException e) {
            // They stay in the queue; meanwhile their places are for others.
            giveBack(passed, holder);
            throw e;
        }
    }

    private List<Claim> claims(
            List<Message> passed,
            Set<String> capped,
            List<Message> settled,
            Map<String, Verdict> verdicts,
            Map<String, Profile> people,
            Map<String, Campaign> running,
            String holder,
            Instant now) {
        List<Claim> claims = new ArrayList<>();
        for (Message message : passed) {
            if (capped.contains(message.id())) {
                continue;
            }
            Campaign campaign = Objects.requireNonNull(running.get(message.campaignId()));
            Verdict.Send send = (Verdict.Send) Objects.requireNonNull(verdicts.get(message.id()));
            Profile profile = Objects.requireNonNull(people.get(message.customerId()));
            Claim claim = render(message, campaign, send, profile, holder, now);
            if (claim == null) {
                settled.add(message);
            } else {
                claims.add(claim);
            }
        }
        List<Message> cappedNow = passed.stream()
                .filter(message -> capped.contains(message.id()) && message.state() == State.SKIPPED)
                .toList();
        record(cappedNow);
        List<Message> failed = settled.stream()
                .filter(message -> message.state() == State.FAILED)
                .toList();
        // Those that somebody else wrote first are theirs: written once more, they would take what the other wrote.
        settled.removeAll(record(settled));
        lookOnceMore(settled, running);
        giveBack(failed, holder);
        return claims;
    }

    private void giveBack(List<Message> messages, String holder) {
        caps.giveBack(messages.stream().collect(Collectors.toMap(Function.identity(), message -> holder)));
    }

    private void giveBack(List<Claim> claims) {
        caps.giveBack(claims.stream().collect(Collectors.toMap(Claim::message, Claim::holder)));
    }

    private void skip(Message message, Reason why, Map<String, Campaign> running, Instant now) {
        message.skip(why, now);
        if (why == Reason.CONDITION_NOT_MET) {
            Objects.requireNonNull(running.get(message.campaignId()))
                    .followUp(message.step())
                    .ifPresent(next -> message.followUp(now.plus(next.length())));
        }
    }

    private static void defer(Message message, Verdict.Defer defer, Instant now) {
        Reason why = defer.why();
        if (why == null) {
            message.postpone(Duration.between(now, defer.until()), now);
        } else {
            message.defer(why, defer.until());
        }
    }

    /** @return the messages that get no place now: they are skipped, or left to the next time where others contend */
    private Set<String> takePlaces(List<Message> passed, Map<String, Campaign> running, String holder, Instant now) {
        List<Message> counted = passed.stream()
                .filter(message -> !Objects.requireNonNull(running.get(message.campaignId()))
                        .guards()
                        .areCapsIgnored())
                .toList();
        Caps.Answer answer = caps.take(counted, holder, now);
        counted.stream()
                .filter(message -> answer.refused().contains(message.id()))
                .forEach(message -> message.skip(Reason.FREQUENCY_CAP, now));
        Set<String> without = new HashSet<>(answer.refused());
        without.addAll(answer.contended());
        return without;
    }

    /**
     * @return null where the message has failed, since it cannot be written for this recipient
     * @throws RuntimeException if what it is to say could not be read, which says nothing of the message
     */
    private @Nullable Claim render(
            Message message, Campaign campaign, Verdict.Send send, Profile profile, String holder, Instant now) {
        RecipientLinks own = links.of(message.id(), campaign.channel());
        try {
            Copy copy = personalisation.copy(
                    campaign.content(message.step(), send.variant()),
                    campaign.channel(),
                    campaign.name(),
                    profile,
                    own,
                    OwnLinks.NONE);
            Rendered rendered = copy.sent();
            message.startSending(send.to(), send.variant(), now, properties.lease());
            return new Claim(
                    message,
                    campaign,
                    Wording.of(message.id(), OwnLinks.without(copy)),
                    new Provider.Outgoing(
                            message.id(),
                            send.to(),
                            rendered.subject(),
                            rendered.html(),
                            rendered.text(),
                            own.unsubscribeUrl()),
                    holder,
                    now.plus(properties.lease().dividedBy(2)));
        } catch (RuntimeException e) {
            if (!(e instanceof RenderingFailed) && InfrastructureFailures.includes(e)) {
                throw e;
            }
            message.fail(Reason.TEMPLATE_FAILED, String.valueOf(e.getMessage()), now);
            return null;
        }
    }

    /** @return those that nobody else has taken or changed */
    private List<Claim> save(List<Claim> claims) {
        way.pause();
        Collection<Message> refused =
                ledger.saveAll(claims.stream().map(Claim::message).toList());
        giveBack(claims.stream()
                .filter(claim -> refused.contains(claim.message()))
                .toList());
        return claims.stream()
                .filter(claim -> !refused.contains(claim.message()))
                .toList();
    }

    /**
     * The customers may have been merged or erased since they were read, or want no more, whom they are part of now may be
     * getting the same, and the campaign may have been paused. Both sides write first and look second, so that one of them sees
     * the other.
     */
    private List<Claim> lookAgain(List<Claim> claims, Set<String> inHand) {
        if (claims.isEmpty()) {
            return claims;
        }
        Instant until = clock.instant().plus(properties.lease().dividedBy(2));
        keep(claims, until);
        Looked looked = look(claims, until);
        List<Claim> going = new ArrayList<>();
        List<Claim> back = new ArrayList<>();
        for (Claim claim : claims) {
            (looked.isOvertaken(claim) ? back : going).add(claim);
        }
        holdBack(back, inHand);
        return going;
    }

    /** Nobody but this sender knows that they did not go out, so that they are seen to as what has an answer. */
    private void holdBack(List<Claim> back, Set<String> inHand) {
        // Of whoever is erased nothing is left; the others' words may be others the next time.
        wordings.forget(back.stream().map(claim -> claim.message().id()).toList());
        for (Claim claim : back) {
            inHand.remove(claim.message().id());
            settlements.add(claim.settled(NOT_NOW));
        }
    }

    /**
     * What may have changed since the messages were judged.
     *
     * @param present by their id, each customer who is still there
     * @param suppressed to whom and where nothing may be sent
     * @param rows of the same under other ids
     * @param running the campaigns that still are
     */
    private record Looked(
            Map<String, Profiles.Present> present,
            Suppressions.Held suppressed,
            Map<String, Ledger.Row> rows,
            Set<String> running) {

        /** Whether the message has to be judged anew. */
        private boolean isOvertaken(Claim claim) {
            Message message = claim.message();
            Profiles.Present customer = present.get(message.customerId());
            return customer == null
                    || !consents(message.channel(), customer)
                    || suppressed
                            .holding(message.customerId(), customer.aliases(), message.to())
                            .isPresent()
                    || !running.contains(message.campaignId())
                    || customer.aliases().stream()
                            .map(alias -> rows.get(Guards.under(alias, message)))
                            .anyMatch(row -> row != null && Guards.SENT_UNDER_ALIAS.contains(row.state()));
        }

        private static boolean consents(Channel channel, Profiles.Present customer) {
            return switch (channel) {
                case EMAIL -> customer.emailConsent();
                case SMS -> customer.smsConsent();
            };
        }
    }

    /**
     * Keeps what the messages say: only now that they are nobody else's, and before it is asked who is still there, so that the
     * words of nobody who is erased stay behind.
     */
    private void keep(List<Claim> claims, Instant until) {
        untilItIsThere(claims, until, () -> {
            wordings.keep(claims.stream().map(Claim::wording).toList());
            return claims;
        });
    }

    private Looked look(List<Claim> claims, Instant until) {
        return untilItIsThere(claims, until, () -> {
            Map<String, Profiles.Present> present = profiles.present(
                    claims.stream().map(claim -> claim.message().customerId()).collect(Collectors.toSet()));
            Suppressions.Held suppressed = suppressions.among(
                    present.entrySet().stream()
                            .flatMap(one -> Stream.concat(Stream.of(one.getKey()), one.getValue().aliases().stream()))
                            .collect(Collectors.toSet()),
                    claims.stream().map(claim -> claim.outgoing().to()).collect(Collectors.toSet()),
                    channel());
            Map<String, Ledger.Row> rows = ledger.rows(claims.stream()
                    .filter(claim -> present.containsKey(claim.message().customerId()))
                    .flatMap(claim -> present.get(claim.message().customerId()).aliases().stream()
                            .map(alias -> Guards.under(alias, claim.message())))
                    .toList());
            Set<String> running = campaigns.runningAmong(
                    claims.stream().map(claim -> claim.campaign().id()).collect(Collectors.toSet()));
            return new Looked(present, suppressed, rows, running);
        });
    }

    /**
     * The messages stand as being sent by now: a database that is away is waited for, or nobody could say of them that they did
     * not go out.
     */
    private <T> T untilItIsThere(List<Claim> claims, Instant until, Supplier<T> work) {
        while (true) {
            try {
                way.pause();
                return work.get();
            } catch (RuntimeException e) {
                if (clock.instant().isAfter(until)) {
                    throw e;
                }
                log.warn("Looking at {} messages again failed and is repeated: {}", claims.size(), e.toString());
                rest();
            }
        }
    }

    /**
     * Whoever joins again while they are being passed over finds their message still queued and leaves it alone. Both sides
     * write first and look second, so that one of them sees the other.
     */
    private void lookOnceMore(List<Message> settled, Map<String, Campaign> running) {
        List<Message> skipped = settled.stream()
                .filter(message -> message.state() == State.SKIPPED && message.mayPass())
                .toList();
        if (skipped.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<String, Verdict> verdicts = guards.judge(skipped, running, now);
        List<Message> again = skipped.stream()
                .filter(message -> !(verdicts.get(message.id()) instanceof Verdict.Skip))
                .filter(message -> message.requeue(now))
                .toList();
        if (!again.isEmpty()) {
            ledger.saveAll(again);
            wake();
        }
    }

    /** @return those that somebody else wrote first */
    private Collection<Message> record(List<Message> messages) {
        Collection<Message> refused = ledger.saveAll(messages);
        messages.stream()
                .filter(message -> !refused.contains(message) && message.state().isFinal())
                .forEach(message -> Settlements.count(meters, message));
        return refused;
    }

    /** @param looked when it was asked last whether it may go, by {@link System#nanoTime()} */
    private void deliver(Claim claim, long looked) {
        atProvider.acquireUninterruptibly();
        try {
            way.pause();
            settlements.add(claim.settled(outcome(claim, looked)));
        } finally {
            atProvider.release();
        }
    }

    private Outcome outcome(Claim claim, long looked) {
        boolean waited = System.nanoTime() - looked > IDLE.toNanos();
        if (isLate(claim) || waited && isOvertakenByNow(claim) || isLate(claim)) {
            return NOT_NOW;
        }
        long begin = System.nanoTime();
        try {
            return provider.deliver(claim.outgoing());
        } catch (RuntimeException e) {
            log.error("The provider for {} failed", channel(), e);
            return new Outcome.Unknown("The provider's client failed.");
        } finally {
            attempts.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        }
    }

    /** It waited so long for those before it that its lease might run out while the provider has it. */
    private boolean isLate(Claim claim) {
        return clock.instant().isAfter(claim.until());
    }

    /** Those before it kept it waiting; where nobody can say whether it may still go, it does not. */
    private boolean isOvertakenByNow(Claim claim) {
        try {
            boolean overtaken = look(List.of(claim), claim.until()).isOvertaken(claim);
            if (overtaken) {
                wordings.forget(List.of(claim.message().id()));
            }
            return overtaken;
        } catch (RuntimeException e) {
            log.warn("A message that waited for its provider is held back: {}", e.toString());
            return true;
        }
    }

    /** Keeps the places for a moment, so that a failing database is not asked in a tight loop. */
    private static void rest() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
