package io.micms.local.launcher;

import io.micms.local.LocalPorts;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One process of the platform.
 *
 * @param ports what it listens on, the most telling first
 * @param readiness how to know that it answers
 * @param level parts of a lower level are there before those of a higher one start; the highest level stops first
 */
record Part(
        String name,
        List<Integer> ports,
        List<String> command,
        Map<String, String> environment,
        Readiness readiness,
        Level level,
        Duration patience) {

    static final Duration USUAL_PATIENCE = Duration.ofMinutes(3);

    enum Level {
        INFRASTRUCTURE,
        SERVICES,
        /** Starts along with the services; stops before them, so that nobody is let in while they go. */
        ENTRANCE
    }

    /** Another instance of the same service, at a port of its own. */
    Part beside(Port port, int number) {
        Map<String, String> own = new HashMap<>(environment);
        own.put(port.variable(), String.valueOf(number));
        return new Part(
                name + "-2",
                List.of(number),
                command,
                Map.copyOf(own),
                new Readiness.Healthy(URI.create("http://" + LocalPorts.HOST + ":" + number + "/actuator/health")),
                level,
                patience);
    }

    sealed interface Readiness {
        /** The address answers 200. */
        record Healthy(URI address) implements Readiness {}

        /** The log has a line that contains this. */
        record Says(String text) implements Readiness {}
    }
}
