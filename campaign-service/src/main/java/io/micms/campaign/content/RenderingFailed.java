package io.micms.campaign.content;

/** A template that cannot be rendered for a recipient; the message says why, for people to read. */
public final class RenderingFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RenderingFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
