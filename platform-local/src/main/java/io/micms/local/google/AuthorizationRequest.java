package io.micms.local.google;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * What a client sends the browser with (RFC 6749, 4.1.1, RFC 7636 and OpenID Connect Core, 3.1.2.1), stricter than Google where that
 * finds faults of ours: state, nonce and PKCE are demanded.
 */
record AuthorizationRequest(
        String clientId, URI redirectUri, String scope, String state, String nonce, String codeChallenge) {

    /** The names that travel through the page where a person is picked. */
    static final Set<String> PARAMETERS = Set.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method");

    /** Nobody may be sent back: client or address are not known. */
    static final class Untrusted extends Exception {
        private static final long serialVersionUID = 1L;

        Untrusted(String message) {
            super(message);
        }
    }

    /** The client gets to know of its fault at its own address. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String error;
        private final transient URI redirectUri;
        private final String state;

        Refused(String error, String description, URI redirectUri, String state) {
            super(description);
            this.error = error;
            this.redirectUri = redirectUri;
            this.state = state;
        }

        String location() {
            return Redirects.to(
                    redirectUri,
                    Map.of("error", error, "error_description", String.valueOf(getMessage()), "state", state));
        }
    }

    static AuthorizationRequest of(Map<String, String> parameters, String knownClient) throws Untrusted, Refused {
        String client = parameters.getOrDefault("client_id", "");
        if (!client.equals(knownClient)) {
            throw new Untrusted("The OAuth client was not found: " + (client.isEmpty() ? "no client_id" : client));
        }
        URI redirectUri = redirectUri(parameters.getOrDefault("redirect_uri", ""));
        String state = parameters.getOrDefault("state", "");
        if (!parameters.getOrDefault("response_type", "").equals("code")) {
            throw new Refused("unsupported_response_type", "response_type must be code", redirectUri, state);
        }
        String scope = parameters.getOrDefault("scope", "");
        if (!Arrays.asList(scope.split(" ")).contains("openid")) {
            throw new Refused("invalid_scope", "scope must contain openid", redirectUri, state);
        }
        String nonce = parameters.getOrDefault("nonce", "");
        String challenge = parameters.getOrDefault("code_challenge", "");
        if (state.isEmpty() || nonce.isEmpty()) {
            throw new Refused("invalid_request", "state and nonce are required", redirectUri, state);
        }
        if (!parameters.getOrDefault("code_challenge_method", "").equals("S256")
                || !challenge.matches("[A-Za-z0-9_-]{43}")) {
            throw new Refused(
                    "invalid_request", "PKCE with code_challenge_method S256 is required", redirectUri, state);
        }
        return new AuthorizationRequest(client, redirectUri, scope, state, nonce, challenge);
    }

    private static URI redirectUri(String text) throws Untrusted {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new Untrusted("redirect_uri is missing or not an absolute web address: " + text);
    }
}
