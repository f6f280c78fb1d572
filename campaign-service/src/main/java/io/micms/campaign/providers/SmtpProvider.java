package io.micms.campaign.providers;

import io.micms.campaign.content.Channel;
import io.micms.campaign.providers.Provider.Outcome.Accepted;
import io.micms.campaign.providers.Provider.Outcome.Refused;
import io.micms.campaign.providers.Provider.Outcome.TemporarilyRefused;
import io.micms.campaign.providers.Provider.Outcome.Unknown;
import io.micms.campaign.providers.ProviderProperties.Smtp;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** E-mail over SMTP (RFC 5321). */
@Component
class SmtpProvider implements Provider {

    private final Smtp smtp;
    private final Session session;
    private final Clock clock;

    SmtpProvider(ProviderProperties properties, Clock clock) {
        this.smtp = properties.smtp();
        this.session = Session.getInstance(settings(properties));
        this.clock = clock;
    }

    private static Properties settings(ProviderProperties delivery) {
        String timeout = String.valueOf(delivery.timeout().toMillis());
        Properties settings = new Properties();
        settings.put("mail.smtp.connectiontimeout", timeout);
        settings.put("mail.smtp.timeout", timeout);
        settings.put("mail.smtp.writetimeout", timeout);
        settings.put("mail.smtp.auth", String.valueOf(hasText(delivery.smtp().username())));
        settings.put("mail.smtp.starttls.enable", "true");
        settings.put(
                "mail.smtp.starttls.required", String.valueOf(delivery.smtp().starttls()));
        // The answer to the mail counts; waiting for the answer to the goodbye would only delay its record.
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.mime.allowutf8", "true");
        return settings;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Outcome deliver(Outgoing message) {
        MimeMessage mail;
        Address[] recipients;
        try {
            mail = compose(message);
            recipients = mail.getAllRecipients();
        } catch (MessagingException e) {
            return new Refused("The mail could not be composed: " + e.getMessage());
        }
        Transport transport;
        try {
            transport = session.getTransport("smtp");
            transport.connect(smtp.host(), smtp.port(), blankToNull(smtp.username()), blankToNull(smtp.password()));
        } catch (AuthenticationFailedException e) {
            return new TemporarilyRefused("The mail server refused our sign-in.");
        } catch (MessagingException e) {
            return new TemporarilyRefused("The mail server could not be reached: " + e.getMessage());
        }
        try {
            transport.sendMessage(mail, recipients);
            return new Accepted(mail.getMessageID());
        } catch (MessagingException e) {
            return refusal(e);
        } finally {
            close(transport);
        }
    }

    private MimeMessage compose(Outgoing message) throws MessagingException {
        String id = "<" + message.messageId().replace(':', '.') + "@mi-cms>";
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                // Ours, and the same in every attempt, so that bounces and receivers can recognise it.
                setHeader("Message-ID", id);
            }
        };
        mail.setFrom(address(smtp.from()));
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, address(message.to()));
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("List-Unsubscribe", "<" + message.unsubscribeUrl() + ">");
        mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
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

    private static InternetAddress address(String text) throws AddressException {
        InternetAddress address = new InternetAddress(text, true);
        address.validate();
        return address;
    }

    /** Only a reply of the server proves that it did not take the mail; without one nobody knows. */
    private static Outcome refusal(MessagingException e) {
        for (@Nullable Exception cause = e; cause != null; cause = next(cause)) {
            int code = switch (cause) {
                case SMTPAddressFailedException refused -> refused.getReturnCode();
                case SMTPSenderFailedException refused -> refused.getReturnCode();
                case SMTPSendFailedException refused -> refused.getReturnCode();
                default -> -1;
            };
            if (code >= 500) {
                return new Refused("The mail server refused it: " + oneLine(cause));
            }
            if (code >= 400) {
                return new TemporarilyRefused("The mail server asks to try later: " + oneLine(cause));
            }
        }
        return new Unknown("The connection broke before the mail server answered: " + oneLine(e));
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // The answer to the message is in; how the connection ends changes nothing.
        }
    }

    private static boolean hasText(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return hasText(text) ? text : null;
    }
}
