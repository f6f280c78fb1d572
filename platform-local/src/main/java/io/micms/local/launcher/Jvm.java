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

    /** Sized for many processes on one machine: a small heap, and what starts soonest instead of what runs fastest after hours. */
    static List<String> small(int heapMegabytes) {
        return options(heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    /**
     * For a large heap full of data, where a collection of all of it must not stop everything for seconds.
     *
     * @param heap as the JVM takes it, such as {@code 2g}
     */
    static List<String> large(String heap) {
        return options(heap, "-XX:+UseG1GC");
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
