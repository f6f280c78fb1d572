package io.micms.auth.keys;

/** A stored signing key does not open with the configured secret. */
class KeyUnreadable extends RuntimeException {

    KeyUnreadable(String keyId, Throwable cause) {
        super(
                "Signing key %s cannot be read with the configured secret (MICMS_AUTH_KEY_SECRET): set the one it was stored with, or delete the key and have everybody sign in again"
                        .formatted(keyId),
                cause);
    }
}
