package io.micms.gateway.tokens;

/** auth-service knows who it is, and does not let them in. */
public class AccessRefused extends Exception {

    private static final long serialVersionUID = 1L;

    AccessRefused(String message) {
        super(message);
    }
}
