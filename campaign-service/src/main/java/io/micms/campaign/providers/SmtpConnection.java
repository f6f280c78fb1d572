package io.micms.campaign.providers;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to a mail server that knows how far a mail has got. */
final class SmtpConnection extends SMTPTransport {

    private int sent;
    private long lastUsed = System.nanoTime();
    private boolean whole;

    SmtpConnection(Session session) {
        super(session, new URLName("smtp", null, -1, null, null, null));
    }

    /** Sends to one recipient. Nothing is known of the last mail any more. */
    void send(SMTPMessage mail, Address recipient) throws MessagingException {
        whole = false;
        sent++;
        try {
            sendMessage(mail, new Address[] {recipient});
        } finally {
            lastUsed = System.nanoTime();
        }
    }

    /** The end of the mail goes out: from here on, the server may have taken it, whatever is heard of it. */
    @Override
    protected void finishData() throws IOException, MessagingException {
        whole = true;
        super.finishData();
    }

    /** Whether the server may have the whole of the last mail. */
    boolean mayHaveArrived() {
        return whole;
    }

    /** Whether this side holds it to be there; unlike {@link #isConnected} without asking the server. */
    boolean isOpen() {
        try {
            checkConnected();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** How many mails have been sent over it. */
    int sent() {
        return sent;
    }

    long idleNanos() {
        return System.nanoTime() - lastUsed;
    }

    void closeQuietly() {
        try {
            close();
        } catch (MessagingException e) {
            // What was to be known of its mails is known; how the connection ends changes nothing.
        }
    }
}
