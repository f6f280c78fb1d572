package io.micms.campaign.delivery;

import io.micms.campaign.content.RecipientLinks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The links in messages, signed (HMAC-SHA-256, cut to 128 bits) so that nobody can make one for somebody else. */
@Component
public class Links {

    /** The default in {@code application.yml}. */
    private static final String ONLY_LOCAL = "only-for-trying-out-on-one-machine";

    private static final int SIGNATURE_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final String publicUrl;
    private final SecretKeySpec key;

    Links(@Value("${micms.public-url}") String publicUrl, DeliveryProperties properties) {
        if (properties.linkSecret().equals(ONLY_LOCAL) && !publicUrl.startsWith("http://localhost")) {
            throw new IllegalStateException(
                    "MICMS_LINK_SECRET is not set, and links at %s must not be signed with a secret that everybody knows."
                            .formatted(publicUrl));
        }
        this.publicUrl = publicUrl;
        this.key = new SecretKeySpec(properties.linkSecret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** All links of a message's copy. */
    RecipientLinks of(String messageId) {
        return RecipientLinks.untracked(unsubscribe(messageId));
    }

    String unsubscribe(String messageId) {
        return publicUrl + "/u/" + token("u", messageId);
    }

    private String token(String purpose, String messageId) {
        byte[] id = messageId.getBytes(StandardCharsets.UTF_8);
        byte[] signature = sign(purpose, messageId);
        byte[] token = Arrays.copyOf(signature, SIGNATURE_BYTES + id.length);
        System.arraycopy(id, 0, token, SIGNATURE_BYTES, id.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** @return the message's id; empty for a token that we did not make for unsubscribing */
    public Optional<String> unsubscribing(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= SIGNATURE_BYTES) {
            return Optional.empty();
        }
        String messageId = new String(bytes, SIGNATURE_BYTES, bytes.length - SIGNATURE_BYTES, StandardCharsets.UTF_8);
        return MessageDigest.isEqual(Arrays.copyOf(bytes, SIGNATURE_BYTES), sign("u", messageId))
                ? Optional.of(messageId)
                : Optional.empty();
    }

    private byte[] sign(String purpose, String messageId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signature = mac.doFinal((purpose + ":" + messageId).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(signature, SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
