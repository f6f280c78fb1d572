package io.micms.local.launcher;

import io.micms.local.LocalPorts;
import io.micms.local.kafka.Topics;
import io.micms.local.launcher.RunningState.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The whole platform on this machine, each part a process of its own. */
public final class Platform implements AutoCloseable {

    private final PlatformOptions options;
    private final Blueprint blueprint;
    private final PartGroup parts;
    private volatile boolean ready;

    private Platform(PlatformOptions options, Blueprint blueprint, Progress progress) {
        this.options = options;
        this.blueprint = blueprint;
        this.parts = new PartGroup(options.logs(), progress, this::writeState);
    }

    /**
     * Starts every part and returns when all answer.
     *
     * @throws PlatformFailure with a line that says which part cannot start and why; nothing runs then
     */
    public static Platform start(PlatformOptions options) {
        Platform platform = prepare(options, Progress.SILENT);
        platform.start();
        return platform;
    }

    /** The same with no data, whatever an earlier run left. */
    public static Platform startEmpty(PlatformOptions options) {
        try {
            ServiceJar.delete(options.data());
        } catch (IOException e) {
            throw new UncheckedIOException(options.data() + " cannot be emptied", e);
        }
        return start(options);
    }

    /** A platform that can be closed before and while it starts. */
    static Platform prepare(PlatformOptions options, Progress progress) {
        return new Platform(options, new Blueprint(options), progress);
    }

    void start() {
        List<Part> all = blueprint.parts();
        PartGroup.requireFreePorts(all);
        try {
            if (!blueprint.ownKafka()) {
                Topics.create(kafkaBootstrapServers(), Topics.configuredPartitions(options.environment()));
            }
            parts.start(all);
            ready = true;
            writeState();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where the UI and the API are. */
    public URI gateway() {
        return URI.create("http://localhost:" + options.port(Port.GATEWAY));
    }

    /** Where a service is reached without the gateway. */
    public URI service(Port port) {
        return URI.create("http://localhost:" + options.port(port));
    }

    /** The inbox's page and JSON. */
    public URI inbox() {
        return URI.create(blueprint.inboxUrl());
    }

    /** The stand-in for Google. */
    public URI google() {
        return URI.create("http://" + LocalPorts.HOST + ":" + options.port(Port.GOOGLE));
    }

    public String kafkaBootstrapServers() {
        return blueprint.variable("KAFKA_BOOTSTRAP_SERVERS");
    }

    public String mongoUri() {
        return blueprint.variable("MONGODB_URI");
    }

    /** Where each part's log is, as {@code <part>.log}. */
    public Path logs() {
        return options.logs();
    }

    /**
     * The process of a part such as {@code campaign}.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public long pid(String part) {
        return parts.find(part)
                .orElseThrow(() -> new IllegalArgumentException("No part " + part))
                .pid();
    }

    /**
     * Stops one part as an orderly shutdown would, and waits for its end.
     *
     * @throws IllegalArgumentException if there is no such part, or it has been stopped already
     */
    public void stop(String part) {
        parts.stop(part);
    }

    /**
     * Ends one part as a crash would: it is not asked and has no chance to finish anything.
     *
     * @throws IllegalArgumentException if there is no such part, or it has been stopped already
     */
    public void kill(String part) {
        parts.kill(part);
    }

    /**
     * Starts a part that was stopped or killed, with the same ports, environment and data, and returns when it answers.
     *
     * @throws PlatformFailure if it does not
     */
    public void startAgain(String part) {
        parts.startAgain(part);
    }

    /**
     * Starts another instance of a service beside the one that runs, which nothing leads to but what they share, and returns when
     * it answers. It is a part of its own, named {@code campaign-2} of {@code campaign}.
     *
     * @param service that the port is of
     * @param number of the port that it listens on
     * @throws PlatformFailure if it does not answer
     */
    public void startBeside(Port service, int number) {
        parts.startBeside(service, number);
    }

    /** Completes with a line for the terminal when a part dies by itself. */
    public CompletableFuture<String> failure() {
        return parts.failure();
    }

    Blueprint blueprint() {
        return blueprint;
    }

    @Override
    public void close() {
        parts.close();
        RunningState.delete(options.running());
    }

    private void writeState() {
        ProcessHandle self = ProcessHandle.current();
        List<Running> running = parts.processes().stream()
                .map(process -> new Running(
                        process.part().name(),
                        process.pid(),
                        process.startedAt(),
                        process.part().ports(),
                        process.log().toString()))
                .toList();
        Running launcher = new Running(
                "launcher",
                self.pid(),
                self.info().startInstant().orElse(Instant.EPOCH),
                List.of(),
                options.logs().resolve("launcher.log").toString());
        synchronized (this) {
            new RunningState(launcher, ready, gateway().toString(), blueprint.inboxUrl(), running)
                    .write(options.running());
        }
    }
}
