package io.micms.campaign.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is signed here is checked by Apache James, which has read the standard for itself. */
class DkimSignerTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final KeyPair RSA = keys("RSA", 2048);

    private static final String MAIL = """
            From: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= <shop@example.com>
            To: asha@example.com
            Subject: Hello,
              Asha\t  and   others
            Message-ID: <1@example.com>
            Date: Sun, 01 Nov 2026 12:00:00 +0000
            List-Unsubscribe: <https://crm.example.com/u/x>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            X-Other: not signed

            Hello  Asha, \t

            .a line with a dot



            """.replace("\n", "\r\n");

    private static KeyPair keys(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (size > 0) {
                generator.initialize(size);
            }
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static DkimSigner signer(String key) {
        return DkimSigner.of(new ProviderProperties.Dkim(null, "micms", key), "example.com")
                .orElseThrow();
    }

    private static List<SignatureRecord> verified(byte[] mail) throws Exception {
        String key = Base64.getEncoder().encodeToString(RSA.getPublic().getEncoded());
        DKIMVerifier verifier = new DKIMVerifier((methods, selector, domain) -> {
            assertThat(selector.toString()).isEqualTo("micms");
            assertThat(domain.toString()).isEqualTo("example.com");
            return List.of("v=DKIM1; k=rsa; p=" + key);
        });
        return verifier.verify(new ByteArrayInputStream(mail));
    }

    @Test
    void whatIsSignedIsVerified() throws Exception {
        byte[] signed = signer(pem(RSA)).sign(MAIL.getBytes(StandardCharsets.ISO_8859_1), NOON);

        List<SignatureRecord> records = verified(signed);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().getDToken().toString()).isEqualTo("example.com");
        assertThat(records.getFirst().getHeaders().stream().map(CharSequence::toString))
                .contains("from", "to", "subject", "list-unsubscribe", "list-unsubscribe-post")
                .doesNotContain("x-other");
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.strings().withChars("ab .\t\n=é").ofMaxLength(120);
    }

    /** Of bodies that are empty, or end without a line's end, as none of ours do, Apache James thinks otherwise than the RFC. */
    @Property(tries = 200)
    void anyBodyIsVerified(@ForAll("bodies") String body) throws Exception {
        byte[] mail = ("From: a@example.com\r\nSubject: x\r\n\r\nx" + body.replace("\n", "\r\n") + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(verified(signer(pem(RSA)).sign(mail, NOON))).hasSize(1);
    }

    @Test
    void aChangeOnTheWayIsFound() {
        String signed = new String(
                signer(pem(RSA)).sign(MAIL.getBytes(StandardCharsets.ISO_8859_1), NOON), StandardCharsets.ISO_8859_1);

        for (String changed : List.of(
                signed.replace("Hello  Asha", "Hello Usha"),
                signed.replace("To: asha@", "To: usha@"),
                signed.replace("\r\nFrom:", "\r\nFrom: evil@example.com\r\nFrom:"))) {
            assertThatThrownBy(() -> verified(changed.getBytes(StandardCharsets.ISO_8859_1)))
                    .isInstanceOf(FailException.class);
        }
    }

    @Test
    void signsWithEd25519(@TempDir Path directory) throws Exception {
        KeyPair keys = keys("Ed25519", 0);
        Path file = Files.writeString(directory.resolve("dkim.pem"), pem(keys));

        String signed = new String(
                signer("file:" + file).sign(MAIL.getBytes(StandardCharsets.ISO_8859_1), NOON),
                StandardCharsets.ISO_8859_1);

        assertThat(signed).startsWith("DKIM-Signature: v=1; a=ed25519-sha256;");
        assertThat(isSigned(signed, keys.getPublic())).isTrue();
        assertThat(isSigned(signed.replace("Subject: Hello", "Subject: Hallo"), keys.getPublic()))
                .isFalse();
    }

    /** RFC 8463 by its letter; Apache James knows RSA alone. */
    private static boolean isSigned(String mail, PublicKey key) throws Exception {
        String header = mail.substring(0, mail.indexOf("\r\nFrom:"));
        String unfolded = header.replace("\r\n", "");
        String signature = unfolded.substring(unfolded.lastIndexOf(" b=") + 3).replace(" ", "");
        String names = unfolded.replaceAll("^.*; h=([^;]*);.*$", "$1").replace(" ", "");
        StringBuilder data = new StringBuilder();
        for (String name : names.substring(0, names.lastIndexOf(":from")).split(":")) {
            String found = Arrays.stream(mail.substring(header.length() + 2)
                            .replaceAll("\r\n[ \t]+", " ")
                            .split("\r\n"))
                    .filter(line -> line.toLowerCase().startsWith(name + ":"))
                    .findFirst()
                    .orElseThrow();
            data.append(name)
                    .append(':')
                    .append(found.substring(name.length() + 1)
                            .replaceAll("[ \t]+", " ")
                            .strip())
                    .append("\r\n");
        }
        data.append("dkim-signature:")
                .append(unfolded.substring("DKIM-Signature:".length(), unfolded.lastIndexOf(" b=") + 3)
                        .replaceAll("[ \t]+", " ")
                        .strip());
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(key);
        check.update(
                MessageDigest.getInstance("SHA-256").digest(data.toString().getBytes(StandardCharsets.ISO_8859_1)));
        return check.verify(Base64.getDecoder().decode(signature));
    }

    @Test
    void aKeyThatIsNoneIsSaidAtOnce() {
        assertThatThrownBy(() -> signer("nonsense")).hasMessageContaining("PKCS #8");
        assertThat(DkimSigner.of(new ProviderProperties.Dkim(null, "micms", " "), "example.com"))
                .isEmpty();
    }
}
