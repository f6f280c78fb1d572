package io.micms.campaign.providers;

import io.micms.campaign.brand.Brands;
import io.micms.campaign.content.Channel;
import io.micms.campaign.providers.Provider.Outcome.Accepted;
import io.micms.campaign.providers.Provider.Outcome.Refused;
import io.micms.campaign.providers.Provider.Outcome.TemporarilyRefused;
import io.micms.campaign.providers.Provider.Outcome.TooMany;
import io.micms.campaign.providers.Provider.Outcome.Unknown;
import io.micms.campaign.providers.ProviderProperties.Limit;
import io.micms.campaign.providers.ProviderProperties.Smtp;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.util.StreamProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * E-mail over SMTP (RFC 5321), over connections that are kept. What the server answers decides; where it does not answer,
 * whether it had the end of the mail by then: before it, the mail is not there, and after it, nobody knows.
 */
@Component
class SmtpProvider implements Provider {

    private static final int IMPLICIT_TLS = 465;
    /** The server closes the connection (RFC 5321, section 4.2.2). */
    private static final int CLOSING = 421;

    private static final String OTHERS = "*";

    static {
        // Unless it is named, the library looks through all jars for it again with each part of each mail.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final Smtp smtp;
    private final MailComposer composer;
    private final SmtpConnections ascii;
    private final SmtpConnections utf8;
    private final Throttle all;
    private final Map<String, Throttle> domains = new ConcurrentHashMap<>();

    SmtpProvider(ProviderProperties properties, Brands brands, MeterRegistry meters, Clock clock) {
        this.smtp = properties.smtp();
        this.composer = new MailComposer(smtp, brands, clock);
        this.ascii = new SmtpConnections(Session.getInstance(settings(properties, false)), smtp);
        this.utf8 = new SmtpConnections(Session.getInstance(settings(properties, true)), smtp);
        this.all = new Throttle(smtp.limit());
        meters.gauge("micms.smtp.connections", this, provider -> provider.ascii.open() + provider.utf8.open());
    }

    private static Properties settings(ProviderProperties delivery, boolean utf8) {
        String timeout = String.valueOf(delivery.timeout().toMillis());
        Smtp smtp = delivery.smtp();
        Properties settings = new Properties();
        settings.put("mail.smtp.connectiontimeout", timeout);
        settings.put("mail.smtp.timeout", timeout);
        settings.put("mail.smtp.writetimeout", timeout);
        settings.put("mail.smtp.auth", String.valueOf(hasText(smtp.username())));
        settings.put("mail.smtp.starttls.enable", "true");
        settings.put("mail.smtp.starttls.required", String.valueOf(smtp.starttls()));
        settings.put("mail.smtp.ssl.enable", String.valueOf(smtp.port() == IMPLICIT_TLS));
        // More servers know RSET than answer NOOP.
        settings.put("mail.smtp.userset", "true");
        // The answer to the mail counts; waiting for the answer to the goodbye would only delay its record.
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.mime.allowutf8", String.valueOf(utf8));
        return settings;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Outcome deliver(Outgoing message) {
        MailAddress to;
        ReadyMail mail;
        SmtpConnections connections;
        try {
            to = MailAddress.of(message.to());
            connections = to.needsUtf8() ? utf8 : ascii;
            mail = composer.compose(connections.session(), message, to);
        } catch (AddressException e) {
            return new Refused("The mail could not be addressed: %s: %s".formatted(e.getMessage(), e.getRef()));
        } catch (MessagingException e) {
            return new Refused("The mail could not be composed: " + e.getMessage());
        }
        Throttle domain = throttle(to.domain());
        Duration pause = all.enter();
        if (!pause.isZero()) {
            return new TooMany(pause);
        }
        try {
            Duration domainPause = domain == null ? Duration.ZERO : domain.enter();
            if (!domainPause.isZero()) {
                return new TooMany(domainPause);
            }
            try {
                return deliver(mail, to, connections);
            } finally {
                if (domain != null) {
                    domain.leave();
                }
            }
        } finally {
            all.leave();
        }
    }

    private @Nullable Throttle throttle(String domain) {
        Limit limit = smtp.domains().getOrDefault(domain, smtp.domains().get(OTHERS));
        return limit == null ? null : domains.computeIfAbsent(domain, ignored -> new Throttle(limit));
    }

    private Outcome deliver(ReadyMail mail, MailAddress to, SmtpConnections connections) {
        SmtpConnection used = connections.takeIdle();
        if (used != null) {
            Outcome outcome = deliver(mail, to, connections, used);
            if (outcome != null) {
                return outcome;
            }
            // The server had closed it meanwhile, as servers do.
        }
        SmtpConnection fresh;
        try {
            fresh = connections.connect();
        } catch (AuthenticationFailedException e) {
            return new TemporarilyRefused("The mail server refused our sign-in.");
        } catch (MessagingException e) {
            return new TemporarilyRefused("The mail server could not be reached: " + oneLine(e));
        }
        Outcome outcome = deliver(mail, to, connections, fresh);
        return outcome != null
                ? outcome
                : new TemporarilyRefused("The connection broke before the mail server had the mail.");
    }

    /** @return null if the connection was lost before the server had the mail */
    private static @Nullable Outcome deliver(
            ReadyMail mail, MailAddress to, SmtpConnections connections, SmtpConnection connection) {
        if (to.needsUtf8() && !connection.supportsExtension("SMTPUTF8")) {
            connections.giveBack(connection);
            return new Refused("The mail server takes no addresses beyond ASCII (SMTPUTF8), and this is one: " + to);
        }
        try {
            connection.send(mail, to.toInternetAddress());
            connections.giveBack(connection);
            return new Accepted(mail.getMessageID());
        } catch (MessagingException e) {
            Outcome refusal = refusal(e);
            boolean mayHaveArrived = connection.mayHaveArrived();
            boolean closing = connection.getLastReturnCode() == CLOSING;
            if (refusal != null && !closing) {
                connections.giveBack(connection);
                return refusal;
            }
            boolean used = connection.sent() > 1;
            connections.discard(connection);
            if (refusal != null) {
                // Said of a connection that was idle it is no answer to this mail.
                return used && !mayHaveArrived ? null : refusal;
            }
            return mayHaveArrived
                    ? new Unknown("The connection broke before the mail server answered: " + oneLine(e))
                    : null;
        }
    }

    /** @return null where the server has not answered */
    private static @Nullable Outcome refusal(MessagingException e) {
        for (@Nullable Exception cause = e; cause != null; cause = next(cause)) {
            int code = switch (cause) {
                case SMTPAddressFailedException refused -> refused.getReturnCode();
                case SMTPSenderFailedException refused -> refused.getReturnCode();
                case SMTPSendFailedException refused -> refused.getReturnCode();
                default -> -1;
            };
            String said = oneLine(cause);
            if (code >= 500) {
                boolean badAddress =
                        cause instanceof SMTPAddressFailedException && EnhancedStatus.isBadAddress(code, said);
                return new Refused("The mail server refused it: " + said, badAddress);
            }
            if (code >= 400) {
                return new TemporarilyRefused("The mail server asks to try later: " + said);
            }
        }
        return null;
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String oneLine(Exception e) {
        return MailComposer.oneLine(String.valueOf(e.getMessage()));
    }

    @Scheduled(fixedDelayString = "${micms.delivery.smtp.close-idle-every:10s}")
    void closeIdle() {
        ascii.closeIdle();
        utf8.closeIdle();
    }

    @PreDestroy
    void close() {
        ascii.close();
        utf8.close();
    }

    private static boolean hasText(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
