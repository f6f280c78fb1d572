package io.micms.gateway.routing;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services are.
 *
 * @param readTimeout how long one may be silent
 */
@ConfigurationProperties("micms.services")
record ServiceProperties(
        URI customer,
        URI order,
        URI campaign,
        URI insight,
        URI auth,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout) {}
