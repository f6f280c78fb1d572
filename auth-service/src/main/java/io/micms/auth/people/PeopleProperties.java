package io.micms.auth.people;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param adminEmail the first administrator, created at their first sign-in; nobody when absent */
@ConfigurationProperties("micms.auth.people")
record PeopleProperties(@Nullable String adminEmail) {

    boolean names(EmailAddress email) {
        return adminEmail != null && !adminEmail.isBlank() && new EmailAddress(adminEmail).equals(email);
    }
}
