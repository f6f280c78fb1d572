package io.micms.local.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for the Java that this process runs on. */
final class Jvm {

    private static final String LOGGING = "-Dlogback.configurationFile=io/micms/local/logback-local.xml";

    private Jvm() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Sized for many processes on one machine: a small heap, and what starts soonest instead of what runs fastest after hours.
     * Classes and code have limits from which on more of them means a full collection, a quarter of a second at the worst;
     * so there is room for all that a service comes to.
     */
    static List<String> small(int heapMegabytes) {
        List<String> options = busy(heapMegabytes);
        options.add("-XX:TieredStopAtLevel=1");
        return options;
    }

    /** As small, but for one that has most of the work: it starts later, and is the faster for as long as it runs. */
    static List<String> busy(int heapMegabytes) {
        return options(
                heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=240m", "-XX:MetaspaceSize=160m");
    }

    /**
     * For a large heap full of data, where no collection must stop everything for long. What outlives one is data, and to
     * copy it back and forth up to fifteen times, as is usual, is most of the work.
     *
     * @param heap as the JVM takes it, such as {@code 2g}
     */
    static List<String> large(String heap) {
        return options(
                heap,
                "-XX:+UseG1GC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:MaxGCPauseMillis=20",
                "-XX:MaxTenuringThreshold=1");
    }

    private static List<String> options(String heap, String... kind) {
        List<String> options = new ArrayList<>(List.of(executable(), "-Xmx" + heap));
        options.addAll(List.of(kind));
        options.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                // Netty and Kafka's client do both, and the JDK's warnings would be the first lines of every log.
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8"));
        return options;
    }

    /** A main class of this module. */
    static List<String> local(List<String> jvm, String classPath, Class<?> main) {
        List<String> command = new ArrayList<>(jvm);
        command.addAll(List.of(LOGGING, "-cp", classPath, main.getName()));
        return command;
    }
}
