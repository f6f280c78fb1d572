package io.micms.customer.rights;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where else something of customers is held.
 *
 * @param services each by its name: they are asked for an export, and confirm an erasure
 * @param readTimeout how long one may be silent
 */
@ConfigurationProperties("micms.rights")
public record RightsProperties(
        Map<String, URI> services,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout) {}
