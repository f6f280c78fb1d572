package io.micms.auth.tokens;

import io.micms.auth.people.Directory;
import io.micms.auth.people.Person;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;

/** Follows a refresh token with the next, and reads the person's roles again. */
class RefreshGrant implements AuthenticationProvider {

    private final RefreshTokens refreshTokens;
    private final Directory directory;
    private final AccessTokens accessTokens;

    RefreshGrant(RefreshTokens refreshTokens, Directory directory, AccessTokens accessTokens) {
        this.refreshTokens = refreshTokens;
        this.directory = directory;
        this.accessTokens = accessTokens;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2RefreshTokenAuthenticationToken request = (OAuth2RefreshTokenAuthenticationToken) authentication;
        GatewayClient client = GatewayClient.of(request, AuthorizationGrantType.REFRESH_TOKEN);
        String clientId = client.registered().getClientId();
        RefreshTokens.Next next = refreshTokens
                .follow(request.getRefreshToken(), clientId)
                .orElseThrow(() ->
                        Refusal.of(OAuth2ErrorCodes.INVALID_GRANT, "The refresh token is not valid any more", null));
        Optional<Person> person = directory.find(next.personId()).filter(Person::active);
        if (person.isEmpty()) {
            refreshTokens.end(next.token().getTokenValue(), clientId, "person deactivated");
            throw Refusal.of(OAuth2ErrorCodes.INVALID_GRANT, "The person has been deactivated", null);
        }
        return new OAuth2AccessTokenAuthenticationToken(
                client.registered(), client.principal(), accessTokens.of(person.get()), next.token(), Map.of());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
