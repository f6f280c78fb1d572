package io.micms.benchmarks.processes;

import io.micms.local.kafka.KafkaProcess;
import io.micms.local.mongo.MongoProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server in a process of its own.
 *
 * @param ready the line with which it said that it answers
 */
public record Server(Process process, String ready) implements AutoCloseable {

    private static final String ANSWERS = " answers on ";

    // As ./mi-cms up starts them, unless others are to be compared.
    private static final List<String> DATABASE = Platform.options(
            "micms.benchmarks.database",
            "-XX:+UseG1GC -XX:+UseCompactObjectHeaders -XX:MaxGCPauseMillis=20 -XX:MaxTenuringThreshold=1");
    private static final List<String> BROKER = Platform.options("micms.benchmarks.broker", Platform.SMALL);

    /** @param durability as in {@code MICMS_MONGODB_JOURNAL} */
    public static Server mongodb(Path directory, String durability) throws IOException {
        return mongodb(directory, durability, List.of("-Xmx2g"));
    }

    /**
     * A new database of a size.
     *
     * @param heap such as 10g, all of it at once: while a heap grows, the collector takes turn after turn for that
     * @param touched whether to use all of it once beforehand, which takes up to a minute: a machine that is a virtual one
     *     may get its memory only then, and a collection that comes upon new memory waits for it
     */
    static Server mongodb(Path directory, String durability, String heap, boolean touched) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap));
        if (touched) {
            // A collection is to find no more at once than it does on the 2 GB that ./mi-cms up gives.
            options.addAll(
                    List.of("-XX:+AlwaysPreTouch", "-XX:+UnlockExperimentalVMOptions", "-XX:G1NewSizePercent=2"));
        }
        return mongodb(directory, durability, options);
    }

    private static Server mongodb(Path directory, String durability, List<String> heap) throws IOException {
        return start(
                Stream.concat(
                                heap.stream(),
                                Stream.concat(
                                        DATABASE.stream(),
                                        Stream.of(
                                                "-Dlogback.configurationFile=io/micms/local/logback-local.xml",
                                                "-cp",
                                                System.getProperty("java.class.path"),
                                                MongoProcess.class.getName(),
                                                directory.toString(),
                                                "0",
                                                durability)))
                        .toList(),
                Map.of(),
                ANSWERS);
    }

    public static Server kafka(Path directory, int port) throws IOException {
        return start(
                Stream.concat(
                                BROKER.stream(),
                                Stream.of(
                                        "-Xmx384m",
                                        "-Dlogback.configurationFile=io/micms/local/logback-local.xml",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        KafkaProcess.class.getName(),
                                        directory.toString(),
                                        String.valueOf(port)))
                        .toList(),
                Map.of(),
                ANSWERS);
    }

    /**
     * @param arguments of Java
     * @param ready what stands in the line that says so
     * @throws IOException if the process ends before it is
     */
    public static Server start(List<String> arguments, Map<String, String> environment, String ready)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader output = process.inputReader();
        String line;
        while ((line = output.readLine()) != null) {
            if (line.contains(ready)) {
                // Its pipe would fill up and stop it.
                Thread.ofVirtual().start(() -> drain(output));
                return new Server(process, line);
            }
            complain(line);
        }
        throw new IOException("It ended before it was ready: " + String.join(" ", command));
    }

    private static void drain(BufferedReader output) {
        try (output) {
            output.lines().forEach(Server::complain);
        } catch (IOException | UncheckedIOException e) {
            // It ends with its process.
        }
    }

    private static void complain(String line) {
        if (line.contains(" ERROR ")) {
            System.err.println(line);
        }
    }

    /** Where it answers, of those that say so. */
    public String address() {
        return ready.substring(ready.indexOf(ANSWERS) + ANSWERS.length());
    }

    /** The processor time that it has had so far. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory that was resident so far, in bytes; 0 where the operating system does not tell. */
    public long peakResidentBytes() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** What is left on the heap after a full collection, in bytes. */
    public long liveHeapBytes() throws IOException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String output = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String total = output.lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("No histogram: " + output));
        return Long.parseLong(total.strip().split("\\s+")[2]);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
