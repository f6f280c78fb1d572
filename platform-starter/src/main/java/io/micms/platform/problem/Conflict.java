package io.micms.platform.problem;

/** The request is fine but the thing is in a state that does not allow it. Answered with 409. */
public class Conflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
        super(message);
    }
}
