package io.micms.platform.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of an erased person's identities, to refuse old records that name them: keyed hashes (HMAC-SHA-256,
 * base64url without padding), so that nobody without the key can try out addresses. All services have the same key, and
 * with another key nobody who was erased before is recognised.
 */
public final class PersonHashes {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    PersonHashes(String key) {
        this.key = new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM);
    }

    /** @param identity {@code x:<externalId>} or {@code e:<lower-cased e-mail>} */
    public String of(String identity) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(identity.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no " + ALGORITHM, e);
        }
    }
}
