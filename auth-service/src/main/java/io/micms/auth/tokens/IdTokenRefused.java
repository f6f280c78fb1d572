package io.micms.auth.tokens;

/** An ID token that must not be exchanged; the message says why. */
class IdTokenRefused extends RuntimeException {

    IdTokenRefused(String message) {
        super(message);
    }

    IdTokenRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
