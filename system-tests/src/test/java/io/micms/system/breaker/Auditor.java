package io.micms.system.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Waits until everything is as it must be, or says what is not. */
final class Auditor {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int SHOWN = 20;

    private final Expected expected;
    private final Launched launched;
    private final Observer observer;
    private final Consumer<String> progress;

    Auditor(Expected expected, Launched launched, Observer observer, Consumer<String> progress) {
        this.expected = expected;
        this.launched = launched;
        this.observer = observer;
        this.progress = progress;
    }

    /**
     * Two audits in a row must find nothing: what is right may still be followed by something that comes twice.
     *
     * @return what was there in the end
     * @throws AssertionError with the first differences that remain
     */
    Observed await(Duration patience) {
        Instant begun = Instant.now();
        int clean = 0;
        int before = 0;
        while (true) {
            Observed observed = observer.observe();
            List<String> differences = Audit.differences(expected, launched, observed);
            clean = differences.isEmpty() ? clean + 1 : 0;
            if (clean == 2) {
                progress.accept("audit: nothing differs after %d s; %s"
                        .formatted(Duration.between(begun, Instant.now()).toSeconds(), summary(observed)));
                return observed;
            }
            if (differences.size() != before) {
                before = differences.size();
                progress.accept("audit: %d differences, such as: %s"
                        .formatted(
                                differences.size(),
                                differences.stream().findFirst().orElse("none")));
            }
            if (clean == 0 && Instant.now().isAfter(begun.plus(patience))) {
                throw new AssertionError(report(differences));
            }
            pause();
        }
    }

    private static String summary(Observed observed) {
        return "%d customers, %d orders, %d messages (unconfirmed: %s), %d dead letters"
                .formatted(
                        observed.customers().size(),
                        observed.orders().size(),
                        observed.ledger().size(),
                        observed.unconfirmed(),
                        observed.deadLetters().values().stream()
                                .mapToInt(List::size)
                                .sum());
    }

    private static String report(List<String> differences) {
        List<String> lines = new ArrayList<>();
        lines.add(differences.size() + " differences remain:");
        differences.stream().limit(SHOWN).forEach(difference -> lines.add("  " + difference));
        return String.join("\n", lines);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
