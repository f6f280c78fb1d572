package io.micms.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What was sent to Google and must fit what comes back, in the session as JSON; the latest attempt counts. */
@Component
class PendingSignIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final Logger log = LoggerFactory.getLogger(PendingSignIns.class);
    private static final String ATTRIBUTE = "pendingSignIn";

    private final JsonMapper json;

    PendingSignIns(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param nonce what {@code sentNonce} is the hash of
     * @param sentNonce as it stands in the request, and must stand in the ID token
     */
    record PendingSignIn(
            String authorizationUri,
            String clientId,
            String redirectUri,
            Set<String> scopes,
            String state,
            String nonce,
            String sentNonce,
            String codeVerifier,
            String returnPath) {

        OAuth2AuthorizationRequest request() {
            return OAuth2AuthorizationRequest.authorizationCode()
                    .authorizationUri(authorizationUri)
                    .clientId(clientId)
                    .redirectUri(redirectUri)
                    .scopes(scopes)
                    .state(state)
                    .attributes(attributes -> attributes.putAll(Map.of(
                            OAuth2ParameterNames.REGISTRATION_ID,
                            GoogleRegistration.ID,
                            OidcParameterNames.NONCE,
                            nonce,
                            PkceParameterNames.CODE_VERIFIER,
                            codeVerifier)))
                    .additionalParameters(Map.of(OidcParameterNames.NONCE, sentNonce))
                    .build();
        }
    }

    /** The attempt that this request completes, once it has been taken out of the session. */
    static Optional<PendingSignIn> completedBy(HttpServletRequest request) {
        return Optional.ofNullable((PendingSignIn) request.getAttribute(PendingSignIn.class.getName()));
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest sent, HttpServletRequest request, HttpServletResponse response) {
        if (sent == null) {
            removeAuthorizationRequest(request, response);
            return;
        }
        PendingSignIn pending = new PendingSignIn(
                sent.getAuthorizationUri(),
                sent.getClientId(),
                String.valueOf(sent.getRedirectUri()),
                sent.getScopes(),
                String.valueOf(sent.getState()),
                String.valueOf(sent.<Object>getAttribute(OidcParameterNames.NONCE)),
                String.valueOf(sent.getAdditionalParameters().get(OidcParameterNames.NONCE)),
                String.valueOf(sent.<Object>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                ReturnPath.of(request.getParameter(LoginController.RETURN_TO)).value());
        request.getSession().setAttribute(ATTRIBUTE, json.writeValueAsString(pending));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return pending(request).map(PendingSignIn::request).orElse(null);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        Optional<PendingSignIn> pending = pending(request);
        pending.ifPresent(found -> {
            request.getSession().removeAttribute(ATTRIBUTE);
            request.setAttribute(PendingSignIn.class.getName(), found);
        });
        return pending.map(PendingSignIn::request).orElse(null);
    }

    /** Empty where the state that came back is not the one that was sent. */
    private Optional<PendingSignIn> pending(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String stored = session == null ? null : (String) session.getAttribute(ATTRIBUTE);
        if (stored == null) {
            return Optional.empty();
        }
        try {
            PendingSignIn pending = json.readValue(stored, PendingSignIn.class);
            return pending.state().equals(request.getParameter(OAuth2ParameterNames.STATE))
                    ? Optional.of(pending)
                    : Optional.empty();
        } catch (JacksonException e) {
            log.warn("A pending sign-in could not be read and is treated as none", e);
            return Optional.empty();
        }
    }
}
