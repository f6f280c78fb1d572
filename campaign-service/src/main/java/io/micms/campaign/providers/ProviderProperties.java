package io.micms.campaign.providers;

import io.micms.campaign.settings.DefaultLimits;
import io.micms.campaign.settings.Limits;
import io.micms.campaign.settings.Limits.DomainLimit;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who takes messages, and how much at a time.
 *
 * @param timeout for connecting to a provider, and for each of its answers
 */
@ConfigurationProperties("micms.delivery")
public record ProviderProperties(@DefaultValue("15s") Duration timeout, Smtp smtp, Sms sms) implements DefaultLimits {

    @Override
    public Limits limits() {
        return new Limits(
                smtp.limit().toLimit(),
                sms.limit().toLimit(),
                smtp.domains().entrySet().stream()
                        .map(domain -> new DomainLimit(
                                domain.getKey(),
                                domain.getValue().perSecond(),
                                domain.getValue().concurrency()))
                        .sorted(Comparator.comparing(DomainLimit::name))
                        .toList());
    }

    /**
     * @param username null where the server wants none
     * @param starttls whether nothing is sent over a connection that is not encrypted
     * @param from the sender's address, optionally with a name: {@code "Shop <shop@example.com>"}; the brand's settings
     *     go before it
     * @param bounces where returned mail goes, such as {@code bounces@example.com}; each message has a tag of its own
     *     in it, {@code bounces+…@example.com}. Null to have it returned to {@code from}
     * @param limit of all mail together
     * @param domains limits of recipients' domains, such as {@code gmail.com}; {@code "*"} for each of the others
     */
    public record Smtp(
            @DefaultValue("localhost") String host,
            @DefaultValue("1025") int port,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("false") boolean starttls,
            String from,
            @Nullable String bounces,
            @DefaultValue Pool pool,
            @DefaultValue Limit limit,
            @DefaultValue Map<String, Limit> domains,
            @DefaultValue Dkim dkim) {}

    /**
     * How long a connection is kept.
     *
     * @param messagesAtMost sent over one connection; servers commonly close it after a hundred
     * @param idleAtMost without a message; servers commonly close it after some minutes
     */
    public record Pool(
            @DefaultValue("100") int messagesAtMost,
            @DefaultValue("30s") Duration idleAtMost) {}

    /**
     * How much at a time, unless the settings for delivery say otherwise.
     *
     * @param perSecond messages of one instance; 0 for as many as go
     * @param concurrency messages of one instance at once; 0 for as many as there are
     */
    public record Limit(
            @DefaultValue("0") double perSecond,
            @DefaultValue("0") int concurrency) {

        private Limits.Limit toLimit() {
            return new Limits.Limit(perSecond, concurrency);
        }
    }

    /**
     * Signing by DKIM (RFC 6376); off without a key.
     *
     * @param domain of the signature; null for that of the sender's address
     * @param selector under which the public key stands in the DNS
     * @param key the private key as PEM (PKCS #8), RSA or Ed25519, or {@code file:} and where it stands
     */
    public record Dkim(
            @Nullable String domain,
            @DefaultValue("micms") String selector,
            @Nullable String key) {}

    /**
     * A provider with Twilio's HTTP API.
     *
     * @param from the sender's number or name
     * @param callbacks whether the provider is asked to tell what became of a message; it has to reach the public address
     * @param limit of all SMS together
     */
    public record Sms(
            String baseUrl,
            String accountSid,
            String authToken,
            String from,
            @DefaultValue("true") boolean callbacks,
            @DefaultValue Limit limit) {}
}
