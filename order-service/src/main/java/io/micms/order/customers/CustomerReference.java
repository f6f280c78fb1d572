package io.micms.order.customers;

import org.jspecify.annotations.Nullable;

/**
 * Whom an order says it belongs to: the platform's id of a customer, or that of the system which owns them.
 *
 * @param text {@code i:<id>} or {@code x:<externalId>}
 */
public record CustomerReference(String text) {

    private static final String ID = "i:";
    private static final String EXTERNAL_ID = "x:";

    public CustomerReference {
        if (!text.startsWith(ID) && !text.startsWith(EXTERNAL_ID)) {
            throw new IllegalArgumentException("Not a reference to a customer: " + text);
        }
    }

    public static CustomerReference toId(String id) {
        return new CustomerReference(ID + id);
    }

    public static CustomerReference toExternalId(String externalId) {
        return new CustomerReference(EXTERNAL_ID + externalId);
    }

    /** The platform's id; null if the reference is not by that. */
    public @Nullable String id() {
        return text.startsWith(ID) ? text.substring(ID.length()) : null;
    }

    /** The external id; null if the reference is not by that. */
    public @Nullable String externalId() {
        return text.startsWith(EXTERNAL_ID) ? text.substring(EXTERNAL_ID.length()) : null;
    }

    /** What a person called the customer. */
    public String name() {
        return text.substring(ID.length());
    }
}
