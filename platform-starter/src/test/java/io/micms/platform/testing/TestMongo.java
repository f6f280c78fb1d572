package io.micms.platform.testing;

import io.micms.local.mongo.EmbeddedMongo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The MongoDB of one JVM's tests: the one that {@code MICMS_TEST_MONGODB_URI} names, else one in a container where Docker answers, else
 * the embedded one, which {@code MICMS_TEST_MONGODB=embedded} asks for in any case.
 */
public final class TestMongo {

    enum Kind {
        GIVEN,
        CONTAINER,
        EMBEDDED
    }

    private static final class Started {

        static final String URI = start();

        private static String start() {
            Kind kind = kind(System.getenv(), TestMongo::dockerAnswers);
            String uri = switch (kind) {
                case GIVEN -> System.getenv("MICMS_TEST_MONGODB_URI");
                case CONTAINER -> container();
                case EMBEDDED -> EmbeddedMongo.start(0).uri();
            };
            LoggerFactory.getLogger(TestMongo.class).info("The tests' MongoDB is {}: {}", kind, uri);
            return uri;
        }

        @SuppressWarnings("resource") // Testcontainers removes it when the JVM has ended.
        private static String container() {
            MongoDBContainer container = new MongoDBContainer("mongo:8");
            container.start();
            return container.getConnectionString();
        }
    }

    private TestMongo() {}

    /** A connection string without a database name. */
    public static String uri() {
        return Started.URI;
    }

    static Kind kind(Map<String, String> environment, BooleanSupplier dockerAnswers) {
        if (!environment.getOrDefault("MICMS_TEST_MONGODB_URI", "").isBlank()) {
            return Kind.GIVEN;
        }
        boolean embedded = "embedded".equals(environment.get("MICMS_TEST_MONGODB"));
        return !embedded && dockerAnswers.getAsBoolean() ? Kind.CONTAINER : Kind.EMBEDDED;
    }

    /** Testcontainers takes seconds and logs errors to find out that there is no Docker at all, so it is asked only where one may be. */
    private static boolean dockerAnswers() {
        return mayHaveDocker(System.getenv(), Path.of("/"))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    static boolean mayHaveDocker(Map<String, String> environment, Path root) {
        String home = environment.getOrDefault("HOME", "/root").substring(1);
        return environment.containsKey("DOCKER_HOST")
                || Stream.of(
                                "var/run/docker.sock",
                                environment
                                                .getOrDefault("XDG_RUNTIME_DIR", "/run")
                                                .substring(1) + "/docker.sock",
                                home + "/.docker/run/docker.sock",
                                home + "/.docker/desktop/docker.sock")
                        .map(root::resolve)
                        .anyMatch(Files::exists);
    }
}
