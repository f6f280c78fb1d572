package io.micms.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenEncryptionTest {

    private final TokenEncryption encryption = with("a secret");

    @Test
    void opensWhatItClosed() {
        String encrypted = encryption.encrypt("token", "sign-in");

        assertThat(encrypted).doesNotContain("token");
        assertThat(encryption.decrypt(encrypted, "sign-in")).contains("token");
        assertThat(with("a secret").decrypt(encrypted, "sign-in")).contains("token");
    }

    @Test
    void neverClosesTheSameWayTwice() {
        assertThat(encryption.encrypt("token", "sign-in")).isNotEqualTo(encryption.encrypt("token", "sign-in"));
    }

    @Test
    void opensNothingElse() {
        String encrypted = encryption.encrypt("token", "sign-in");

        assertThat(encryption.decrypt(encrypted, "another sign-in")).isEmpty();
        assertThat(with("another secret").decrypt(encrypted, "sign-in")).isEmpty();
        char altered = encrypted.charAt(20) == 'A' ? 'B' : 'A';
        assertThat(encryption.decrypt(encrypted.substring(0, 20) + altered + encrypted.substring(21), "sign-in"))
                .isEmpty();
        assertThat(encryption.decrypt("not base64!", "sign-in")).isEmpty();
        assertThat(encryption.decrypt("", "sign-in")).isEmpty();
    }

    private static TokenEncryption with(String secret) {
        try {
            return new TokenEncryption(
                    new SessionProperties(secret, Duration.ofHours(12), URI.create("http://localhost:8080")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
