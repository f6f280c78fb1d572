package io.micms.campaign.providers;

import io.micms.campaign.brand.Brand;
import io.micms.campaign.brand.Brands;
import io.micms.campaign.providers.Provider.Outgoing;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes mail: what its headers say, its two bodies, its signature, and where it comes back to. */
final class MailComposer {

    private static final String NOWHERE = "#";
    private static final String SUBJECT = "Subject";
    private static final int HEADERS = 1_500;

    /** What is not longer than this is never folded. */
    private static final int SHORT = 60;

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    /** RFC 5322, section 3.3. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final ProviderProperties.Smtp smtp;
    private final Brands brands;
    private final Clock clock;
    private volatile @Nullable Sender sender;
    private volatile Dated dated = new Dated(0, "");

    /**
     * What is the same in each mail of a brand.
     *
     * @param from as in the header
     * @param replyTo as in the header; null where there is none
     */
    private record Sender(
            Brand brand,
            String from,
            String address,
            String domain,
            @Nullable String replyTo,
            Optional<DkimSigner> signer) {}

    /** A second as mail writes it. */
    private record Dated(long second, String date) {}

    MailComposer(ProviderProperties.Smtp smtp, Brands brands, Clock clock) {
        this.smtp = smtp;
        this.brands = brands;
        this.clock = clock;
        // A key that cannot be read is a fault of the settings, to be seen when the service starts.
        DkimSigner.of(smtp.dkim(), "localhost");
    }

    /** @throws MessagingException if an address is none */
    ReadyMail compose(Session session, Outgoing message, MailAddress to) throws MessagingException {
        Sender from = sender();
        Instant now = clock.instant();
        String messageId = MessageIds.messageId(message.messageId(), from.domain());
        byte[] written = written(message, to, from, messageId, now);
        byte[] signed = from.signer().map(signer -> signer.sign(written, now)).orElse(written);
        return new ReadyMail(session, signed, messageId, returnAddress(from, message));
    }

    private String returnAddress(Sender from, Outgoing message) {
        String bounces = smtp.bounces();
        return bounces == null || bounces.isBlank()
                ? from.address()
                : MessageIds.returnAddress(bounces.strip(), message.messageId());
    }

    private byte[] written(Outgoing message, MailAddress to, Sender from, String messageId, Instant now)
            throws MessagingException {
        // No text can have it in it: nobody knows it before.
        String boundary = "=_" + UUID.randomUUID();
        MailBytes mail = new MailBytes(
                HEADERS + (message.html().length() + message.text().length()) * 5 / 4);
        mail.header("Date", date(now)).header("From", from.from());
        if (from.replyTo() != null) {
            mail.header("Reply-To", from.replyTo());
        }
        mail.header("To", to.toString())
                .header("Message-ID", messageId)
                .header(SUBJECT, encoded(oneLine(message.subject())))
                .header("MIME-Version", "1.0")
                .header("Content-Type", "multipart/alternative;\r\n\tboundary=\"" + boundary + "\"");
        if (!message.unsubscribeUrl().startsWith(NOWHERE)) {
            mail.header("List-Unsubscribe", "<" + message.unsubscribeUrl() + ">")
                    .header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        // Gmail adds up complaints by it: https://support.google.com/a/answer/6254652
        mail.header("Feedback-ID", message.group() + ":campaign:mi-cms:" + from.domain())
                .header("X-Auto-Response-Suppress", "OOF, AutoReply")
                .line();
        mail.add("--").add(boundary).line().text(message.text(), "plain");
        if (!message.html().isEmpty()) {
            mail.add("--").add(boundary).line().text(message.html(), "html");
        }
        return mail.add("--").add(boundary).add("--").line().toByteArray();
    }

    private String date(Instant now) {
        Dated last = dated;
        if (last.second() != now.getEpochSecond()) {
            last = new Dated(now.getEpochSecond(), DATE.format(now.atOffset(ZoneOffset.UTC)));
            dated = last;
        }
        return last.date();
    }

    private static String encoded(String subject) throws MessagingException {
        if (subject.length() <= SHORT && subject.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return subject;
        }
        try {
            return MimeUtility.fold(
                    SUBJECT.length() + 2, MimeUtility.encodeText(subject, StandardCharsets.UTF_8.name(), null));
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("UTF-8 is not known", e);
        }
    }

    private Sender sender() throws MessagingException {
        Brand brand = brands.current();
        Sender last = sender;
        if (last == null || !last.brand().equals(brand)) {
            InternetAddress from = from(brand);
            String domain = domain(from);
            String replyTo = brand.replyTo();
            last = new Sender(
                    brand,
                    InternetAddress.toString(new InternetAddress[] {from}, "From: ".length()),
                    from.getAddress(),
                    domain,
                    replyTo == null ? null : MailAddress.of(replyTo).toString(),
                    DkimSigner.of(smtp.dkim(), domain));
            sender = last;
        }
        return last;
    }

    private InternetAddress from(Brand brand) throws MessagingException {
        InternetAddress configured = new InternetAddress(smtp.from(), true);
        try {
            InternetAddress from = MailAddress.of(
                            brand.fromAddress() == null ? configured.getAddress() : brand.fromAddress())
                    .toInternetAddress();
            String name = brand.fromName() != null ? brand.fromName() : name(brand, configured);
            if (name != null) {
                from.setPersonal(oneLine(name), StandardCharsets.UTF_8.name());
            }
            return from;
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("UTF-8 is not known", e);
        }
    }

    private static @Nullable String name(Brand brand, InternetAddress configured) {
        return brand.equals(Brand.DEFAULT) ? configured.getPersonal() : brand.displayName();
    }

    private static String domain(InternetAddress from) throws AddressException {
        return MailAddress.of(from.getAddress()).domain();
    }

    /** A header must not be able to grow another. */
    static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }
}
