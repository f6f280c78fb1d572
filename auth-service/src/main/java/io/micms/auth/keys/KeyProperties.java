package io.micms.auth.keys;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param secret what the signing keys are encrypted with at rest; any text, best 32 random characters or more
 * @param rotation age at which a signing key is followed by a new one
 * @param grace how long a followed key stays published: longer than the longest token plus {@link SigningKeys#CACHED}
 */
@ConfigurationProperties("micms.auth.keys")
public record KeyProperties(
        @DefaultValue(LOCAL_SECRET) String secret,
        @DefaultValue("30d") Duration rotation,
        @DefaultValue("15m") Duration grace) {

    static final String LOCAL_SECRET = "mi-cms-local-key-secret";

    boolean isLocal() {
        return LOCAL_SECRET.equals(secret);
    }
}
