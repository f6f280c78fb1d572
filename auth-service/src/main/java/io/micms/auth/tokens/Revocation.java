package io.micms.auth.tokens;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;

/**
 * Ends the sign-in of a refresh token (RFC 7009). Access tokens cannot be called back, they are short; asked to, this answers as
 * for any unknown token.
 */
class Revocation implements AuthenticationProvider {

    private final RefreshTokens refreshTokens;

    Revocation(RefreshTokens refreshTokens) {
        this.refreshTokens = refreshTokens;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2TokenRevocationAuthenticationToken request = (OAuth2TokenRevocationAuthenticationToken) authentication;
        GatewayClient client = GatewayClient.of(request, AuthorizationGrantType.REFRESH_TOKEN);
        refreshTokens.end(request.getToken(), client.registered().getClientId(), "signed out");
        return request;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
