package io.micms.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** AES-256-GCM under a key derived from the configured secret, so that a copy of the database signs nobody in. */
@Component
public class TokenEncryption {

    private static final Logger log = LoggerFactory.getLogger(TokenEncryption.class);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    TokenEncryption(SessionProperties properties) throws GeneralSecurityException {
        if (SessionProperties.LOCAL_SECRET.equals(properties.secret())) {
            log.warn(
                    "Sessions are stored under the secret that everybody knows: set MICMS_SESSION_SECRET anywhere but on your own machine");
        }
        this.key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(properties.secret().getBytes(UTF_8))
                                .thenExpand("mi-cms refresh tokens".getBytes(UTF_8), 32));
    }

    /** @param signInId whose token it is; it only opens for the same */
    public String encrypt(String token, String signInId) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, signInId).doFinal(token.getBytes(UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt", e);
        }
    }

    /** Empty if it was encrypted with another secret or for another sign-in, or has been altered. */
    public Optional<String> decrypt(String encrypted, String signInId) {
        try {
            byte[] all = Base64.getDecoder().decode(encrypted);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES), signInId)
                    .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return Optional.of(new String(plain, UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            log.warn("A refresh token could not be decrypted: {}", e.toString());
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound.getBytes(UTF_8));
        return cipher;
    }
}
