package io.micms.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Which MongoDB the platform uses. */
sealed interface MongoChoice {

    /** One that is there already. */
    record External(String uri) implements MongoChoice {}

    /** A {@code mongod} of this machine. */
    record Installed(Path mongod) implements MongoChoice {}

    /** A container. */
    record Docker(Path docker) implements MongoChoice {

        static final String VOLUME = "mi-cms-mongodb";
    }

    /** Ours, for trying out. */
    record Embedded() implements MongoChoice {}

    static MongoChoice of(Map<String, String> environment, boolean alwaysEmbedded) {
        String uri = environment.getOrDefault("MONGODB_URI", "");
        if (!uri.isBlank()) {
            return new External(uri);
        }
        if (alwaysEmbedded) {
            return new Embedded();
        }
        String path = environment.getOrDefault("PATH", "");
        return onPath(path, "mongod")
                .<MongoChoice>map(Installed::new)
                .or(() -> onPath(path, "docker").filter(MongoChoice::answers).map(Docker::new))
                .orElseGet(Embedded::new);
    }

    private static Optional<Path> onPath(String path, String program) {
        return Stream.of(path.split(":"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The client may be installed while no engine runs. */
    private static boolean answers(Path docker) {
        try {
            Process version = new ProcessBuilder(docker.toString(), "version", "--format", "{{.Server.Version}}")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!version.waitFor(5, TimeUnit.SECONDS)) {
                version.destroyForcibly();
                return false;
            }
            return version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
