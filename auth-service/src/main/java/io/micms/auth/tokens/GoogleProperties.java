package io.micms.auth.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer whose OpenID configuration is read when the first ID token arrives
 * @param clientId whom ID tokens must be meant for
 * @param oldest how long ago an ID token may have been issued
 * @param clockSkew by how much Google's clock and ours may differ
 */
@ConfigurationProperties("micms.auth.google")
record GoogleProperties(
        String issuer,
        String clientId,
        @DefaultValue("5m") Duration oldest,
        @DefaultValue("30s") Duration clockSkew) {}
