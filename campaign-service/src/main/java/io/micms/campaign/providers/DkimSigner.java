package io.micms.campaign.providers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signs mail (DKIM, RFC 6376) with rsa-sha256, or with ed25519-sha256 (RFC 8463), canonicalised relaxed/relaxed. The
 * From header is signed once more than it is there, so that nobody can add another.
 */
final class DkimSigner {

    private static final String CRLF = "\r\n";
    private static final int LINE = 72;

    /** Recommended by RFC 6376, section 5.4.1, and what one-click unsubscribing demands (RFC 8058, section 4). */
    private static final Set<String> SIGNED = Set.of(
            "from",
            "reply-to",
            "to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "feedback-id");

    private final String domain;
    private final String selector;
    private final PrivateKey key;
    private final String algorithm;

    private DkimSigner(String domain, String selector, PrivateKey key) {
        this.domain = domain;
        this.selector = selector;
        this.key = key;
        this.algorithm = key.getAlgorithm().equals("RSA") ? "rsa-sha256" : "ed25519-sha256";
    }

    /**
     * @param senderDomain to sign for where the settings name no other
     * @return empty without a key
     * @throws IllegalStateException if the key cannot be read
     */
    static Optional<DkimSigner> of(ProviderProperties.Dkim settings, String senderDomain) {
        String key = settings.key();
        if (key == null || key.isBlank()) {
            return Optional.empty();
        }
        String domain = settings.domain() == null || settings.domain().isBlank() ? senderDomain : settings.domain();
        return Optional.of(new DkimSigner(domain, settings.selector(), privateKey(key.strip())));
    }

    private static PrivateKey privateKey(String text) {
        try {
            String pem = text.startsWith("file:") ? Files.readString(Path.of(text.substring("file:".length()))) : text;
            byte[] encoded = Base64.getMimeDecoder()
                    .decode(pem.replaceAll("-----[^-]+-----", "").replace("\\n", "\n"));
            PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
            try {
                return KeyFactory.getInstance("RSA").generatePrivate(spec);
            } catch (GeneralSecurityException notRsa) {
                return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
            }
        } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
            throw new IllegalStateException(
                    "micms.delivery.smtp.dkim.key is not a private key of RSA or Ed25519 in PKCS #8 (BEGIN PRIVATE KEY).",
                    e);
        }
    }

    /**
     * @param mail with CRLF at the end of each line
     * @return the mail with its signature before it
     */
    byte[] sign(byte[] mail, Instant now) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(CRLF + CRLF);
        String head = end < 0 ? text : text.substring(0, end + 2);
        String body = end < 0 ? "" : text.substring(end + 4);
        List<String> headers = headers(head);
        List<String> signed = new ArrayList<>();
        StringBuilder data = new StringBuilder();
        // From the bottom up where a name comes twice (section 5.4.2); none of ours does.
        for (String header : headers) {
            String name = name(header);
            if (SIGNED.contains(name)) {
                signed.add(name);
                data.append(relaxedHeader(header)).append(CRLF);
            }
        }
        signed.add("from");
        String unsigned = "DKIM-Signature: v=1; a=%s; c=relaxed/relaxed; d=%s; s=%s; t=%d;%s h=%s;%s bh=%s;%s b="
                .formatted(
                        algorithm,
                        domain,
                        selector,
                        now.getEpochSecond(),
                        CRLF,
                        signed.stream().collect(Collectors.joining(":" + CRLF + "  ")),
                        CRLF,
                        hash(relaxedBody(body)),
                        CRLF);
        data.append(relaxedHeader(unsigned));
        String signature = folded(signature(data.toString().getBytes(StandardCharsets.ISO_8859_1)));
        ByteArrayOutputStream whole = new ByteArrayOutputStream(mail.length + 1_000);
        whole.writeBytes((unsigned + signature + CRLF).getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(mail);
        return whole.toByteArray();
    }

    /** Each with the lines that it is folded over, without the end of the last. */
    private static List<String> headers(String head) {
        List<String> headers = new ArrayList<>();
        for (String line : head.split(CRLF)) {
            if (!headers.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                headers.set(headers.size() - 1, headers.getLast() + CRLF + line);
            } else if (!line.isEmpty()) {
                headers.add(line);
            }
        }
        return headers;
    }

    private static String name(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }

    /** Section 3.4.2. */
    private static String relaxedHeader(String header) {
        int colon = header.indexOf(':');
        String value = header.substring(colon + 1)
                .replace(CRLF, "")
                .replaceAll("[ \\t]+", " ")
                .strip();
        return name(header) + ":" + value;
    }

    /** Section 3.4.4. */
    private static String relaxedBody(String body) {
        StringBuilder relaxed = new StringBuilder(body.length() + 2);
        boolean blank = false;
        // Behind the last of what is more than blanks and empty lines.
        int end = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\r' && i + 1 < body.length() && body.charAt(i + 1) == '\n') {
                relaxed.append(CRLF);
                blank = false;
                i++;
            } else if (c == ' ' || c == '\t') {
                blank = true;
            } else {
                relaxed.append(blank ? " " : "").append(c);
                blank = false;
                end = relaxed.length();
            }
        }
        relaxed.setLength(end);
        return end == 0 ? "" : relaxed.append(CRLF).toString();
    }

    private static String hash(String canonical) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(canonical.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signature(byte[] data) {
        try {
            Signature signature;
            byte[] input = data;
            if (algorithm.startsWith("rsa")) {
                signature = Signature.getInstance("SHA256withRSA");
            } else {
                signature = Signature.getInstance("Ed25519");
                // RFC 8463, section 3: what is signed is the hash.
                input = MessageDigest.getInstance("SHA-256").digest(data);
            }
            signature.initSign(key);
            signature.update(input);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A mail could not be signed", e);
        }
    }

    private static String folded(String base64) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < base64.length(); i += LINE) {
            if (i > 0) {
                folded.append(CRLF).append("  ");
            }
            folded.append(base64, i, Math.min(base64.length(), i + LINE));
        }
        return folded.toString();
    }

    String domain() {
        return domain;
    }
}
