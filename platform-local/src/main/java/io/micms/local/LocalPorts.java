package io.micms.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback address. */
public final class LocalPorts {

    /** The only address anything here listens on. */
    public static final String HOST = "127.0.0.1";

    /** Below those that operating systems give to outgoing connections, one of which could take a port before its server does. */
    private static final int FIRST = 20_000;

    private static final int AFTER_LAST = 32_000;

    private LocalPorts() {}

    /** A port that nobody listened on a moment ago. */
    public static int free() {
        return free(1).getFirst();
    }

    /** Distinct ports that nobody listened on a moment ago. */
    public static List<Integer> free(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        for (int attempt = 0; ports.size() < count; attempt++) {
            if (attempt > AFTER_LAST - FIRST) {
                throw new IllegalStateException("No %d ports from %d on are free".formatted(count, FIRST));
            }
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return List.copyOf(ports);
    }

    /** Whether a server could listen on this port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // A connection of an earlier server may linger in TIME_WAIT; that does not make the port busy.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
