package io.micms.auth.tokens;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How the gateway identifies itself: the only client that may exchange ID tokens and refresh. */
@ConfigurationProperties("micms.auth.gateway")
record GatewayProperties(
        @DefaultValue("mi-cms-gateway") String clientId,
        @DefaultValue(LOCAL_SECRET) String clientSecret) {

    static final String LOCAL_SECRET = "mi-cms-local-gateway-secret";
}
