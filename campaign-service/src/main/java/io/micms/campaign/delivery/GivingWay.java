package io.micms.campaign.delivery;

import io.micms.campaign.profiles.LiveChangeListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Lets live audiences go first. As long as changes of customers and orders come in, sending does a little at a time, begins
 * when none of them is in hand, pauses for those that come in meanwhile, and rests in between. For how much of the time it
 * works is found out: more as long as the way of the changes into audiences takes what it takes while nothing is sent, less
 * when it takes longer. Now and then sending stops for a moment to hear what that is by now.
 *
 * <p>That is how transfers in the background share a line: less than best effort, with the delay as the sign of congestion
 * (LEDBAT, RFC 6817), additive steps made multiplicative, and the pauses of LEDBAT++ (draft-irtf-iccrg-ledbat-plus-plus).
 */
@Component
class GivingWay implements LiveChangeListener {

    /** Messages that are sent before the next rest, as long as there are rests. */
    private static final int AT_ONCE = 3;

    /** Without a change for so long, there is nobody to give way to. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** The part of the changes that is to be as fast as ever, and how much longer it may take. */
    private static final double PART = 0.98;

    private static final double TOLERATED = 1.1;

    /** Of the changes while nothing is sent and while something is, the last ones; and how many make a judgement. */
    private static final int REMEMBERED_ALONE = 400;

    private static final int REMEMBERED_BESIDE = 100;
    private static final int ENOUGH = 50;
    private static final int STEP = 25;

    private static final double MORE = 1.07;
    private static final double LESS = 0.75;

    /** Where changes are delayed all the same, a campaign is to come to its end. */
    private static final double LEAST = 0.2;

    /** As many times {@link #AT_ONCE} as are sent where there is nobody to give way to. */
    private static final double FULL = 10;

    /** On a machine that is slow for other reasons, a rest by what the work took would have no end. */
    private static final Duration LONGEST_REST = Duration.ofMillis(50);

    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    /** In the middle of a turn, each time. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(30);

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    /** What is later than this after the last message was worked on is not delayed by sending. */
    private static final Duration ALONE_AFTER = Duration.ofMillis(500);

    private static final Duration LISTENING = Duration.ofMillis(1_500);
    private static final Duration BETWEEN_LISTENING = Duration.ofSeconds(20);

    private final LongSupplier nanoTime;
    private final LongConsumer park;
    private final Recent alone = new Recent(REMEMBERED_ALONE);
    private final Recent beside = new Recent(REMEMBERED_BESIDE);
    private int inHand;
    private int sinceStep;

    /** Up to 1 the part of the time that sending works; above that how many times {@link #AT_ONCE} it sends, without a rest. */
    private double pace = LEAST;

    private long lastChangeAt;
    private long lastWorkAt;
    private long listenedAt;
    private int pausing;
    private long pausedSince;
    private long paused;

    @Autowired
    GivingWay(MeterRegistry meters) {
        this(meters, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param nanoTime as {@link System#nanoTime()}
     * @param park as {@link LockSupport#parkNanos(long)}
     */
    GivingWay(MeterRegistry meters, LongSupplier nanoTime, LongConsumer park) {
        this.nanoTime = nanoTime;
        this.park = park;
        long now = nanoTime.getAsLong();
        lastChangeAt = now - QUIET.toNanos();
        lastWorkAt = now - ALONE_AFTER.toNanos();
        listenedAt = now;
        meters.gauge("micms.delivery.share", this, way -> way.isAsked() ? way.share() : 1);
    }

    @Override
    public synchronized void begun() {
        inHand++;
    }

    @Override
    public synchronized void ended(List<Duration> took) {
        inHand--;
        long now = nanoTime.getAsLong();
        lastChangeAt = now;
        long sinceWork = Duration.ofNanos(now - lastWorkAt).toMillis();
        for (Duration one : took) {
            long millis = one.toMillis();
            if (sinceWork - millis >= ALONE_AFTER.toMillis()) {
                alone.add(millis);
            } else {
                beside.add(millis);
                sinceStep++;
            }
        }
        if (sinceStep >= STEP && alone.size() >= ENOUGH && beside.size() >= ENOUGH) {
            sinceStep = 0;
            boolean delayed = beside.quantile(PART) > TOLERATED * alone.quantile(PART);
            pace = Math.clamp(pace * (delayed ? LESS : MORE), LEAST, FULL);
        }
    }

    /** Whether there are changes to give way to, and they are delayed by sending at full speed. */
    synchronized boolean isAsked() {
        return pace < FULL && (inHand > 0 || nanoTime.getAsLong() - lastChangeAt < QUIET.toNanos());
    }

    /** The part of the time that sending may work while changes come in. */
    synchronized double share() {
        return Math.min(1, pace);
    }

    /** @return how many messages may be sent in the next turn, of so many */
    synchronized int atOnce(int most) {
        return isAsked() ? Math.min((int) (AT_ONCE * Math.max(1, pace)), most) : most;
    }

    /** Waits for the changes that are in hand, though not for ever: where they never end, both go on. */
    Turn begin() {
        if (isAsked()) {
            if (isTimeToListen()) {
                park.accept(LISTENING.toNanos());
            }
            await(LONGEST_WAIT);
        }
        working();
        return new Turn();
    }

    /** Between two pieces of a turn: changes that have come in meanwhile go first. */
    void pause() {
        if (isAsked() && isAnyInHand()) {
            pauseBegins();
            try {
                await(LONGEST_PAUSE);
            } finally {
                pauseEnds();
            }
        }
        working();
    }

    private void await(Duration atMost) {
        long until = nanoTime.getAsLong() + atMost.toNanos();
        while (isAnyInHand() && nanoTime.getAsLong() < until) {
            park.accept(LOOK_EVERY.toNanos());
        }
    }

    private synchronized void pauseBegins() {
        if (pausing++ == 0) {
            pausedSince = nanoTime.getAsLong();
        }
    }

    private synchronized void pauseEnds() {
        if (--pausing == 0) {
            paused += nanoTime.getAsLong() - pausedSince;
        }
    }

    /** For how long all was paused, in nanoseconds since ever. */
    private synchronized long paused() {
        return pausing == 0 ? paused : paused + nanoTime.getAsLong() - pausedSince;
    }

    /** Something is being sent at this moment. */
    private synchronized void working() {
        lastWorkAt = nanoTime.getAsLong();
    }

    private synchronized boolean isTimeToListen() {
        long now = nanoTime.getAsLong();
        boolean isTime = now - listenedAt > BETWEEN_LISTENING.toNanos();
        if (isTime) {
            listenedAt = now;
        }
        return isTime;
    }

    private synchronized boolean isAnyInHand() {
        return inHand > 0;
    }

    /** Some of the work that is done at one go, the time that it takes without its pauses. */
    final class Turn {

        private final long begun = nanoTime.getAsLong();
        private final long pausedBefore = paused();

        private Turn() {}

        /** Ends it, and rests for as long as it gives the share of the time that it may have. */
        void rest() {
            if (isAsked()) {
                double work = nanoTime.getAsLong() - begun - (paused() - pausedBefore);
                park.accept(Math.min(LONGEST_REST.toNanos(), (long) (work * (1 / share() - 1))));
            }
        }
    }

    /** Durations in milliseconds, the latest ones. */
    private static final class Recent {

        private final long[] kept;
        private long added;

        Recent(int most) {
            kept = new long[most];
        }

        void add(long millis) {
            kept[(int) (added++ % kept.length)] = millis;
        }

        int size() {
            return (int) Math.min(added, kept.length);
        }

        /** The duration that such a part is not above. */
        long quantile(double part) {
            long[] sorted = Arrays.copyOf(kept, size());
            Arrays.sort(sorted);
            return sorted[(int) (part * (sorted.length - 1))];
        }
    }
}
