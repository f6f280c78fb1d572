package io.micms.platform.problem;

/** Somebody else changed the document since it was read. Answered with 412. */
public class StaleDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StaleDocument(String message) {
        super(message);
    }
}
