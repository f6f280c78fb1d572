package io.micms.auth.tokens;

import io.micms.auth.people.Directory;
import io.micms.auth.people.Person;
import io.micms.auth.people.SignInRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Exchanges Google's ID token for tokens of ours (RFC 8693). Spring Authorization Server exchanges only tokens that it issued
 * itself, so the grant is ours from reading the request on.
 */
class IdTokenExchange implements AuthenticationProvider {

    static final String ID_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:id_token";
    private static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";

    private final IdTokens idTokens;
    private final Directory directory;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;

    IdTokenExchange(IdTokens idTokens, Directory directory, AccessTokens accessTokens, RefreshTokens refreshTokens) {
        this.idTokens = idTokens;
        this.directory = directory;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        Request request = (Request) authentication;
        GatewayClient client = GatewayClient.of(request, AuthorizationGrantType.TOKEN_EXCHANGE);
        Person person = person(request);
        RefreshTokens.Next refresh =
                refreshTokens.start(person.id(), client.registered().getClientId());
        return new OAuth2AccessTokenAuthenticationToken(
                client.registered(),
                client.principal(),
                accessTokens.of(person),
                refresh.token(),
                Map.of(OAuth2ParameterNames.ISSUED_TOKEN_TYPE, ACCESS_TOKEN_TYPE));
    }

    private Person person(Request request) {
        try {
            return directory.signIn(idTokens.accept(request.idToken, request.nonce));
        } catch (IdTokenRefused e) {
            throw Refusal.of(OAuth2ErrorCodes.INVALID_GRANT, e.getMessage(), e);
        } catch (SignInRefused e) {
            throw Refusal.of(OAuth2ErrorCodes.ACCESS_DENIED, e.getMessage(), e);
        } catch (JwtException e) {
            throw Refusal.of(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, "Google's keys cannot be read at the moment", e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Request.class.isAssignableFrom(authentication);
    }

    /** The request's parameters. */
    static final class Request extends OAuth2AuthorizationGrantAuthenticationToken {

        private final String idToken;
        private final String nonce;

        Request(Authentication client, String idToken, String nonce) {
            super(AuthorizationGrantType.TOKEN_EXCHANGE, client, Map.of());
            this.idToken = idToken;
            this.nonce = nonce;
        }
    }

    /** Reads the request; other grants are left to others. */
    static final class Converter implements AuthenticationConverter {

        @Override
        public @Nullable Authentication convert(HttpServletRequest request) {
            if (!AuthorizationGrantType.TOKEN_EXCHANGE
                    .getValue()
                    .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))) {
                return null;
            }
            if (!ID_TOKEN_TYPE.equals(one(request, OAuth2ParameterNames.SUBJECT_TOKEN_TYPE))) {
                throw Refusal.of(OAuth2ErrorCodes.UNSUPPORTED_TOKEN_TYPE, "Only ID tokens can be exchanged", null);
            }
            Authentication client = SecurityContextHolder.getContext().getAuthentication();
            return new Request(
                    Objects.requireNonNull(client),
                    one(request, OAuth2ParameterNames.SUBJECT_TOKEN),
                    one(request, "nonce"));
        }

        private static String one(HttpServletRequest request, String name) {
            String[] values = request.getParameterValues(name);
            if (values == null || values.length != 1 || values[0].isBlank()) {
                throw Refusal.of(OAuth2ErrorCodes.INVALID_REQUEST, "Exactly one " + name + " is needed", null);
            }
            return values[0];
        }
    }
}
