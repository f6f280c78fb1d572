package io.micms.local.launcher;

import io.micms.local.LocalPorts;
import io.micms.local.demo.DemoData;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The commands behind {@code ./mi-cms} that concern a running platform. */
public final class Launcher {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final int NOT_RUNNING = 3;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Path repository;
    private final PlatformOptions options;
    private final PrintStream out;
    private final PrintStream err;

    private Launcher(Path repository, PrintStream out, PrintStream err) {
        this.repository = repository;
        this.options = PlatformOptions.standard(repository, System.getenv());
        this.out = out;
        this.err = err;
    }

    /** @param args the root of the repository, the command, its options */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code;
        try {
            List<String> rest = Arrays.asList(args).subList(2, args.length);
            code = new Launcher(Path.of(args[0]).toAbsolutePath().normalize(), out, err).run(args[1], rest);
        } catch (PlatformFailure e) {
            err.println("mi-cms: " + e.getMessage());
            code = FAILED;
        }
        System.exit(code);
    }

    private int run(String command, List<String> rest) {
        return switch (command) {
            case "up" -> up(rest);
            case "down" -> down();
            case "status" -> status();
            default -> {
                err.println("mi-cms: unknown command " + command);
                yield WRONG_USE;
            }
        };
    }

    private int up(List<String> rest) {
        for (String option : rest) {
            if (!Set.of("--fresh", "--demo", "-d", "--detach").contains(option)) {
                err.println("mi-cms: up does not know " + option);
                return WRONG_USE;
            }
        }
        Optional<RunningState> state = RunningState.read(options.running());
        if (state.isPresent()) {
            if (state.get().launcher().process().isPresent()) {
                out.println(
                        state.get().ready()
                                ? "Mi-CMS is already up at " + state.get().url() + " (./mi-cms down stops it)."
                                : "Mi-CMS is already starting (./mi-cms status shows how far it is).");
                return OK;
            }
            stopLeftovers(state.get());
        }
        boolean detach = rest.contains("-d") || rest.contains("--detach");
        return detach ? upDetached(rest) : upHere(rest.contains("--fresh"), rest.contains("--demo"));
    }

    private int upHere(boolean fresh, boolean demo) {
        if (fresh) {
            empty();
        }
        Terminal terminal = new Terminal(out);
        Platform platform = Platform.prepare(options, terminal);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stop = new Thread(
                () -> {
                    terminal.done();
                    out.println("Stopping …");
                    platform.close();
                    out.println("Mi-CMS is down.");
                    stopped.countDown();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            out.println("Starting Mi-CMS with " + describe(platform.blueprint().mongo()) + ".");
            platform.start();
            if (demo) {
                produceDemo(platform);
            }
            terminal.done();
            out.println();
            out.println("Mi-CMS is up:  " + platform.gateway());
            out.println("  sign in as   " + signIn(platform.blueprint()));
            out.println("  inbox        " + platform.inbox() + "   (mail and SMS that were sent)");
            out.println("  Kafka        " + platform.kafkaBootstrapServers());
            out.println("  logs         " + options.logs());
            out.println("Ctrl-C or ./mi-cms down stops it.");
            String why = platform.failure().get();
            throw new PlatformFailure(why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (PlatformFailure e) {
            if (isStopping(stop)) {
                // Ctrl-C during the start: what looks like a failure is the stop.
                awaitQuietly(stopped);
                return OK;
            }
            terminal.done();
            Runtime.getRuntime().removeShutdownHook(stop);
            err.println("mi-cms: " + e.getMessage());
            platform.close();
            return FAILED;
        }
    }

    private static boolean isStopping(Thread stop) {
        return stop.getState() != Thread.State.NEW;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int upDetached(List<String> rest) {
        Path log = options.logs().resolve("launcher.log");
        List<String> command = Jvm.local(Jvm.small(96), System.getProperty("java.class.path"), Launcher.class);
        command.addAll(List.of(repository.toString(), "up"));
        rest.stream()
                .filter(option -> !Set.of("-d", "--detach").contains(option))
                .forEach(command::add);
        try {
            Files.createDirectories(options.logs());
            Files.deleteIfExists(log);
            List<String> detached =
                    new ArrayList<>(List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$@\" <&-", "mi-cms"));
            detached.addAll(command);
            Process process = new ProcessBuilder(detached)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return follow(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Shows what the detached launcher says until it is through. */
    private int follow(Process process, Path log) throws IOException, InterruptedException {
        long shown = 0;
        while (true) {
            boolean ended = process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
            String more = read(log, shown);
            shown += more.getBytes(StandardCharsets.UTF_8).length;
            out.print(more);
            out.flush();
            if (ended) {
                return process.exitValue();
            }
            if (Files.readString(log).contains("Ctrl-C or ./mi-cms down stops it.")) {
                return OK;
            }
        }
    }

    private static String read(Path log, long from) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private int down() {
        Optional<RunningState> state = RunningState.read(options.running());
        if (state.isEmpty()) {
            out.println("Mi-CMS is not running.");
            return OK;
        }
        Optional<ProcessHandle> launcher = state.get().launcher().process();
        if (launcher.isPresent()) {
            launcher.get().destroy();
            try {
                launcher.get().onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return FAILED;
            } catch (ExecutionException | TimeoutException e) {
                launcher.get().destroyForcibly();
            }
        }
        stopLeftovers(state.get());
        out.println("Mi-CMS is down.");
        return OK;
    }

    /** Parts outlive a launcher that was killed. */
    private void stopLeftovers(RunningState state) {
        List<ProcessHandle> left = state.parts().reversed().stream()
                .flatMap(part -> part.process().stream())
                .toList();
        if (!left.isEmpty()) {
            out.println("Stopping " + left.size() + " parts that an earlier run left behind …");
        }
        left.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : left) {
            try {
                process.onExit().get(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                process.destroyForcibly();
            }
        }
        RunningState.delete(options.running());
    }

    private int status() {
        Optional<RunningState> state = RunningState.read(options.running());
        if (state.isEmpty()) {
            out.println("Mi-CMS is not running.");
            return NOT_RUNNING;
        }
        boolean launcherAlive = state.get().launcher().process().isPresent();
        boolean all = launcherAlive;
        out.printf(Locale.ROOT, "%-10s %8s  %-12s %-8s %8s%n", "PART", "PID", "PORT", "STATE", "RSS");
        for (RunningState.Running part : state.get().parts()) {
            boolean alive = part.process().isPresent();
            all &= alive;
            String ports =
                    String.join(",", part.ports().stream().map(String::valueOf).toList());
            String condition = !alive ? "dead" : listens(part) ? "up" : "starting";
            out.printf(
                    Locale.ROOT,
                    "%-10s %8d  %-12s %-8s %8s%n",
                    part.name(),
                    part.pid(),
                    ports,
                    condition,
                    alive ? Memory.ofProcess(part.pid()) : "-");
        }
        if (!launcherAlive) {
            out.println("The launcher is gone; ./mi-cms down stops what is left.");
        } else if (state.get().ready()) {
            out.println("Mi-CMS is up:  " + state.get().url() + "   inbox:  "
                    + state.get().inboxUrl());
        } else {
            out.println("Mi-CMS is starting.");
        }
        return all ? OK : NOT_RUNNING;
    }

    private static boolean listens(RunningState.Running part) {
        return part.ports().stream().noneMatch(LocalPorts::isFree);
    }

    private void empty() {
        try {
            ServiceJar.delete(options.data());
            if (MongoChoice.of(options.environment(), false) instanceof MongoChoice.Docker docker) {
                new ProcessBuilder(docker.docker().toString(), "volume", "rm", "--force", MongoChoice.Docker.VOLUME)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor(30, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            throw new PlatformFailure(options.data() + " cannot be emptied: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void produceDemo(Platform platform) {
        DemoData demo = DemoData.before(Clock.systemUTC().instant());
        demo.produce(platform.kafkaBootstrapServers());
        out.println("  demo data: %,d customers and %,d orders are on their way into the platform"
                .formatted(demo.customers().size(), demo.orders().size()));
    }

    private static String signIn(Blueprint blueprint) {
        if (blueprint.standInGoogle()) {
            return blueprint.variable("MICMS_ADMIN_EMAIL") + " (stand-in for Google; nobody else is invited yet)";
        }
        String admin = blueprint.variable("MICMS_ADMIN_EMAIL");
        return admin.isBlank() ? "nobody: MICMS_ADMIN_EMAIL names no first administrator" : admin + " (Google)";
    }

    private static String describe(MongoChoice mongo) {
        return switch (mongo) {
            case MongoChoice.External external -> "the MongoDB of MONGODB_URI";
            case MongoChoice.Installed installed -> "MongoDB of " + installed.mongod();
            case MongoChoice.Docker docker -> "MongoDB in Docker";
            case MongoChoice.Embedded embedded -> "the embedded database, for trying out";
        };
    }
}
