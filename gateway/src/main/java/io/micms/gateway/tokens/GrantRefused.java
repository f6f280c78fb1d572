package io.micms.gateway.tokens;

/** auth-service does not accept the ID token or refresh token: whoever has it is not signed in. */
public class GrantRefused extends Exception {

    private static final long serialVersionUID = 1L;

    GrantRefused(String message) {
        super(message);
    }
}
