package io.micms.gateway.session;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param secret what refresh tokens are encrypted with at rest; any text, best 32 random characters or more
 * @param idle how long a session outlives its last use
 * @param publicUrl where browsers reach the gateway; decides whether cookies are {@code Secure}
 */
@ConfigurationProperties("micms.session")
public record SessionProperties(
        @DefaultValue(LOCAL_SECRET) String secret,
        @DefaultValue("12h") Duration idle,
        @DefaultValue("http://localhost:8080") URI publicUrl) {

    static final String LOCAL_SECRET = "mi-cms-local-session-secret";
    public static final String COOKIE = "MICMS_SESSION";

    /** Whether browsers reach the gateway by https alone. */
    public boolean secureCookies() {
        return "https".equals(publicUrl.getScheme());
    }
}
