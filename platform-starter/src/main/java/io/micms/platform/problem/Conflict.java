package io.micms.platform.problem;

import java.util.Map;

/** The request is fine but the thing is in a state that does not allow it. Answered with 409. */
public class Conflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    public Conflict(String message) {
        this(message, Map.of());
    }

    /** @param details what else is known, shown as members of the problem (RFC 9457, section 3.2) */
    public Conflict(String message, Map<String, Object> details) {
        super(message);
        this.details = Map.copyOf(details);
    }

    Map<String, Object> details() {
        return details;
    }
}
