package io.micms.local.launcher;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A part that has been started. */
final class PartProcess {

    private static final Duration POLL = Duration.ofMillis(150);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Part part;
    private final Path log;
    private final long logBefore;
    private final Process process;

    private PartProcess(Part part, Path log, long logBefore, Process process) {
        this.part = part;
        this.log = log;
        this.logBefore = logBefore;
        this.process = process;
    }

    /** @throws PlatformFailure if the operating system cannot start it */
    static PartProcess start(Part part, Path logs) {
        Path log = logs.resolve(part.name() + ".log");
        try {
            Files.createDirectories(logs);
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new PlatformFailure(part.name() + " cannot be started: " + e.getMessage());
        }
        return start(part, log, 0);
    }

    /**
     * Starts the same part once more after its process has ended; its log goes on.
     *
     * @throws PlatformFailure if the operating system cannot start it
     */
    PartProcess again() {
        return start(part, log, log.toFile().length());
    }

    private static PartProcess start(Part part, Path log, long logBefore) {
        try {
            List<String> command = new ArrayList<>();
            // Ctrl-C goes to every process of the terminal; only the launcher may act on it, or all would die at once
            // in no order.
            command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", part.name()));
            command.addAll(part.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().clear();
            builder.environment().putAll(part.environment());
            return new PartProcess(part, log, logBefore, builder.start());
        } catch (IOException e) {
            throw new PlatformFailure(part.name() + " cannot be started: " + e.getMessage());
        }
    }

    Part part() {
        return part;
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.pid();
    }

    Instant startedAt() {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /**
     * @return false when given up, since it is of no use any more
     * @throws PlatformFailure if it dies first or takes too long
     */
    boolean awaitReady(HttpClient http, BooleanSupplier givenUp) {
        Instant end = Instant.now().plus(part.patience());
        try {
            while (!isReady(http)) {
                if (givenUp.getAsBoolean()) {
                    return false;
                }
                if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new PlatformFailure(obituary());
                }
                if (Instant.now().isAfter(end)) {
                    throw new PlatformFailure("%s does not answer after %d s: %s (%s)"
                            .formatted(part.name(), part.patience().toSeconds(), LastWords.in(log), log));
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformFailure("The start of " + part.name() + " was interrupted");
        }
    }

    String obituary() {
        int code = process.exitValue();
        String signal = code > 128 ? " (signal " + (code - 128) + ")" : "";
        return "%s died with exit code %d%s: %s (%s)".formatted(part.name(), code, signal, LastWords.in(log), log);
    }

    void askToStop() {
        process.destroy();
    }

    /** Waits for the end, and enforces it when that takes too long. */
    void awaitStopped() {
        try {
            if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        return switch (part.readiness()) {
            case Part.Readiness.Says says -> logSays(says.text());
            case Part.Readiness.Healthy healthy -> answers(http, healthy);
        };
    }

    private boolean logSays(String text) {
        try {
            if (!process.isAlive() || !Files.exists(log)) {
                return false;
            }
            byte[] bytes = Files.readAllBytes(log);
            int before = (int) logBefore;
            return new String(bytes, before, bytes.length - before, StandardCharsets.UTF_8).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(HttpClient http, Part.Readiness.Healthy healthy) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(healthy.address())
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
