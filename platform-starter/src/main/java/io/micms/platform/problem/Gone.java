package io.micms.platform.problem;

import java.util.Map;

/** What was asked for was there and is no more. Answered with 410. */
public class Gone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    /** @param details what else is known, shown as members of the problem (RFC 9457, section 3.2) */
    public Gone(String message, Map<String, Object> details) {
        super(message);
        this.details = Map.copyOf(details);
    }

    Map<String, Object> details() {
        return details;
    }
}
