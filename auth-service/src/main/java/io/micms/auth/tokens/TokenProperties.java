package io.micms.auth.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer stands in every access token as {@code iss}
 * @param audience stands in every access token as {@code aud}
 * @param person how long a person's access token lasts, and so at most how long a withdrawn role lives on
 * @param client how long an API client's access token lasts
 * @param idle how long a sign-in outlives its last use
 * @param absolute how long a sign-in lasts at most
 * @param clockSkew by how much the services' clocks may differ
 */
@ConfigurationProperties("micms.auth.tokens")
record TokenProperties(
        String issuer,
        @DefaultValue("mi-cms") String audience,
        @DefaultValue("60s") Duration person,
        @DefaultValue("5m") Duration client,
        @DefaultValue("12h") Duration idle,
        @DefaultValue("30d") Duration absolute,
        @DefaultValue("5s") Duration clockSkew) {}
