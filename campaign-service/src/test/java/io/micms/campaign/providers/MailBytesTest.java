package io.micms.campaign.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another library reads what is written. */
class MailBytesTest {

    private static final String BEGIN = "Content-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\n--=_b\r\n";

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "=",
                        ".",
                        " ",
                        "\t",
                        "\n",
                        "\r\n",
                        "\r",
                        "ü",
                        "आशा",
                        "😀",
                        "\u00a0",
                        "\u0001",
                        "--b",
                        "From here",
                        "x".repeat(74),
                        "y z ".repeat(300))
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static String written(String text) {
        return new String(
                new MailBytes(10)
                        .add(BEGIN)
                        .text(text, "html")
                        .add("--=_b--")
                        .line()
                        .toByteArray(),
                StandardCharsets.UTF_8);
    }

    private static BodyPart read(String mail) throws Exception {
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        return ((MimeMultipart) message.getContent()).getBodyPart(0);
    }

    @Property
    void aTextArrivesAsItIs(@ForAll("texts") String text) throws Exception {
        String mail = written(text);

        assertThat(read(mail).getContent()).isEqualTo(text.replaceAll("\r\n|\r|\n", "\r\n"));
        assertThat(read(mail).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(mail.chars()).allMatch(c -> c < 0x80);
        assertThat(mail.split("\r\n", -1))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(998).doesNotContain("\n", "\r"));
    }

    @ParameterizedTest
    @CsvSource({"Hello=you, 7bit", "Viele Grüße, quoted-printable", "आशा, base64"})
    void itTravelsAsSuitsIt(String text, String encoding) throws Exception {
        assertThat(read(written(text)).getHeader("Content-Transfer-Encoding")).containsExactly(encoding);
        assertThat(read(written("long ".repeat(300) + "x")).getHeader("Content-Transfer-Encoding"))
                .containsExactly("quoted-printable");
    }

    @Property
    void quotedLinesAreShort(@ForAll("texts") String text) {
        String mail = written("ü" + "a".repeat(text.length() * 4) + text);

        assertThat(mail.substring(BEGIN.length()).split("\r\n"))
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThanOrEqualTo(76)
                        .doesNotEndWith(" ")
                        .doesNotEndWith("\t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: all@example.com", "a\nb", "a\rb", "a\r\n", "a\r\n\r\n b", "a\0"})
    void aHeaderIsOne(String value) {
        assertThatThrownBy(() -> new MailBytes(10).header("Subject", value)).isInstanceOf(MessagingException.class);
    }
}
