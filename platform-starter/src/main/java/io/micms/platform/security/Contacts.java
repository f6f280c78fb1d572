package io.micms.platform.security;

import org.jspecify.annotations.Nullable;

/** Contact details of people, which analysts read masked. */
public final class Contacts {

    private static final int SHOWN_DIGITS = 2;

    private Contacts() {}

    /** Whether the caller may see contact details, and find people by them. */
    public static boolean mayBeReadBy(Caller caller) {
        return caller.roles().stream().anyMatch(role -> role != Role.ANALYST)
                || caller.scopes().contains("customers:read")
                || caller.scopes().contains("customers:write");
    }

    /** @param contact an e-mail address or a phone number */
    public static @Nullable String masked(@Nullable String contact) {
        if (contact == null || contact.isEmpty()) {
            return contact;
        }
        int at = contact.indexOf('@');
        return at >= 0
                ? contact.charAt(0) + "•••" + contact.substring(at)
                : "•••" + contact.substring(Math.max(0, contact.length() - SHOWN_DIGITS));
    }
}
