package io.micms.gateway.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, and the tokens that prove it to the services; they never reach the browser.
 *
 * @param refreshToken encrypted
 */
public record SignIn(Person person, String accessToken, Instant accessTokenExpiresAt, String refreshToken) {

    /** Complete, also when read: one of an older shape is none. */
    public SignIn {
        Objects.requireNonNull(person);
        Objects.requireNonNull(accessToken);
        Objects.requireNonNull(accessTokenExpiresAt);
        Objects.requireNonNull(refreshToken);
    }

    /** @param picture where their picture is */
    public record Person(
            String id, String name, String email, @Nullable String picture, List<String> roles) {}
}
