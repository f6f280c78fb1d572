package io.micms.campaign.receipts;

import io.micms.campaign.delivery.Feedback.Bounce;
import io.micms.campaign.providers.EnhancedStatus;
import io.micms.campaign.providers.MessageIds;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads mail that came back: delivery status notifications (RFC 3464) and feedback reports of complaints (ARF, RFC 5965).
 * Whose it is, is said by the address that it came to, by the mail that it gives back, or by its envelope's id.
 */
final class ReturnedMail {

    /** A part of a report is small; a mail that is given back as a whole need not be read as a whole. */
    private static final int PART_AT_MOST = 256 * 1024;

    private static final int DETAIL_AT_MOST = 500;
    private static final List<String> CAME_TO =
            List.of("Delivered-To", "X-Original-To", "X-Delivered-To", "Envelope-To", "To");

    private static final Pattern SMTP_REPLY =
            Pattern.compile("smtp\\s*;\\s*(\\d{3})\\b(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ReturnedMail() {}

    /** What a mail says of a message of ours. */
    sealed interface Report {

        record Bounced(String messageId, Bounce how, String detail) implements Report {}

        record Delivered(String messageId) implements Report {}

        record Complained(String messageId) implements Report {}

        /** Nothing that has to be done: a delay, an automatic answer, or nothing of ours. */
        record Nothing(String why) implements Report {}
    }

    /** @throws MessagingException if this is not a mail at all */
    static Report read(byte[] raw) throws MessagingException {
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
        if (mail.getAllHeaderLines().hasMoreElements()) {
            try {
                return read(mail);
            } catch (IOException | MessagingException e) {
                return new Report.Nothing("It cannot be read: " + e.getMessage());
            }
        }
        throw new MessagingException("A mail has headers");
    }

    private static Report read(MimeMessage mail) throws MessagingException, IOException {
        ContentType type = contentType(mail);
        if (type == null || !type.match("multipart/report")) {
            return new Report.Nothing("It is no report.");
        }
        String reportType = String.valueOf(type.getParameter("report-type")).toLowerCase(Locale.ROOT);
        List<Part> parts = parts(mail);
        Optional<String> messageId = messageId(mail, parts);
        if (messageId.isEmpty()) {
            return new Report.Nothing("It is about no message of ours.");
        }
        return switch (reportType) {
            case "delivery-status" -> status(messageId.get(), parts);
            case "feedback-report" -> feedback(messageId.get(), parts);
            default -> new Report.Nothing("It is a report of another kind.");
        };
    }

    private static Report status(String messageId, List<Part> parts) throws MessagingException, IOException {
        for (Part part : parts) {
            if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
                // The first block is about the mail, each other about a recipient; ours has one.
                List<InternetHeaders> blocks = blocks(text(part));
                for (InternetHeaders block : blocks.subList(Math.min(1, blocks.size()), blocks.size())) {
                    String action = value(block, "Action").toLowerCase(Locale.ROOT);
                    String detail = detail(block);
                    switch (action) {
                        case "failed":
                            return new Report.Bounced(messageId, how(block), detail);
                        case "delivered":
                            return new Report.Delivered(messageId);
                        default:
                        // Delayed, relayed or expanded: not the last word.
                    }
                }
            }
        }
        return new Report.Nothing("It is no last word.");
    }

    /** Many servers say no more than 5.0.0, and in words what it was. */
    private static Bounce how(InternetHeaders block) {
        String diagnostic = value(block, "Diagnostic-Code");
        Optional<EnhancedStatus> status = EnhancedStatus.in(diagnostic)
                .filter(found -> found.level() == 5 && !found.saysNothing())
                .or(() -> EnhancedStatus.in(value(block, "Status")))
                .filter(found -> !found.saysNothing());
        Matcher reply = SMTP_REPLY.matcher(diagnostic);
        boolean badAddress = status.isPresent()
                ? status.get().isBadAddress()
                : reply.matches() && EnhancedStatus.isBadAddress(Integer.parseInt(reply.group(1)), reply.group(2));
        return badAddress ? Bounce.HARD : Bounce.SOFT;
    }

    private static String detail(InternetHeaders block) {
        String diagnostic = value(block, "Diagnostic-Code").replaceAll("\\s+", " ");
        String detail = diagnostic.isEmpty() ? "Status " + value(block, "Status") : diagnostic;
        return detail.length() <= DETAIL_AT_MOST ? detail : detail.substring(0, DETAIL_AT_MOST);
    }

    private static Report feedback(String messageId, List<Part> parts) throws MessagingException, IOException {
        for (Part part : parts) {
            if (part.isMimeType("message/feedback-report")) {
                String kind = blocks(text(part)).stream()
                        .map(block -> value(block, "Feedback-Type"))
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .orElse("");
                return kind.equalsIgnoreCase("abuse") || kind.equalsIgnoreCase("fraud")
                        ? new Report.Complained(messageId)
                        : new Report.Nothing("It is no complaint.");
            }
        }
        return new Report.Nothing("It has no report in it.");
    }

    private static Optional<String> messageId(MimeMessage mail, List<Part> parts)
            throws MessagingException, IOException {
        for (String header : CAME_TO) {
            String[] values = mail.getHeader(header);
            for (String value : values == null ? new String[0] : values) {
                for (String address : value.split(",")) {
                    Optional<String> found = MessageIds.ofReturnAddress(
                            address.replaceAll("^.*<|>.*$", "").strip());
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        for (Part part : parts) {
            boolean returned = part.isMimeType("message/rfc822")
                    || part.isMimeType("text/rfc822-headers")
                    || part.isMimeType("message/global")
                    || part.isMimeType("message/global-headers")
                    || part.isMimeType("message/rfc822-headers");
            if (returned) {
                InternetHeaders headers =
                        new InternetHeaders(new ByteArrayInputStream(text(part).getBytes(StandardCharsets.UTF_8)));
                Optional<String> found = Optional.ofNullable(headers.getHeader("Message-ID", null))
                        .flatMap(MessageIds::ofMessageId);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static List<Part> parts(MimeMessage mail) throws MessagingException, IOException {
        List<Part> parts = new ArrayList<>();
        if (mail.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart part = multipart.getBodyPart(i);
                parts.add(part);
            }
        }
        return parts;
    }

    private static @Nullable ContentType contentType(Part part) throws MessagingException {
        String type = part.getContentType();
        return type == null ? null : new ContentType(type);
    }

    /** Groups of headers, with empty lines between them. */
    private static List<InternetHeaders> blocks(String text) throws MessagingException {
        List<InternetHeaders> blocks = new ArrayList<>();
        for (String block : text.replace("\r\n", "\n").strip().split("\n[ \\t]*\n")) {
            blocks.add(new InternetHeaders(
                    new ByteArrayInputStream((block + "\r\n\r\n").getBytes(StandardCharsets.UTF_8))));
        }
        return blocks;
    }

    private static String value(InternetHeaders headers, String name) {
        String value = headers.getHeader(name, null);
        return value == null ? "" : MimeUtility.unfold(value).strip();
    }

    private static String text(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(in.readNBytes(PART_AT_MOST));
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
