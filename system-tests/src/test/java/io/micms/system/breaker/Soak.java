package io.micms.system.breaker;

import io.micms.local.launcher.Port;
import io.micms.system.RunningPlatform;
import io.micms.system.SignedIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Faults by chance, for as long as wanted: rounds of load under faults, each of which ends with an audit of everything so far.
 * Before them, large mailings whose service is killed.
 */
public final class Soak {

    private static final Duration ROUND = Duration.ofSeconds(100);
    private static final Duration EACH = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MAILING = 20_000;
    private static final int KILLS = 5;

    /** Each mailing leaves 20,000 customers behind, and all that was said to them: after four of them 2 GB were full. */
    private static final String HEAP_OF_MAILINGS = "8g";

    private static final Set<String> INFRASTRUCTURE = Set.of("kafka", "mongodb");

    private final Random random;
    private final Arena arena;

    private Soak(long seed, Arena arena) {
        this.random = new Random(seed);
        this.arena = arena;
    }

    /** @param args minutes, mailings and, to repeat what an earlier run has sent and broken, its seed */
    public static void main(String[] args) {
        int minutes = Integer.parseInt(args[0]);
        int mailings = Integer.parseInt(args[1]);
        long seed = args.length > 2 ? Long.parseLong(args[2]) : Instant.now().getEpochSecond();
        say("%d mailings, then soaking for %d minutes, with seed %d".formatted(mailings, minutes, seed));
        int code = mailings == 0 ? 0 : mail(mailings, seed);
        if (code > 0 || minutes == 0) {
            System.exit(code);
        }
        try (Arena arena = Arena.open(RunningPlatform.REPOSITORY, seed, Soak::say)) {
            new Soak(seed, arena).run(Instant.now().plus(Duration.ofMinutes(minutes)));
        } catch (AssertionError | RuntimeException e) {
            say(String.valueOf(e.getMessage()));
            e.printStackTrace();
            code = 1;
        }
        say("seed %d: %s".formatted(seed, code == 0 ? "nothing was lost, doubled or left out of date" : "failed"));
        System.exit(code);
    }

    /** With a platform of their own, which is fed with nothing else: what stands in the inbox is theirs. */
    private static int mail(int mailings, long seed) {
        Path state = RunningPlatform.REPOSITORY
                .resolve("system-tests")
                .resolve("target")
                .resolve("mailing");
        Random random = new Random(seed);
        try (BreakablePlatform broken = BreakablePlatform.start(RunningPlatform.REPOSITORY, state, HEAP_OF_MAILINGS)) {
            SignedIn ada = SignedIn.as(broken.platform().gateway(), "ada@example.com");
            Mailing mailing = new Mailing(broken, ada, random, Soak::say);
            for (int i = 1; i <= mailings; i++) {
                String name = "mailing" + i;
                // Every other one by two instances, of which the first is killed.
                Mailing.Result result = i % 2 == 1
                        ? mailing.send(name, MAILING, KILLS, Duration.ZERO)
                        : broken.withSecond(Port.CAMPAIGN, second -> mailing.send(name, MAILING, KILLS, Duration.ZERO));
                say(result.toString());
                result.check();
            }
            return 0;
        } catch (AssertionError | RuntimeException e) {
            say("seed %d: %s".formatted(seed, e.getMessage()));
            e.printStackTrace();
            return 1;
        }
    }

    private void run(Instant end) {
        for (int round = 1; Instant.now().isBefore(end); round++) {
            say("round " + round);
            Instant roundEnd = Instant.now().plus(ROUND);
            try (Load load = arena.load(EACH)) {
                while (Instant.now().isBefore(roundEnd)) {
                    load.story();
                    breakSomething();
                    say(load.progress());
                }
            }
            arena.auditor().await(PATIENCE);
        }
    }

    private void breakSomething() {
        List<Fault> all = Fault.all();
        Fault one = all.get(random.nextInt(all.size()));
        // What a part needs in order to start stays whole meanwhile.
        List<Fault> besides = all.stream()
                .filter(fault -> fault.kind() != Fault.Kind.KILL && fault.kind() != Fault.Kind.RESTART)
                .filter(fault -> !INFRASTRUCTURE.contains(fault.part()))
                .toList();
        Fault other = besides.get(random.nextInt(besides.size()));
        boolean both = random.nextInt(3) == 0;
        Duration lasting = Duration.ofMillis(200 + random.nextInt(8_000));
        say("%s%s for %d ms".formatted(one, both ? " and " + other : "", lasting.toMillis()));
        CompletableFuture<Void> second =
                both ? CompletableFuture.runAsync(() -> arena.broken().inflict(other, lasting)) : null;
        arena.broken().inflict(one, lasting);
        if (second != null) {
            second.join();
        }
    }

    private static void say(String what) {
        System.out.printf("%tT %s%n", LocalTime.now(), what);
    }
}
