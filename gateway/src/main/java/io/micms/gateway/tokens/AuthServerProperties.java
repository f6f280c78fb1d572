package io.micms.gateway.tokens;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How the gateway reaches auth-service, and proves to be the gateway. */
@ConfigurationProperties("micms.auth-server")
record AuthServerProperties(
        URI url,
        @DefaultValue("mi-cms-gateway") String clientId,
        @DefaultValue(LOCAL_SECRET) String clientSecret,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration readTimeout) {

    static final String LOCAL_SECRET = "mi-cms-local-gateway-secret";
}
