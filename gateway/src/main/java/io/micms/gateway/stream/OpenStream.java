package io.micms.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micms.gateway.session.SignIn;
import io.micms.gateway.session.SignIns;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One connection: what waits for its client, never more than a fixed number of events, and the writing of it. */
final class OpenStream {

    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(UTF_8);

    private final SignIns.Current current;
    private final int waitingAtMost;
    private final Map<String, StreamEvent> waiting = new LinkedHashMap<>();
    private boolean closed;

    OpenStream(SignIns.Current current, int waitingAtMost) {
        this.current = current;
        this.waitingAtMost = waitingAtMost;
    }

    String signInId() {
        return current.id();
    }

    SignIn.Person person() {
        return current.signIn().person();
    }

    /** @return false if the client is so slow that there is no room: the stream is closed, and what waited is given up */
    synchronized boolean offer(StreamEvent event) {
        if (closed) {
            return true;
        }
        waiting.remove(event.about());
        if (waiting.size() == waitingAtMost) {
            close();
            return false;
        }
        waiting.put(event.about(), event);
        notifyAll();
        return true;
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }

    /**
     * Writes what comes until the stream is closed or has lasted long enough.
     *
     * @throws IOException if the client has hung up
     */
    void writeTo(OutputStream out, Duration heartbeat, Instant until, Clock clock) throws IOException {
        for (Instant now = clock.instant(); now.isBefore(until) && isOpen(); now = clock.instant()) {
            Duration left = Duration.between(now, until);
            List<StreamEvent> events = take(left.compareTo(heartbeat) < 0 ? left : heartbeat);
            if (events.isEmpty()) {
                out.write(HEARTBEAT);
            }
            for (StreamEvent event : events) {
                out.write(event.bytes());
            }
            out.flush();
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private synchronized List<StreamEvent> take(Duration patience) {
        try {
            if (waiting.isEmpty() && !closed) {
                // Zero would mean for ever.
                wait(Math.max(1, patience.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
        List<StreamEvent> taken = List.copyOf(waiting.values());
        waiting.clear();
        return taken;
    }
}
