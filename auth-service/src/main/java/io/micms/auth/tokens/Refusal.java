package io.micms.auth.tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** The errors of RFC 6749, section 5.2. */
final class Refusal {

    private Refusal() {}

    static OAuth2AuthenticationException of(String code, @Nullable String description, @Nullable Throwable cause) {
        OAuth2Error error = new OAuth2Error(code, description, null);
        return cause == null
                ? new OAuth2AuthenticationException(error)
                : new OAuth2AuthenticationException(error, cause);
    }
}
