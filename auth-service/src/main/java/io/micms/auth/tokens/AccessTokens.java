package io.micms.auth.tokens;

import io.micms.auth.people.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/** The access tokens that all services trust: a person's with roles, an API client's with scopes. */
@Component
class AccessTokens implements OAuth2TokenGenerator<Jwt> {

    private final JwtEncoder encoder;
    private final TokenProperties properties;
    private final Clock clock;

    AccessTokens(JwtEncoder encoder, TokenProperties properties, Clock clock) {
        this.encoder = encoder;
        this.properties = properties;
        this.clock = clock;
    }

    OAuth2AccessToken of(Person person) {
        Jwt token = sign(claims(person.id(), properties.person())
                .claim("email", person.email())
                .claim("name", person.name())
                .claim("roles", person.roles().stream().map(Enum::name).sorted().toList()));
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, token.getTokenValue(), token.getIssuedAt(), token.getExpiresAt());
    }

    /** What the authorization server asks for in the one grant that it handles by itself: client credentials. */
    @Override
    public @Nullable Jwt generate(OAuth2TokenContext context) {
        if (!AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())
                || !OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        return sign(claims(context.getRegisteredClient().getClientId(), properties.client())
                .claim("name", context.getRegisteredClient().getClientName())
                .claim("scope", String.join(" ", context.getAuthorizedScopes())));
    }

    private JwtClaimsSet.Builder claims(String subject, Duration lifetime) {
        Instant now = clock.instant();
        return JwtClaimsSet.builder()
                .issuer(properties.issuer())
                .audience(List.of(properties.audience()))
                .subject(subject)
                .id(UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime));
    }

    private Jwt sign(JwtClaimsSet.Builder claims) {
        return encoder.encode(JwtEncoderParameters.from(
                JwsHeader.with(SignatureAlgorithm.RS256).build(), claims.build()));
    }
}
