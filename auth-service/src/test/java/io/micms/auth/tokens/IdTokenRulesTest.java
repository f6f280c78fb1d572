package io.micms.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micms.auth.people.EmailAddress;
import io.micms.auth.people.GoogleAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class IdTokenRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final IdTokenRules RULES = new IdTokenRules(new GoogleProperties(
            "https://accounts.google.com", "our-client", Duration.ofMinutes(5), Duration.ofSeconds(30)));

    @Test
    void acceptsWhatIsForUsFreshAndVerified() {
        assertThat(check(token -> token))
                .isEqualTo(new GoogleAccount("g-1", new EmailAddress("ada@example.com"), "Ada Lovelace", null));
    }

    @Test
    void takesTheAddressInLowerCase() {
        assertThat(check(token -> token.claim("email", "Ada@Example.COM"))
                        .email()
                        .value())
                .isEqualTo("ada@example.com");
    }

    @Test
    void refusesAnotherIssuer() {
        refuses(token -> token.issuer("https://accounts.evil.example"), "issued by somebody else");
    }

    @Test
    void refusesAnotherAudience() {
        refuses(token -> token.audience(List.of("their-client")), "meant for somebody else");
    }

    @Test
    void refusesSeveralAudiencesWithoutAuthorizedParty() {
        refuses(token -> token.audience(List.of("our-client", "their-client")), "asked for by somebody else");
    }

    @Test
    void refusesAnotherAuthorizedParty() {
        refuses(token -> token.claim("azp", "their-client"), "asked for by somebody else");
    }

    @Test
    void acceptsOurselvesAsAuthorizedParty() {
        assertThat(check(token -> token.claim("azp", "our-client")).subject()).isEqualTo("g-1");
    }

    @Test
    void refusesAnotherNonce() {
        refuses(token -> token.claim("nonce", "another"), "another nonce");
    }

    @Test
    void refusesNoNonceEvenWhereNoneWasSent() {
        Jwt token = token().claims(claims -> claims.remove("nonce")).build();
        assertThatExceptionOfType(IdTokenRefused.class).isThrownBy(() -> RULES.check(token, "", NOW));
    }

    @Test
    void refusesTheExpired() {
        refuses(token -> token.issuedAt(NOW.minusSeconds(200)).expiresAt(NOW.minusSeconds(31)), "has expired");
        assertThat(check(token -> token.issuedAt(NOW.minusSeconds(200)).expiresAt(NOW.minusSeconds(29)))
                        .subject())
                .isEqualTo("g-1");
    }

    @Test
    void refusesTheOldThoughNotExpired() {
        refuses(token -> token.issuedAt(NOW.minusSeconds(301)), "too old");
        assertThat(check(token -> token.issuedAt(NOW.minusSeconds(300))).subject())
                .isEqualTo("g-1");
    }

    @Test
    void refusesTheFuture() {
        refuses(token -> token.issuedAt(NOW.plusSeconds(31)), "in the future");
    }

    @Test
    void refusesAnUnverifiedAddress() {
        refuses(token -> token.claim("email_verified", false), "not verified");
        refuses(token -> token.claims(claims -> claims.remove("email_verified")), "not verified");
    }

    @Test
    void refusesNoAddress() {
        refuses(token -> token.claims(claims -> claims.remove("email")), "no e-mail address");
    }

    @Test
    void refusesNobody() {
        refuses(token -> token.claims(claims -> claims.remove("sub")), "names nobody");
    }

    private static GoogleAccount check(UnaryOperator<Jwt.Builder> change) {
        return RULES.check(change.apply(token()).build(), "the-nonce", NOW);
    }

    private static void refuses(UnaryOperator<Jwt.Builder> change, String because) {
        assertThatExceptionOfType(IdTokenRefused.class)
                .isThrownBy(() -> check(change))
                .withMessageContaining(because);
    }

    private static Jwt.Builder token() {
        return Jwt.withTokenValue("header.claims.signature")
                .header("alg", "RS256")
                .issuer("https://accounts.google.com")
                .audience(List.of("our-client"))
                .subject("g-1")
                .issuedAt(NOW.minusSeconds(2))
                .expiresAt(NOW.plusSeconds(3600))
                .claim("nonce", "the-nonce")
                .claim("email", "ada@example.com")
                .claim("email_verified", true)
                .claim("name", "Ada Lovelace");
    }
}
