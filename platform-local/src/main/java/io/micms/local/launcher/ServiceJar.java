package io.micms.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The executable jar of a service, laid out so that it starts faster than packed. */
record ServiceJar(String module, Path jar) {

    /** @throws PlatformFailure if the module has not been built */
    static ServiceJar of(Path repository, String module) {
        Path jar = repository.resolve(module).resolve("target").resolve(module + "-0.1.0-SNAPSHOT.jar");
        if (!Files.exists(jar)) {
            throw new PlatformFailure(module + " has not been built: there is no " + jar);
        }
        return new ServiceJar(module, jar);
    }

    /**
     * @param directory for what has been extracted of this and earlier builds
     * @return the jar to run, with its libraries next to it
     */
    Path extracted(Path directory) {
        try {
            Path target = directory.resolve(module + "-"
                    + Long.toHexString(Files.getLastModifiedTime(jar).toMillis()));
            Path runnable = target.resolve(jar.getFileName());
            if (Files.exists(runnable)) {
                return runnable;
            }
            Files.createDirectories(directory);
            removeEarlier(directory);
            Path draft = Files.createTempDirectory(directory, "extracting-");
            extract(draft);
            try {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another start of the same build was faster.
                delete(draft);
                if (!Files.exists(runnable)) {
                    throw e;
                }
            }
            return runnable;
        } catch (IOException e) {
            throw new UncheckedIOException(module + " cannot be extracted", e);
        }
    }

    private void extract(Path target) throws IOException {
        Process process = new ProcessBuilder(
                        Jvm.executable(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        target.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new PlatformFailure(module + " cannot be extracted: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformFailure("The start was interrupted");
        }
    }

    private void removeEarlier(Path directory) throws IOException {
        List<Path> earlier;
        try (Stream<Path> entries = Files.list(directory)) {
            earlier = entries.filter(entry -> entry.getFileName().toString().matches(module + "-[0-9a-f]+"))
                    .toList();
        }
        for (Path entry : earlier) {
            delete(entry);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(tree)) {
            entries = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}
