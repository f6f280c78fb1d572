package io.micms.benchmarks.mongodb;

import io.micms.local.mongo.MongoProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** The embedded database as {@code ./mi-cms up} starts it. */
record Server(Process process, String uri) implements AutoCloseable {

    /** @param durability as in {@code MICMS_MONGODB_JOURNAL} */
    static Server start(Path directory, String durability) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:+UseG1GC",
                        "-XX:+UseCompactObjectHeaders",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dlogback.configurationFile=io/micms/local/logback-local.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MongoProcess.class.getName(),
                        directory.toString(),
                        "0",
                        durability))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String line;
        while ((line = output.readLine()) != null) {
            if (line.contains(" answers on ")) {
                // Its pipe would fill up and stop it.
                Thread.ofVirtual().start(() -> drain(output));
                return new Server(process, line.substring(line.indexOf("mongodb://")));
            }
        }
        throw new IOException("The database did not start");
    }

    private static void drain(BufferedReader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // It ends with its process.
        }
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
