package io.micms.auth.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * API clients' secrets are kept as bcrypt. The gateway's, which comes from configuration and is never stored, is only compared:
 * it is checked once a minute for everybody who is signed in, and bcrypt would make that the dearest thing this service does.
 */
@Component
class ClientSecrets implements PasswordEncoder {

    private static final String CONFIGURED = "{configured}";

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();

    static String configured(String secret) {
        return CONFIGURED + Hash.of(secret);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return bcrypt.encode(secret);
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
        if (secret != null && encoded != null && encoded.startsWith(CONFIGURED)) {
            return MessageDigest.isEqual(configured(secret.toString()).getBytes(UTF_8), encoded.getBytes(UTF_8));
        }
        return bcrypt.matches(secret, encoded);
    }
}
