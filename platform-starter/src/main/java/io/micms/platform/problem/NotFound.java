package io.micms.platform.problem;

/** What was asked for does not exist, or not for this caller. Answered with 404. */
public class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what a phrase such as {@code "customer 0190…"} */
    public NotFound(String what) {
        super("There is no " + what + ".");
    }
}
