package io.micms.benchmarks.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory below the present one, for as long as a measurement takes. */
public record TemporaryDirectory(Path path) implements AutoCloseable {

    public static TemporaryDirectory create() throws IOException {
        return new TemporaryDirectory(Files.createTempDirectory(Path.of("").toAbsolutePath(), ".benchmark"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
