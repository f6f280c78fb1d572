package io.micms.local.launcher;

import io.micms.local.LocalPorts;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/** Every port of the platform on one machine, with the environment variable that changes it. */
public enum Port {
    GATEWAY(8080),
    CUSTOMER(8081),
    ORDER(8082),
    CAMPAIGN(8083),
    INSIGHT(8084),
    AUTH(8085),
    KAFKA(9092),
    MONGODB(27017),
    SMTP(1025),
    INBOX(8025),
    GOOGLE(8090);

    private final int usual;

    Port(int usual) {
        this.usual = usual;
    }

    public String variable() {
        return "MICMS_" + name() + "_PORT";
    }

    /** @throws PlatformFailure if a variable holds no port number */
    static Map<Port, Integer> of(Map<String, String> environment) {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (Port port : values()) {
            ports.put(port, port.in(environment));
        }
        return ports;
    }

    static Map<Port, Integer> free() {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        Iterator<Integer> free = LocalPorts.free(values().length).iterator();
        for (Port port : values()) {
            ports.put(port, free.next());
        }
        return ports;
    }

    private int in(Map<String, String> environment) {
        String text = environment.getOrDefault(variable(), "").strip();
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number > 0 && number < 65536) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new PlatformFailure(variable() + " is not a port number: " + text);
    }
}
