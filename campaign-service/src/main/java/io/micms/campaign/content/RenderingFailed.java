package io.micms.campaign.content;

import io.micms.platform.problem.Fault;

/** A template that cannot be rendered for a recipient; the message says why, for people to read. */
public final class RenderingFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    RenderingFailed(String message, Throwable cause) {
        this("/content", message, cause);
    }

    private RenderingFailed(String pointer, String message, Throwable cause) {
        super(message, cause);
        this.pointer = pointer;
    }

    /** The same of a part of the content. */
    RenderingFailed in(String part) {
        return new RenderingFailed(part, String.valueOf(getMessage()), this);
    }

    /** Which part of the content it is, and why. */
    public Fault fault() {
        return new Fault(pointer, String.valueOf(getMessage()));
    }
}
