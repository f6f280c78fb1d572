package io.micms.local.inbox;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import io.micms.local.inbox.ReceivedMessage.Channel;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what is worth looking at out of a MIME message. */
final class MailMessages {

    private MailMessages() {}

    static ReceivedMessage read(String id, MovingMessage envelope, Instant receivedAt)
            throws MessagingException, IOException {
        MimeMessage mail = envelope.getMessage();
        List<String> to = envelope.getToAddresses().stream()
                .map(MailAddress::getEmail)
                .sorted()
                .toList();
        return new ReceivedMessage(
                id,
                Channel.EMAIL,
                decode(Objects.requireNonNullElse(mail.getHeader("From", ", "), "")),
                to,
                Objects.requireNonNullElse(mail.getSubject(), ""),
                firstOf(mail, "text/plain"),
                firstOf(mail, "text/html"),
                headers(mail),
                receivedAt);
    }

    private static @Nullable String firstOf(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return Objects.toString(part.getContent());
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                String found = firstOf(inner, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static Map<String, String> headers(MimeMessage mail) throws MessagingException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : Collections.list(mail.getAllHeaders())) {
            headers.merge(header.getName(), decode(header.getValue()), (one, other) -> one + "\n" + other);
        }
        return headers;
    }

    private static String decode(String header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }
}
