package io.micms.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsTest {

    private static final List<String> OWN = List.of("asha.o'rao@example.com", "+919812345678");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to usha@example.org.|Write to u•••@example.org.",
                "Write to आशा@उदाहरण.भारत.|Write to आ•••@उदाहरण.भारत.",
                "<a href=\"mailto:usha@example.org?subject=x\">|<a href=\"mailto:u•••@example.org?subject=x\">",
                "https://shop.example.com/?to=usha%40example.org&a=1|https://shop.example.com/?to=u•••%40example.org&a=1",
                "Call +49 (0)30 1234-5678, please|Call •••78, please",
                "Call 00 49 30 12345678|Call •••78",
                "sms:%2B4930123456789|sms:•••89",
            })
    void whateverLooksLikeOneIsMasked(String text, String shown) {
        assertThat(Contacts.maskedIn(text, List.of())).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asha.o'rao@example.com",
                "ASHA.O'RAO@example.com",
                "asha.o&#39;rao@example.com",
                "asha.o%27rao%40example.com",
                "+919812345678",
                "+91 98123 45678",
                "+91 (0) 98123-45678",
                "098123 45678",
                "9812345678",
                "12345678",
            })
    void ofWhomATextIsAboutNothingIsLeftHoweverItIsWritten(String written) {
        String shown = Contacts.maskedIn("Dear Asha, we have you as " + written + ". Is that right?", OWN);

        assertThat(shown)
                .startsWith("Dear Asha, we have you as ")
                .endsWith(". Is that right?")
                .doesNotContainIgnoringCase("rao")
                .doesNotContain("98123", "45678");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your order 4711-0815 of 2026-11-01 10:00 for 1,499.00 INR",
                "a @ b and 2 + 3",
                "<table width=\"100%\" style=\"margin:0 auto\"><td>007</td></table>",
                "EAN 4006381333931",
            })
    void whatIsNoContactStays(String text) {
        assertThat(Contacts.maskedIn(text, OWN)).isEqualTo(text);
    }

    @Test
    void nothingStaysNothing() {
        assertThat(Contacts.maskedIn(null, OWN)).isNull();
        assertThat(Contacts.maskedIn("", OWN)).isEmpty();
    }

    /** What is tried again from every place of a long word takes minutes, which nobody waits for. */
    @Test
    void longWordsStay() {
        String text = "a".repeat(300_000) + " " + "1".repeat(300_000) + " " + "+1 ".repeat(100_000);

        assertThat(Contacts.maskedIn(text, List.of("asha@example.com"))).isEqualTo(text);
    }
}
