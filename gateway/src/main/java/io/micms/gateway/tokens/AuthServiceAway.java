package io.micms.gateway.tokens;

import org.jspecify.annotations.Nullable;

/** auth-service did not answer, or not in a way that says anything about the person. */
public class AuthServiceAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuthServiceAway(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
