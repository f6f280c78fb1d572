package io.micms.campaign.receipts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells whether a call comes from who may make it. Says nothing of why not. */
@Component
public class HookSignatures {

    private static final String VERSION = "v1=";

    private final ReceiptProperties properties;
    private final Clock clock;

    HookSignatures(ReceiptProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Whether anything is taken from callers who sign as we want it. */
    public boolean isOn() {
        return properties.secret() != null && !properties.secret().isBlank();
    }

    /**
     * HMAC-SHA-256 of the timestamp, a dot, and the body, in hexadecimal behind {@code v1=}.
     *
     * @param timestamp in seconds; a call that is too old is refused, so that none can be replayed later
     */
    public boolean isSigned(@Nullable String timestamp, @Nullable String signature, byte[] body) {
        if (!isOn() || timestamp == null || signature == null || !signature.startsWith(VERSION)) {
            return false;
        }
        Instant signedAt;
        byte[] given;
        try {
            signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp.strip()));
            given = HexFormat.of()
                    .parseHex(signature.substring(VERSION.length()).strip());
        } catch (RuntimeException e) {
            return false;
        }
        Duration age = Duration.between(signedAt, clock.instant()).abs();
        return age.compareTo(properties.tolerance()) <= 0 && MessageDigest.isEqual(given, signed(timestamp, body));
    }

    private byte[] signed(String timestamp, byte[] body) {
        byte[] head = (timestamp.strip() + ".").getBytes(StandardCharsets.UTF_8);
        return hmac("HmacSHA256", String.valueOf(properties.secret()), head, body);
    }

    /**
     * As <a href="https://www.twilio.com/docs/usage/security#validating-requests">Twilio signs</a>: HMAC-SHA-1 of the
     * address and of the names and values of the form, in the order of the names.
     */
    public static boolean isSignedByTwilio(
            String authToken, String url, Map<String, List<String>> form, @Nullable String signature) {
        if (signature == null) {
            return false;
        }
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(form)
                .forEach((name, values) -> values.stream()
                        .distinct()
                        .sorted()
                        .forEach(value -> signed.append(name).append(value)));
        byte[] expected = hmac("HmacSHA1", authToken, signed.toString().getBytes(StandardCharsets.UTF_8));
        try {
            return MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature.strip()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] hmac(String algorithm, String secret, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
