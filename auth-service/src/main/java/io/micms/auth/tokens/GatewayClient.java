package io.micms.auth.tokens;

import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** A client that proved who it is and may use the grant it asks for. */
record GatewayClient(OAuth2ClientAuthenticationToken principal, RegisteredClient registered) {

    static GatewayClient of(Authentication request, AuthorizationGrantType grant) {
        if (!(request.getPrincipal() instanceof OAuth2ClientAuthenticationToken principal)
                || !principal.isAuthenticated()) {
            throw Refusal.of(OAuth2ErrorCodes.INVALID_CLIENT, "The client has not proved who it is", null);
        }
        RegisteredClient registered = Objects.requireNonNull(principal.getRegisteredClient());
        if (!registered.getAuthorizationGrantTypes().contains(grant)) {
            throw Refusal.of(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "The client may not use this grant", null);
        }
        return new GatewayClient(principal, registered);
    }
}
