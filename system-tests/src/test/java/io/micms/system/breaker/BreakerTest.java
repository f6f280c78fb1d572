package io.micms.system.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.system.RunningPlatform;
import io.micms.system.breaker.ApiClient.Call;
import io.micms.system.breaker.Fault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each kind of fault on each part once, while customers and orders come in and live campaigns go out. Whatever breaks, in the end
 * nothing has been lost, doubled or left out of date, and everybody who is in a live campaign's audience got its message once, or
 * is shown as unconfirmed.
 */
class BreakerTest {

    private static final long SEED = 1;
    private static final Duration EACH = Duration.ofMillis(500);
    private static final Duration DOWN = Duration.ofMillis(300);
    private static final Duration SHORT = Duration.ofMillis(1_500);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final Duration LONG_BEFORE_THE_END = Duration.ofSeconds(15);
    private static final List<String> INFRASTRUCTURE = List.of("kafka", "mongodb");

    /** As many as are under way at once, each time that campaign-service, its database or the mail server is killed. */
    private static final int UNCONFIRMED_AT_MOST = 3 * Mailing.PLACES;

    private static Arena arena;

    @BeforeAll
    static void open() {
        RunningPlatform.stop();
        arena = Arena.open(RunningPlatform.REPOSITORY, SEED, BreakerTest::say);
        say("up");
    }

    @AfterAll
    static void close() {
        arena.close();
    }

    @Test
    void theStoryGoesOnThoughEveryProcessIsKilledInTurn() {
        long before = sum(arena.observer().observe().unconfirmed());
        try (Load load = arena.load(EACH)) {
            for (Fault fault : Fault.ofKind(Kind.KILL)) {
                load.story();
                inflict(fault);
            }
        }
        Observed observed = arena.auditor().await(PATIENCE);
        assertThat(sum(observed.unconfirmed())).isLessThanOrEqualTo(before + UNCONFIRMED_AT_MOST);
    }

    @Test
    void theApiAnswersWhileTheBrokerIsAwayForAMinute() throws InterruptedException {
        Map<String, Long> before = arena.observer().observe().unconfirmed();
        try (Load load = arena.load(EACH.dividedBy(2))) {
            arena.broken().platform().kill("kafka");
            Instant gone = Instant.now();
            for (int i = 0; i < 6; i++) {
                load.story();
                Thread.sleep(OUTAGE.dividedBy(6));
            }
            Instant returns = Instant.now();
            List<Call> calls = arena.api().calls().stream()
                    .filter(call -> call.begun().isAfter(gone))
                    .toList();
            arena.broken().platform().startAgain("kafka");
            List<Duration> took = calls.stream().map(Call::took).sorted().toList();
            say("without a broker: %d calls answered, median %d ms, longest %d ms"
                    .formatted(
                            took.size(),
                            took.get(took.size() / 2).toMillis(),
                            took.getLast().toMillis()));
            assertThat(calls).hasSizeGreaterThan(20).allMatch(call -> call.attempts() == 1);
            // Every call has ended by now, so that one which is not among these has waited for Kafka.
            load.close();
            assertThat(arena.api().calls().stream()
                            .filter(call -> call.begun().isAfter(gone))
                            .filter(call -> call.begun().isBefore(returns.minus(LONG_BEFORE_THE_END))))
                    .allMatch(call -> call.ended().isBefore(returns));
        }
        // The way to the recipients does not lead through Kafka.
        assertThat(arena.auditor().await(PATIENCE).unconfirmed()).isEqualTo(before);
    }

    @Test
    void nothingIsLostOrDoubledByWhateverElseGoesWrong() {
        try (Load load = arena.load(EACH)) {
            CompletableFuture<Void> restarts =
                    CompletableFuture.runAsync(() -> Fault.ofKind(Kind.RESTART).forEach(BreakerTest::inflict));
            for (Kind kind : List.of(Kind.PAUSE, Kind.CUT, Kind.STALL, Kind.DELAY)) {
                Fault.ofKind(kind).stream()
                        .filter(fault -> !INFRASTRUCTURE.contains(fault.part()))
                        .forEach(BreakerTest::inflict);
            }
            restarts.join();
            // Not before: a service whose database does not answer while it starts does not start.
            for (Kind kind : List.of(Kind.PAUSE, Kind.CUT, Kind.STALL, Kind.DELAY)) {
                Fault.ofKind(kind).stream()
                        .filter(fault -> INFRASTRUCTURE.contains(fault.part()))
                        .forEach(fault -> {
                            load.story();
                            inflict(fault);
                        });
            }
        }
        arena.auditor().await(PATIENCE);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void inflict(Fault fault) {
        Instant begun = Instant.now();
        boolean ends = fault.kind() == Kind.KILL || fault.kind() == Kind.RESTART;
        arena.broken().inflict(fault, ends ? DOWN : SHORT);
        say("%s, answers after %d ms"
                .formatted(fault, Duration.between(begun, Instant.now()).toMillis()));
    }

    private static void say(String what) {
        System.out.printf("%tT %s%n", LocalTime.now(), what);
    }
}
