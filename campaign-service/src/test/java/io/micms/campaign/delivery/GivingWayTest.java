package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivingWayTest {

    private static final Duration WORK = Duration.ofMillis(10);
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(20);
    private static final double TOLERATED = 1.1;

    private final World world = new World();

    @Test
    void nothingRestsWhereNoChangesComeIn() {
        world.changes = false;
        world.sendFor(Duration.ofSeconds(5));
        assertThat(world.way.isAsked()).isFalse();
        assertThat(world.parked).isZero();
    }

    @Test
    void restsAsLongAsChangesComeInAndALittleLonger() {
        world.sendFor(Duration.ofSeconds(1));
        assertThat(world.parked).isPositive();

        world.changes = false;
        world.pass(Duration.ofSeconds(9));
        assertThat(world.way.isAsked()).isTrue();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.way.isAsked()).isFalse();
    }

    /** A change that is delayed by the half where sending never rests allows it three tenths of the time. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.3, 0.5})
    void worksForAsMuchOfTheTimeAsDelaysChangesByLittle(double delay) {
        world.delay = delay;
        world.pass(Duration.ofSeconds(10));
        world.sendFor(Duration.ofMinutes(2));
        double most = (TOLERATED - 1) / delay;
        assertThat(world.meanShareOf(Duration.ofMinutes(1))).isBetween(0.5 * most, 1.1 * most);
    }

    @Test
    void goesAtFullSpeedWhereNobodyIsDelayed() {
        world.delay = 0;
        world.pass(Duration.ofSeconds(10));
        world.sendFor(Duration.ofMinutes(1));
        assertThat(world.way.share()).isEqualTo(1);
        assertThat(world.way.isAsked()).isFalse();
    }

    @Test
    void goesOnHoweverMuchChangesAreDelayed() {
        world.delay = 1_000;
        world.pass(Duration.ofSeconds(10));
        long before = world.worked;
        world.sendFor(Duration.ofMinutes(1));
        long aFifth = Duration.ofMinutes(1).dividedBy(WORK) / 5;
        assertThat(world.worked - before).isBetween(aFifth * 9 / 10, aFifth * 11 / 10);
    }

    /** Changes take longer for all that others do; what they take without sending is heard again and again. */
    @Test
    void isNotBlamedForWhatOthersDo() {
        world.delay = 0.5;
        world.pass(Duration.ofSeconds(10));
        world.sendFor(Duration.ofMinutes(1));
        world.alone = world.alone.multipliedBy(3);
        world.sendFor(Duration.ofMinutes(4));
        assertThat(world.meanShareOf(Duration.ofMinutes(1))).isBetween(0.2, 0.33);
    }

    /** Services' clocks are set, and what comes again after a year is a year late. */
    @Test
    void takesAnyTimeThatChangesSayTheyTook() {
        world.way.begun();
        world.way.ended(List.of(Duration.ofDays(-1), Duration.ofDays(800_000)));
        assertThat(world.way.isAsked()).isTrue();
    }

    @Test
    void beginsWhenNoChangeIsInHand() {
        world.pass(Duration.ofSeconds(1));
        world.way.begun();
        world.changes = false;
        long before = world.now;
        world.onPark = () -> {
            if (world.now - before >= Duration.ofMillis(30).toNanos()) {
                world.onPark = () -> {};
                world.way.ended(List.of(world.alone));
            }
        };
        world.way.begin();
        assertThat(Duration.ofNanos(world.now - before)).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void doesNotWaitForEverForAChangeInHand() {
        world.pass(Duration.ofSeconds(1));
        world.changes = false;
        world.way.begun();
        long before = world.now;
        world.way.begin();
        assertThat(Duration.ofNanos(world.now - before)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void pausesForAChangeThatComesInMeanwhileAndRestsOnlyForTheWork() {
        world.pass(Duration.ofSeconds(1));
        world.changes = false;
        GivingWay.Turn turn = world.way.begin();
        world.pass(WORK.dividedBy(4));
        world.way.begun();
        long before = world.now;
        world.onPark = () -> {
            if (world.now - before >= Duration.ofMillis(20).toNanos()) {
                world.onPark = () -> {};
                world.way.ended(List.of(world.alone));
            }
        };
        world.way.pause();
        assertThat(Duration.ofNanos(world.now - before)).isEqualTo(Duration.ofMillis(20));

        world.pass(WORK.dividedBy(4));
        long rested = world.parked;
        turn.rest();
        // It begins with a fifth of the time.
        assertThat(Duration.ofNanos(world.parked - rested))
                .isEqualTo(WORK.dividedBy(2).multipliedBy(4));
    }

    @Test
    void doesNotPauseForEverForAChangeInHand() {
        world.pass(Duration.ofSeconds(1));
        world.changes = false;
        world.way.begin();
        world.way.begun();
        long before = world.now;
        world.way.pause();
        assertThat(Duration.ofNanos(world.now - before)).isEqualTo(Duration.ofMillis(30));
    }

    /** Changes come in at a steady rate, and take longer the more of the time sending works. */
    private static final class World {

        private final Random random = new Random(7);
        private long now = 1;
        private long nextChange = 1;
        private long parked;
        private long worked;
        private boolean changes = true;
        private Duration alone = Duration.ofMillis(40);
        private double delay;
        private long lastWork = Long.MIN_VALUE / 2;
        private Runnable onPark = () -> {};
        private final GivingWay way = new GivingWay(new SimpleMeterRegistry(), () -> now, this::park);

        private void park(long nanos) {
            parked += nanos;
            pass(Duration.ofNanos(nanos));
            onPark.run();
        }

        void pass(Duration time) {
            long until = now + time.toNanos();
            while (changes && nextChange <= until) {
                now = Math.max(now, nextChange);
                boolean sending = now - lastWork < Duration.ofMillis(500).toNanos();
                double slower = sending ? 1 + delay * way.share() : 1;
                way.begun();
                way.ended(List.of(
                        Duration.ofNanos((long) (alone.toNanos() * slower * (0.5 + 0.5 * random.nextDouble())))));
                nextChange = now + BETWEEN_CHANGES.toNanos();
            }
            now = until;
            nextChange = Math.max(nextChange, now + 1);
        }

        void sendFor(Duration time) {
            long end = now + time.toNanos();
            while (now < end) {
                sendOnce();
            }
        }

        double meanShareOf(Duration time) {
            long end = now + time.toNanos();
            double sum = 0;
            int times = 0;
            while (now < end) {
                sendOnce();
                sum += way.share();
                times++;
            }
            return sum / times;
        }

        private void sendOnce() {
            GivingWay.Turn turn = way.begin();
            lastWork = now;
            pass(WORK);
            worked++;
            turn.rest();
        }
    }
}
