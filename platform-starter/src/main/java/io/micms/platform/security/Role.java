package io.micms.platform.security;

/** What a person may do; contracts list each role's rights. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** All but users and API clients. */
    MANAGER,
    /** Customers, orders, segments and drafts of campaigns, but not launching. */
    MARKETER,
    /** Reads, with contact details masked. */
    ANALYST;

    String authority() {
        return "ROLE_" + name();
    }
}
