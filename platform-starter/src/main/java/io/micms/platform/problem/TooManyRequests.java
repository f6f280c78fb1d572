package io.micms.platform.problem;

import java.time.Duration;

/** Somebody asks for more than anybody may at a time. Answered with 429, and the advice when to try again. */
public class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public TooManyRequests(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
