package io.micms.platform.problem;

/** A body that is longer than any request of its kind. Answered with 413. */
public class RequestTooLarge extends InvalidInput {

    private static final long serialVersionUID = 1L;

    /** @param most how many bytes would be taken */
    public RequestTooLarge(long most) {
        super("", "A body has at most %,d bytes here.".formatted(most));
    }
}
