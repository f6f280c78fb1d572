package io.micms.local.mongo.journal;

/** The journal cannot be read or written; the message says which file, where and what to do. */
public final class JournalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalFailure(String message) {
        super(message);
    }

    JournalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
