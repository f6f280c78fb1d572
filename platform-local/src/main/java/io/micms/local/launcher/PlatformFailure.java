package io.micms.local.launcher;

/** Why the platform cannot start or go on, in one line for the terminal. */
public final class PlatformFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PlatformFailure(String message) {
        super(message);
    }
}
