package io.micms.platform.problem;

import java.time.Instant;
import java.util.Map;

/** A customer who is nobody of their own any more. Answered with 410. */
public final class Gone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    private Gone(String message, Map<String, Object> details) {
        super(message);
        this.details = details;
    }

    public static Gone erased(String customerId) {
        return new Gone("Customer %s was erased.".formatted(customerId), Map.of());
    }

    public static Gone erased(String customerId, Instant at) {
        return new Gone("Customer %s was erased.".formatted(customerId), Map.of("erasedAt", at));
    }

    /** @param survivorId whom the customer is part of */
    public static Gone merged(String customerId, String survivorId) {
        return new Gone(
                "Customer %s is part of customer %s now.".formatted(customerId, survivorId),
                Map.of("mergedInto", survivorId));
    }

    /** What else is known, shown as members of the problem (RFC 9457, section 3.2). */
    Map<String, Object> details() {
        return details;
    }
}
