package io.micms.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback address. */
public final class LocalPorts {

    /** The only address anything here listens on. */
    public static final String HOST = "127.0.0.1";

    /**
     * Below where Linux (32768) and macOS (49152) take the ports of outgoing connections and of servers that ask for any: a port
     * from there could be somebody's before whoever was given it listens.
     */
    private static final int LOWEST_FREE = 20_000;

    private static final int HIGHEST_FREE = 32_000;
    private static final int TRIES = 1_000;

    private LocalPorts() {}

    /** A port that nobody listened on a moment ago. */
    public static int free() {
        return free(1).getFirst();
    }

    /**
     * Distinct ports that nobody listened on a moment ago.
     *
     * @throws IllegalStateException if so many cannot be found
     */
    public static List<Integer> free(int count) {
        List<Integer> free = ThreadLocalRandom.current()
                .ints(TRIES, LOWEST_FREE, HIGHEST_FREE)
                .distinct()
                .filter(LocalPorts::isFree)
                .limit(count)
                .boxed()
                .toList();
        if (free.size() < count) {
            throw new IllegalStateException(
                    "No %d free ports between %d and %d".formatted(count, LOWEST_FREE, HIGHEST_FREE));
        }
        return free;
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
