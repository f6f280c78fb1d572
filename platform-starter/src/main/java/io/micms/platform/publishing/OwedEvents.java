package io.micms.platform.publishing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the documents of one collection owe, such that the last record per key is the newest state whatever
 * crashes, and however many instances send.
 *
 * <p>Whoever sends a document first stands in it, as {@link Owed} written with a compare-and-set: who takes over from
 * another sender notes until when that one's records may land. An acknowledgement in time settles everything if no other
 * sender's record can have been under way; otherwise the document falls due once more when none can land any more. Of
 * one sender's records the later one lands later: of this process's, because {@link EventTransport} says so and because
 * a thread that was overtaken between its write and its turn to send leaves the sending to the newer state. So an older
 * record can only come last while the document still is due.
 *
 * <p>It rests on a record not landing later than the settle time after its sender stood in the document.
 */
public final class OwedEvents {

    private static final Logger log = LoggerFactory.getLogger(OwedEvents.class);
    private static final int SETTLED_AT_ONCE = 1000;

    private final String name;
    private final EventTransport transport;
    private final Clock clock;
    private final Duration overdueAfter;
    private final Duration settleTime;
    private final Consumer<List<Acknowledged>> settlement;
    private final BlockingQueue<Acknowledged> acknowledged = new LinkedBlockingQueue<>();
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    /**
     * A document whose records have all landed.
     *
     * @param version that was sent
     * @param owed what it owed then; where it owes something else by now, this settles nothing
     */
    public record Acknowledged(String id, long version, Owed owed) {}

    /**
     * The threads that are between their write of a document and its sending.
     *
     * @param newest the newest version that one of them has sent
     */
    private record Turn(int threads, long newest) {}

    /**
     * @param overdueAfter how long a send may take before a sweeper repeats it
     * @param settleTime after which a record cannot land any more
     * @param settlement writes into the documents what was acknowledged, with a compare-and-set on what they owed
     */
    OwedEvents(
            String name,
            EventTransport transport,
            Clock clock,
            Duration overdueAfter,
            Duration settleTime,
            Consumer<List<Acknowledged>> settlement) {
        this.name = name;
        this.transport = transport;
        this.clock = clock;
        this.overdueAfter = overdueAfter;
        this.settleTime = settleTime;
        this.settlement = settlement;
    }

    /** What a document owes that is about to be written and sent from here. */
    public Owed owe(@Nullable Owed before) {
        Instant now = now();
        Instant due = now.plus(overdueAfter);
        if (before == null) {
            return new Owed(due, transport.sender(), null);
        }
        boolean another = before.sentBy() != null && !before.sentBy().equals(transport.sender());
        boolean carried =
                before.unsettledUntil() != null && before.unsettledUntil().isAfter(now);
        return new Owed(
                due.isAfter(before.due()) ? due : before.due().plusMillis(1),
                transport.sender(),
                another ? now.plus(settleTime) : carried ? before.unsettledUntil() : null);
    }

    /** What a document still owes whose state has nothing to tell: to remember what may be under way, or nothing. */
    @Nullable
    Owed oweNothing(Owed before) {
        Instant settled = now().plus(settleTime);
        return before.mayBeUnderWay(now()) ? new Owed(settled, null, settled) : null;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** To be called before the write; {@link #send} or {@link #forgo} must follow. */
    public void announce(String id) {
        turns.merge(id, new Turn(1, Long.MIN_VALUE), (turn, one) -> new Turn(turn.threads() + 1, turn.newest()));
    }

    /** The announced write came to nothing. */
    public void forgo(String id) {
        turns.computeIfPresent(id, (key, turn) -> after(turn, turn.newest()));
    }

    /**
     * Sends the document as it was written, unless a newer state of it went out from here meanwhile.
     *
     * @param owed as written
     * @return completes when Kafka has acknowledged all events; fails if one was refused or got no answer, and the
     *     document falls due again
     */
    public CompletableFuture<Void> send(String id, long version, Owed owed, List<OutgoingEvent> events) {
        return send(id, version, owed, events, CompletableFuture.completedFuture(null));
    }

    /**
     * The same for a change that more follows from than its events.
     *
     * @param more completes when the rest is done: before, the document is not settled; if it fails, the document falls
     *     due again as if an event had been refused
     */
    public CompletableFuture<Void> send(
            String id, long version, Owed owed, List<OutgoingEvent> events, CompletableFuture<?> more) {
        List<CompletableFuture<?>> sends = new ArrayList<>(events.size() + 1);
        sends.add(more);
        boolean[] overtaken = new boolean[1];
        turns.computeIfPresent(id, (key, turn) -> {
            overtaken[0] = turn.newest() > version;
            if (!overtaken[0]) {
                events.forEach(event -> sends.add(handOver(event)));
            }
            return after(turn, Math.max(turn.newest(), version));
        });
        CompletableFuture<Void> all = CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new));
        return overtaken[0]
                ? all
                : all.whenComplete((ok, failure) -> {
                    if (failure != null) {
                        log.debug("{} {} stays unpublished for now", name, id, failure);
                    } else if (transport.sender().equals(owed.sentBy())) {
                        acknowledged.add(new Acknowledged(id, version, owed));
                    }
                });
    }

    private CompletableFuture<Void> handOver(OutgoingEvent event) {
        try {
            return transport.send(event);
        } catch (RuntimeException e) {
            log.warn("An event of {} cannot be sent", event.key(), e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private static @Nullable Turn after(Turn turn, long newest) {
        return turn.threads() == 1 ? null : new Turn(turn.threads() - 1, newest);
    }

    void settleOnAThread() {
        Thread.ofVirtual().name("settled-" + name).start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    settle(acknowledged.take());
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    /** Settles whatever has been acknowledged so far. */
    void settle() {
        Acknowledged first = acknowledged.poll();
        if (first != null) {
            settle(first);
        }
    }

    private void settle(Acknowledged first) {
        List<Acknowledged> batch = new ArrayList<>();
        batch.add(first);
        acknowledged.drainTo(batch, SETTLED_AT_ONCE - 1);
        try {
            settlement.accept(batch);
        } catch (RuntimeException e) {
            // They stay due, so a sweeper sends them once more.
            log.debug("Could not settle {} sends of {}", batch.size(), name, e);
        }
    }
}
