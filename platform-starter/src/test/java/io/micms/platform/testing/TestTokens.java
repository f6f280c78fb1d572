package io.micms.platform.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micms.platform.security.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Access tokens that a service under test accepts. */
public final class TestTokens {

    private static final RSAKey KEY = key();

    private TestTokens() {}

    /** @return an {@code Authorization} header for a person with these roles */
    public static String bearer(Role... roles) {
        return "Bearer "
                + sign(claims("person-1")
                        .claim("name", "Ada Lovelace")
                        .claim("email", "ada@example.com")
                        .claim("roles", Arrays.stream(roles).map(Role::name).toList())
                        .build());
    }

    /** @return an {@code Authorization} header for an API client with these scopes */
    public static String client(String... scopes) {
        return "Bearer "
                + sign(claims("client-1")
                        .claim("scope", String.join(" ", scopes))
                        .build());
    }

    private static JWTClaimsSet.Builder claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .subject(subject)
                .audience("mi-cms")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    private static String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a service trust the key of these tokens in place of auth-service's. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Decoder {
        @Bean
        @Primary
        JwtDecoder testJwtDecoder() throws JOSEException {
            return NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
        }
    }
}
