package io.micms.platform.problem;

/** A customer who is nobody of their own any more. Answered with 410. */
public final class Gone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Gone(String message) {
        super(message);
    }

    public static Gone erased(String customerId) {
        return new Gone("Customer %s was erased.".formatted(customerId));
    }

    /** @param survivorId whom the customer is part of */
    public static Gone merged(String customerId, String survivorId) {
        return new Gone("Customer %s is part of customer %s now.".formatted(customerId, survivorId));
    }
}
