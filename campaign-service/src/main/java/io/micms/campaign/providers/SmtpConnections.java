package io.micms.campaign.providers;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a mail server, to be used again: setting one up takes several round trips, and with TLS a good deal of
 * computing. Who needs one while none is idle opens another; how many there are is a matter of who asks.
 */
final class SmtpConnections implements AutoCloseable {

    /** A connection that was in use a moment ago is not asked whether it is there. */
    private static final Duration TRUSTED = Duration.ofSeconds(5);

    private final Session session;
    private final ProviderProperties.Smtp smtp;
    private final BlockingDeque<SmtpConnection> idle = new LinkedBlockingDeque<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;

    SmtpConnections(Session session, ProviderProperties.Smtp smtp) {
        this.session = session;
        this.smtp = smtp;
    }

    Session session() {
        return session;
    }

    /** @return one that was used before; null if none is idle */
    @Nullable
    SmtpConnection takeIdle() {
        SmtpConnection connection;
        while ((connection = idle.pollFirst()) != null) {
            boolean fresh = connection.idleNanos() < smtp.pool().idleAtMost().toNanos();
            if (fresh && (connection.idleNanos() < TRUSTED.toNanos() || connection.isConnected())) {
                return connection;
            }
            discard(connection);
        }
        return null;
    }

    SmtpConnection connect() throws MessagingException {
        SmtpConnection connection = new SmtpConnection(session);
        connection.connect(smtp.host(), smtp.port(), blankToNull(smtp.username()), blankToNull(smtp.password()));
        open.incrementAndGet();
        return connection;
    }

    /** Its last mail is settled, whichever way: another may follow. */
    void giveBack(SmtpConnection connection) {
        // After a refusal, a connection over which that could not be undone has been closed already.
        if (closed || !connection.isOpen() || connection.sent() >= smtp.pool().messagesAtMost()) {
            discard(connection);
        } else {
            idle.addFirst(connection);
        }
    }

    void discard(SmtpConnection connection) {
        open.decrementAndGet();
        connection.closeQuietly();
    }

    /** Closes those that nobody has used for long. */
    void closeIdle() {
        List<SmtpConnection> old = new ArrayList<>();
        for (SmtpConnection connection : idle) {
            if (connection.idleNanos() >= smtp.pool().idleAtMost().toNanos() && idle.remove(connection)) {
                old.add(connection);
            }
        }
        old.forEach(this::discard);
    }

    int open() {
        return open.get();
    }

    @Override
    public void close() {
        closed = true;
        SmtpConnection connection;
        while ((connection = idle.pollFirst()) != null) {
            discard(connection);
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
