package io.micms.campaign.providers;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * A mail as it goes out, to the byte: what is signed is what is sent. The library's own message would be taken apart and put
 * together again on its way.
 */
final class ReadyMail extends SMTPMessage {

    private final byte[] bytes;
    private final String messageId;

    /**
     * @param bytes with CRLF at the end of each line
     * @param returnAddress where it comes back to
     */
    ReadyMail(Session session, byte[] bytes, String messageId, String returnAddress) {
        super(session);
        this.bytes = bytes;
        this.messageId = messageId;
        setEnvelopeFrom(returnAddress);
    }

    @Override
    public String getMessageID() {
        return messageId;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        out.write(bytes);
        // The end of the mail is written apart, by who notes that it is.
        out.flush();
    }
}
