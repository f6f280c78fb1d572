package io.micms.local.launcher;

import io.micms.local.LocalPorts;
import io.micms.local.launcher.Part.Level;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Parts that start, live and stop together. */
final class PartGroup implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Path logs;
    private final Progress progress;
    private final Runnable changed;
    private final List<PartProcess> processes = new ArrayList<>();

    /** Those that were ended on purpose, by name. */
    private final Map<String, PartProcess> ended = new HashMap<>();

    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private boolean stopping;

    /** @param changed called after a part has been started */
    PartGroup(Path logs, Progress progress, Runnable changed) {
        this.logs = logs;
        this.progress = progress;
        this.changed = changed;
    }

    /** @throws PlatformFailure that names every part whose port is taken, before anything starts */
    static void requireFreePorts(List<Part> parts) {
        Map<Integer, String> owners = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (Part part : parts) {
            for (int port : part.ports()) {
                String other = owners.putIfAbsent(port, part.name());
                if (other != null) {
                    faults.add(
                            "%s and %s are both configured to listen on port %d".formatted(other, part.name(), port));
                } else if (!LocalPorts.isFree(port)) {
                    String owner = PortOwner.pidOf(port)
                            .map(pid -> " by process " + pid + commandOf(pid))
                            .orElse("");
                    faults.add("%s needs port %d, which is in use%s".formatted(part.name(), port, owner));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new PlatformFailure(String.join("; ", faults));
        }
    }

    /**
     * Starts level by level, the infrastructure all at once and services a few at a time.
     *
     * @throws PlatformFailure if a part does not get ready; all have been stopped then
     */
    void start(List<Part> parts) {
        try {
            startTogether(
                    parts.stream()
                            .filter(part -> part.level() == Level.INFRASTRUCTURE)
                            .toList(),
                    parts.size());
            // More at once than there are processors to start them makes each so slow that none is ready sooner.
            startTogether(
                    parts.stream()
                            .filter(part -> part.level() != Level.INFRASTRUCTURE)
                            .toList(),
                    Runtime.getRuntime().availableProcessors() + 1);
        } catch (PlatformFailure e) {
            close();
            throw e;
        }
    }

    /** Completes with a line for the terminal when a part dies that nobody stopped. */
    CompletableFuture<String> failure() {
        return failure;
    }

    synchronized List<PartProcess> processes() {
        return List.copyOf(processes);
    }

    Optional<PartProcess> find(String name) {
        return processes().reversed().stream()
                .filter(process -> process.part().name().equals(name))
                .findFirst();
    }

    /** Asks one part to stop and waits for its end, which is no failure. */
    void stop(String name) {
        PartProcess process = takeOut(name);
        process.askToStop();
        process.awaitStopped();
    }

    /** Ends one part without asking it (SIGKILL), which is no failure. */
    void kill(String name) {
        PartProcess process = takeOut(name);
        process.kill();
        process.awaitStopped();
    }

    /**
     * Starts a part again that was stopped or killed, and returns when it answers.
     *
     * @throws PlatformFailure if it does not get ready
     */
    void startAgain(String name) {
        PartProcess last;
        synchronized (this) {
            last = ended.remove(name);
        }
        if (last == null) {
            throw new IllegalArgumentException(name + " was not stopped");
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            startOne(last.part(), last::again, http);
        }
    }

    /**
     * Starts another instance of a service, and returns when it answers.
     *
     * @throws PlatformFailure if it does not get ready
     */
    void startBeside(Port service, int number) {
        String name = service.name().toLowerCase(Locale.ROOT);
        Part other = find(name)
                .orElseThrow(() -> new IllegalArgumentException("No part " + name))
                .part()
                .beside(service, number);
        requireFreePorts(List.of(other));
        try (HttpClient http = HttpClient.newHttpClient()) {
            startOne(other, () -> PartProcess.start(other, logs), http);
        }
    }

    private synchronized PartProcess takeOut(String name) {
        PartProcess process = find(name).orElseThrow(() -> new IllegalArgumentException("No part " + name));
        processes.remove(process);
        ended.put(name, process);
        return process;
    }

    /** Stops the highest level first, each level together. */
    @Override
    public void close() {
        List<PartProcess> running;
        synchronized (this) {
            stopping = true;
            running = List.copyOf(processes);
            processes.clear();
        }
        for (Level level : List.of(Level.values()).reversed()) {
            List<PartProcess> ofLevel = running.reversed().stream()
                    .filter(process -> process.part().level() == level)
                    .toList();
            ofLevel.forEach(PartProcess::askToStop);
            ofLevel.forEach(PartProcess::awaitStopped);
        }
    }

    private void startTogether(List<Part> parts, int atOnce) {
        Semaphore permits = new Semaphore(atOnce);
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Part part : parts) {
                while (!permits.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    requireNoFailure();
                }
                requireNoFailure();
                ready.add(CompletableFuture.runAsync(
                                () -> startOne(part, () -> PartProcess.start(part, logs), http), threads)
                        .whenComplete((nothing, fault) -> {
                            permits.release();
                            if (fault != null) {
                                failure.complete(reason(part, fault));
                            }
                        }));
            }
            // The first failure ends the wait, however long the others would take.
            CompletableFuture.anyOf(failure, CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new)))
                    .handle((done, fault) -> done)
                    .join();
            requireNoFailure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.complete("The start was interrupted");
            requireNoFailure();
        }
    }

    private void startOne(Part part, Supplier<PartProcess> start, HttpClient http) {
        long begin = System.nanoTime();
        PartProcess process;
        synchronized (this) {
            if (stopping) {
                return;
            }
            progress.starting(part);
            process = start.get();
            processes.add(process);
        }
        process.onExit().thenRun(() -> died(process));
        changed.run();
        if (process.awaitReady(http, failure::isDone)) {
            progress.ready(part, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void requireNoFailure() {
        String reason = failure.getNow(null);
        if (reason != null) {
            throw new PlatformFailure(reason);
        }
    }

    private static String reason(Part part, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof PlatformFailure
                ? String.valueOf(cause.getMessage())
                : part.name() + " cannot be started: " + cause;
    }

    private synchronized void died(PartProcess process) {
        if (!stopping && processes.contains(process)) {
            failure.complete(process.obituary());
        }
    }

    private static String commandOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().command())
                .map(command -> " (" + Path.of(command).getFileName() + ")")
                .orElse("");
    }
}
