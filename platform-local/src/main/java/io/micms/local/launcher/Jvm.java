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
        return new ArrayList<>(List.of(
                executable(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // Netty and Kafka's client do both, and the JDK's warnings would be the first lines of every log.
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8"));
    }

    /** The same for a main class of this module. */
    static List<String> local(int heapMegabytes, String classPath, Class<?> main) {
        List<String> command = small(heapMegabytes);
        command.addAll(List.of(LOGGING, "-cp", classPath, main.getName()));
        return command;
    }
}
