package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.exception.MongoServerError;

/** Something that MongoDB can do and the embedded database would get wrong. */
public final class UnsupportedByEmbedded extends MongoServerError {

    private static final long serialVersionUID = 1L;
    private static final int COMMAND_NOT_SUPPORTED = 115;

    public UnsupportedByEmbedded(String what) {
        super(COMMAND_NOT_SUPPORTED, "CommandNotSupported", what + ": not supported by the embedded database");
    }
}
