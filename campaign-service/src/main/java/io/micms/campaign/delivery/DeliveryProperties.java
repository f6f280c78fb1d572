package io.micms.campaign.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages go out.
 *
 * @param concurrency messages under way at once, per provider and instance; after a crash so many may be unconfirmed
 * @param lease how long a sender may be at work on a message; longer than all of a provider's timeouts together
 * @param timeout for connecting to a provider, and for each of its answers
 * @param linkSecret signs the links in messages; all instances share it
 */
@ConfigurationProperties("micms.delivery")
public record DeliveryProperties(
        @DefaultValue("16") int concurrency,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("15s") Duration timeout,
        String linkSecret,
        Smtp smtp,
        Sms sms) {

    /**
     * @param username null where the server wants none
     * @param from the sender's address, optionally with a name: {@code "Shop <shop@example.com>"}
     */
    public record Smtp(
            @DefaultValue("localhost") String host,
            @DefaultValue("1025") int port,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("false") boolean starttls,
            String from) {}

    /**
     * A provider with Twilio's HTTP API.
     *
     * @param from the sender's number or name
     */
    public record Sms(String baseUrl, String accountSid, String authToken, String from) {}
}
