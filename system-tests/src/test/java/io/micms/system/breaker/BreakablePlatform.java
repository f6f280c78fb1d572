package io.micms.system.breaker;

import io.micms.local.LocalPorts;
import io.micms.local.launcher.Platform;
import io.micms.local.launcher.PlatformOptions;
import io.micms.local.launcher.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A platform of its own with a proxy in front of every part but Google's stand-in, whose address is its name. */
final class BreakablePlatform implements AutoCloseable {

    private static final Duration DELAY = Duration.ofMillis(150);

    private final Platform platform;
    private final Map<Port, Integer> listening;
    private final Map<Port, TcpProxy> proxies;

    /** A part is broken in one way at a time. */
    private final Map<String, Lock> locks =
            Fault.PARTS.stream().collect(Collectors.toMap(part -> part, part -> new ReentrantLock()));

    private BreakablePlatform(Platform platform, Map<Port, Integer> listening, Map<Port, TcpProxy> proxies) {
        this.platform = platform;
        this.listening = listening;
        this.proxies = proxies;
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
    }

    /** Starts with no data. */
    static BreakablePlatform start(Path repository, Path state) {
        return start(repository, state, "2g");
    }

    /** @param databaseHeap of the embedded database, which keeps all there is in it */
    static BreakablePlatform start(Path repository, Path state, String databaseHeap) {
        Map<Port, Integer> listening = new EnumMap<>(Port.class);
        Iterator<Integer> free = LocalPorts.free(Port.values().length).iterator();
        for (Port port : Port.values()) {
            if (port != Port.GOOGLE) {
                listening.put(port, free.next());
            }
        }
        PlatformOptions options = PlatformOptions.isolated(repository, state)
                .behind(listening)
                .with("MICMS_ADMIN_EMAIL", "ada@example.com")
                .with("MICMS_MONGODB_HEAP", databaseHeap)
                // What waits for a process that is gone waits shorter than in production, so that the end can be
                // awaited.
                .with("MICMS_DELIVERY_TIMEOUT", "3s")
                .with("MICMS_DELIVERY_LEASE", "30s")
                .with("SPRING_KAFKA_PRODUCER_PROPERTIES_DELIVERY_TIMEOUT_MS", "11000")
                .with("MICMS_PUBLISHING_SETTLEMARGIN", "2s")
                .with("SPRING_CLOUD_STREAM_KAFKA_BINDER_CONSUMERPROPERTIES_SESSION_TIMEOUT_MS", "8000")
                .with("SPRING_CLOUD_STREAM_KAFKA_BINDER_CONSUMERPROPERTIES_HEARTBEAT_INTERVAL_MS", "2000");
        Map<Port, TcpProxy> proxies = new EnumMap<>(Port.class);
        listening.forEach((port, number) ->
                proxies.put(port, TcpProxy.between(options.ports().get(port), number)));
        try {
            return new BreakablePlatform(Platform.startEmpty(options), listening, proxies);
        } catch (RuntimeException e) {
            proxies.values().forEach(TcpProxy::close);
            throw e;
        }
    }

    Platform platform() {
        return platform;
    }

    /** The database itself, whatever is broken in front of it. */
    String mongoUri() {
        return "mongodb://" + LocalPorts.HOST + ":" + listening.get(Port.MONGODB);
    }

    /** Breaks something, leaves it so for a while, mends it, and returns when the part answers again. */
    void inflict(Fault fault, Duration lasting) {
        Lock lock = Objects.requireNonNull(locks.get(fault.part()));
        lock.lock();
        try {
            inflictNow(fault, lasting);
        } finally {
            lock.unlock();
        }
    }

    private void inflictNow(Fault fault, Duration lasting) {
        String part = fault.part();
        List<TcpProxy> inFront = ports(part).stream().map(proxies::get).toList();
        switch (fault.kind()) {
            case KILL -> {
                platform.kill(part);
                startAgain(part, inFront, lasting);
            }
            case RESTART -> {
                platform.stop(part);
                startAgain(part, inFront, lasting);
            }
            case PAUSE -> {
                signal("STOP", part);
                sleep(lasting);
                signal("CONT", part);
            }
            case CUT -> {
                inFront.forEach(TcpProxy::cut);
                sleep(lasting);
                inFront.forEach(TcpProxy::heal);
            }
            case STALL -> {
                inFront.forEach(TcpProxy::stall);
                sleep(lasting);
                inFront.forEach(TcpProxy::heal);
            }
            case DELAY -> {
                inFront.forEach(proxy -> proxy.delay(DELAY));
                sleep(lasting);
                inFront.forEach(TcpProxy::heal);
            }
        }
    }

    /** Where nothing listens, connections are refused; a proxy that takes them first would make that look like an answer that never came. */
    private void startAgain(String part, List<TcpProxy> inFront, Duration after) {
        inFront.forEach(TcpProxy::cut);
        sleep(after);
        if (part.equals("kafka")) {
            // It lays out its topics as a client of its own.
            inFront.forEach(TcpProxy::heal);
        }
        platform.startAgain(part);
        inFront.forEach(TcpProxy::heal);
    }

    /**
     * Runs something while a service has a second instance, with nothing in front of it and nothing in common with the first but
     * the database, the broker and the mail server.
     *
     * @param during told where the second one is
     */
    <T> T withSecond(Port service, Function<URI, T> during) {
        int number = LocalPorts.free();
        platform.startBeside(service, number);
        try {
            return during.apply(URI.create("http://" + LocalPorts.HOST + ":" + number));
        } finally {
            platform.stop(service.name().toLowerCase(Locale.ROOT) + "-2");
        }
    }

    /** Holds up everything on the way to a port until it is healed. */
    void delay(Port port, Duration each) {
        Objects.requireNonNull(proxies.get(port)).delay(each);
    }

    void heal(Port port) {
        Objects.requireNonNull(proxies.get(port)).heal();
    }

    private static List<Port> ports(String part) {
        return switch (part) {
            case "kafka" -> List.of(Port.KAFKA);
            case "mongodb" -> List.of(Port.MONGODB);
            case "inbox" -> List.of(Port.SMTP, Port.INBOX);
            case "google" -> List.of();
            case "auth" -> List.of(Port.AUTH);
            case "customer" -> List.of(Port.CUSTOMER);
            case "order" -> List.of(Port.ORDER);
            case "campaign" -> List.of(Port.CAMPAIGN);
            case "insight" -> List.of(Port.INSIGHT);
            case "gateway" -> List.of(Port.GATEWAY);
            default -> throw new IllegalArgumentException("No part " + part);
        };
    }

    private void signal(String name, String part) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(platform.pid(part)))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -%s of %s ended with %d".formatted(name, part, exit));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        platform.close();
        proxies.values().forEach(TcpProxy::close);
    }
}
