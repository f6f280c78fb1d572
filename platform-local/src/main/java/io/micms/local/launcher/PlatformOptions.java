package io.micms.local.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where and how to start.
 *
 * @param repository the root of the built repository
 * @param state for data, logs and what is running
 * @param environment what the parts get, and what changes ports and addresses; nothing else of this process is used
 * @param ports where the parts are reached
 * @param behind where parts really listen that something stands in front of, which passes on what reaches their ports
 * @param alwaysEmbeddedMongo whether a {@code mongod} and Docker are left alone
 */
public record PlatformOptions(
        Path repository,
        Path state,
        Map<String, String> environment,
        Map<Port, Integer> ports,
        Map<Port, Integer> behind,
        boolean alwaysEmbeddedMongo) {

    /** The usual ports, data under {@code .mi-cms}. */
    static PlatformOptions standard(Path repository, Map<String, String> environment) {
        return new PlatformOptions(
                repository, repository.resolve(".mi-cms"), environment, Port.of(environment), Map.of(), false);
    }

    /**
     * A platform that meets no other one: free ports, its own data, and nothing of this process's environment that would lead it
     * elsewhere. {@code MICMS_TEST_MONGODB_URI} names a real MongoDB to use.
     */
    public static PlatformOptions isolated(Path repository, Path state) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(PlatformOptions::leadsElsewhere);
        String mongo = System.getenv("MICMS_TEST_MONGODB_URI");
        if (mongo != null && !mongo.isBlank()) {
            environment.put("MONGODB_URI", mongo);
        }
        return new PlatformOptions(repository, state, Map.copyOf(environment), Port.free(), Map.of(), true);
    }

    /** The same with one more environment variable for all parts. */
    public PlatformOptions with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new PlatformOptions(repository, state, Map.copyOf(more), ports, behind, alwaysEmbeddedMongo);
    }

    /** The same with the parts listening elsewhere than where everybody is told that they are. */
    public PlatformOptions behind(Map<Port, Integer> listening) {
        return new PlatformOptions(repository, state, environment, ports, Map.copyOf(listening), alwaysEmbeddedMongo);
    }

    int port(Port port) {
        return Objects.requireNonNull(ports.get(port));
    }

    int listeningPort(Port port) {
        return behind.getOrDefault(port, port(port));
    }

    Path data() {
        return state.resolve("data");
    }

    Path logs() {
        return state.resolve("logs");
    }

    Path running() {
        return state.resolve("run").resolve("pids.json");
    }

    private static boolean leadsElsewhere(String variable) {
        return variable.startsWith("MICMS_")
                || variable.startsWith("GOOGLE_")
                || variable.startsWith("SMTP_")
                || variable.startsWith("SMS_")
                || variable.startsWith("DKIM_")
                || variable.startsWith("BOUNCE_")
                || variable.startsWith("SPRING_")
                || variable.startsWith("OPENAI_")
                || variable.endsWith("_SERVICE_URL")
                || variable.equals("MONGODB_URI")
                || variable.equals("KAFKA_BOOTSTRAP_SERVERS")
                || variable.equals("JAVA_TOOL_OPTIONS");
    }
}
