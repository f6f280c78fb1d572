package io.micms.auth.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micms.auth.people.EmailAddress;
import io.micms.auth.people.GoogleAccount;
import java.net.URL;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** What an ID token with a good signature must say besides (OpenID Connect Core 1.0, section 3.1.3.7). */
record IdTokenRules(GoogleProperties google) {

    /** @throws IdTokenRefused if the token is not for us, not fresh, or not about a verified person */
    GoogleAccount check(Jwt token, String nonce, Instant now) {
        URL issuer = token.getIssuer();
        require(issuer != null && issuer.toString().equals(google.issuer()), "was issued by somebody else");
        checkAudience(token);
        Instant expiresAt = token.getExpiresAt();
        require(expiresAt != null && now.isBefore(expiresAt.plus(google.clockSkew())), "has expired");
        Instant issuedAt = token.getIssuedAt();
        require(issuedAt != null && !now.isAfter(issuedAt.plus(google.oldest())), "is too old");
        require(!issuedAt.isAfter(now.plus(google.clockSkew())), "was issued in the future");
        require(sameNonce(token.getClaimAsString("nonce"), nonce), "has another nonce");
        String subject = token.getSubject();
        require(subject != null && !subject.isBlank(), "names nobody");
        require(isTrue(token.getClaim("email_verified")), "has an e-mail address that Google has not verified");
        return new GoogleAccount(
                subject, email(token), token.getClaimAsString("name"), token.getClaimAsString("picture"));
    }

    private void checkAudience(Jwt token) {
        List<String> audience = token.getAudience();
        require(audience != null && audience.contains(google.clientId()), "is meant for somebody else");
        String authorizedParty = token.getClaimAsString("azp");
        require(
                authorizedParty == null ? audience.size() == 1 : authorizedParty.equals(google.clientId()),
                "was asked for by somebody else");
    }

    private static boolean sameNonce(@Nullable String claimed, String sent) {
        return claimed != null
                && !sent.isBlank()
                && MessageDigest.isEqual(claimed.getBytes(UTF_8), sent.getBytes(UTF_8));
    }

    private static boolean isTrue(@Nullable Object claim) {
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }

    private static EmailAddress email(Jwt token) {
        try {
            String email = token.getClaimAsString("email");
            return new EmailAddress(email == null ? "" : email);
        } catch (IllegalArgumentException e) {
            throw new IdTokenRefused("The ID token has no e-mail address", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IdTokenRefused("The ID token " + otherwise);
        }
    }
}
