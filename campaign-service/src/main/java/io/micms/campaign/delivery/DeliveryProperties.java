package io.micms.campaign.delivery;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages go out.
 *
 * @param places messages under way at once, per provider and instance: from being recorded as sent off to what became of
 *     them being recorded; after a crash so many may be unconfirmed, and as many more are judged ahead
 * @param concurrency of those, how many are with the provider at once
 * @param lease how long a sender may be at work on a message; at least twice as long as all of a provider's timeouts together
 * @param timeout for connecting to a provider, and for each of its answers
 * @param firstRetry how long a message waits that its provider refuses for now; twice as long each further time, up to half
 *     an hour, a fifth more or less
 * @param linkSecret signs the links in messages; all instances share it
 * @param formerLinkSecrets that signed links which people may still follow
 */
@ConfigurationProperties("micms.delivery")
public record DeliveryProperties(
        @DefaultValue("64") int places,
        @DefaultValue("16") int concurrency,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("5s") Duration firstRetry,
        String linkSecret,
        @DefaultValue List<String> formerLinkSecrets) {}
