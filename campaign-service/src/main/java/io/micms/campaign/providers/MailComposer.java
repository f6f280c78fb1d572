package io.micms.campaign.providers;

import io.micms.campaign.brand.Brand;
import io.micms.campaign.brand.Brands;
import io.micms.campaign.providers.Provider.Outgoing;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** Writes mail: what its headers say, its two bodies, its signature, and where it comes back to. */
final class MailComposer {

    private static final String NOWHERE = "#";

    private final ProviderProperties.Smtp smtp;
    private final Brands brands;
    private final Clock clock;
    private final Map<String, Optional<DkimSigner>> signers = new ConcurrentHashMap<>();

    MailComposer(ProviderProperties.Smtp smtp, Brands brands, Clock clock) {
        this.smtp = smtp;
        this.brands = brands;
        this.clock = clock;
        // A key that cannot be read is a fault of the settings, to be seen when the service starts.
        DkimSigner.of(smtp.dkim(), "localhost");
    }

    /** @throws MessagingException if an address is none */
    SMTPMessage compose(Session session, Outgoing message, MailAddress to) throws MessagingException {
        InternetAddress from = from();
        String domain = domain(from);
        MimeMessage mail = written(session, message, to, from, domain);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            mail.writeTo(bytes);
        } catch (IOException e) {
            throw new MessagingException("The mail could not be written", e);
        }
        byte[] signed = signers.computeIfAbsent(domain, sender -> DkimSigner.of(smtp.dkim(), sender))
                .map(signer -> signer.sign(bytes.toByteArray(), clock.instant()))
                .orElseGet(bytes::toByteArray);
        // Read back, so that what is signed is what is sent, to the byte.
        SMTPMessage outgoing = new SMTPMessage(session, new ByteArrayInputStream(signed));
        outgoing.setEnvelopeFrom(returnAddress(from, message));
        return outgoing;
    }

    private String returnAddress(InternetAddress from, Outgoing message) {
        String bounces = smtp.bounces();
        return bounces == null || bounces.isBlank()
                ? from.getAddress()
                : MessageIds.returnAddress(bounces.strip(), message.messageId());
    }

    private MimeMessage written(Session session, Outgoing message, MailAddress to, InternetAddress from, String domain)
            throws MessagingException {
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", MessageIds.messageId(message.messageId(), domain));
            }
        };
        mail.setFrom(from);
        String replyTo = brands.current().replyTo();
        if (replyTo != null) {
            mail.setReplyTo(new InternetAddress[] {MailAddress.of(replyTo).toInternetAddress()});
        }
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, to.toInternetAddress());
        mail.setSubject(oneLine(message.subject()), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        if (!message.unsubscribeUrl().startsWith(NOWHERE)) {
            mail.setHeader("List-Unsubscribe", "<" + message.unsubscribeUrl() + ">");
            mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        // Gmail adds up complaints by it: https://support.google.com/a/answer/6254652
        mail.setHeader("Feedback-ID", "%s:campaign:mi-cms:%s".formatted(message.group(), domain));
        mail.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
        MimeMultipart alternatives = new MimeMultipart("alternative");
        alternatives.addBodyPart(part(message.text(), "plain"));
        if (!message.html().isEmpty()) {
            alternatives.addBodyPart(part(message.html(), "html"));
        }
        mail.setContent(alternatives);
        mail.saveChanges();
        return mail;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    private InternetAddress from() throws MessagingException {
        Brand brand = brands.current();
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
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
