package io.micms.auth.tokens;

import io.micms.auth.people.GoogleAccount;
import java.time.Clock;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Accepts each of Google's ID tokens once. */
class IdTokens {

    private final JwtDecoder google;
    private final IdTokenRules rules;
    private final UsedIdTokens used;
    private final GoogleProperties properties;
    private final Clock clock;

    /** @param google checks form and signature only */
    IdTokens(JwtDecoder google, GoogleProperties properties, UsedIdTokens used, Clock clock) {
        this.google = google;
        this.rules = new IdTokenRules(properties);
        this.used = used;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param nonce what the gateway sent to Google for this sign-in
     * @throws IdTokenRefused if the token does not prove who is there
     * @throws org.springframework.security.oauth2.jwt.JwtException if Google's keys cannot be had
     */
    GoogleAccount accept(String idToken, String nonce) {
        Jwt token = decode(idToken);
        GoogleAccount account = rules.check(token, nonce, clock.instant());
        used.use(idToken, Objects.requireNonNull(token.getExpiresAt()).plus(properties.clockSkew()));
        return account;
    }

    private Jwt decode(String idToken) {
        try {
            return google.decode(idToken);
        } catch (BadJwtException e) {
            throw new IdTokenRefused("The ID token has no valid signature of Google", e);
        }
    }
}
