package io.micms.auth.people;

import org.jspecify.annotations.Nullable;

/**
 * Who Google says is there, once its ID token has been checked.
 *
 * @param subject Google's lasting identifier of the account
 * @param email verified by Google
 */
public record GoogleAccount(
        String subject,
        EmailAddress email,
        @Nullable String name,
        @Nullable String picture) {}
