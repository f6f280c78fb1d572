package io.micms.platform.problem;

import org.jspecify.annotations.Nullable;

/** Something that is needed does not answer; it may do so soon. Nothing was changed. Answered with 503. */
public class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
