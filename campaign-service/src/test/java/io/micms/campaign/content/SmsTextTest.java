package io.micms.campaign.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.content.SmsText.Encoding;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1, 0",
        "a, 161, 2, 145",
        "a, 306, 2, 0",
        "a, 307, 3, 152",
        "€, 80, 1, 0",
        "€, 81, 2, 143",
        "я, 70, 1, 0",
        "я, 71, 2, 63",
        "я, 134, 2, 0",
        "я, 135, 3, 66",
        "😀, 35, 1, 0",
        "😀, 36, 2, 61"
    })
    void isCountedAsItIsSent(String character, int times, int segments, int left) {
        SmsText sms = SmsText.of(character.repeat(times));

        assertThat(sms.segments()).isEqualTo(segments);
        assertThat(sms.left()).isEqualTo(left);
    }

    @Test
    void anEscapeIsNotTornApart() {
        // The 153rd septet of a segment cannot be the escape of a character whose other half would be in the next.
        SmsText sms = SmsText.of("a".repeat(152) + "{" + "a".repeat(10));

        assertThat(sms.characters()).isEqualTo(164);
        assertThat(sms.segments()).isEqualTo(2);
        assertThat(sms.left()).isEqualTo(153 - 12);
    }

    @Test
    void oneCharacterChangesTheAlphabetOfAll() {
        SmsText sms = SmsText.of("Hello Asha, ¿qué tal? [20 €] – bye");

        assertThat(sms.encoding()).isEqualTo(Encoding.UCS_2);
        assertThat(sms.beyondGsm()).containsExactly("–");
        assertThat(SmsText.of("èéùìòÇØøÅåÆæßÉÄÖÑÜ§äöñüà ΔΦΓΛΩΠΨΣΘΞ ^{}[~]|€\\").encoding())
                .isEqualTo(Encoding.GSM_7);
    }

    @Test
    void nothingIsNoMessage() {
        assertThat(SmsText.of("").segments()).isZero();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abcÇΔ{€ \nя😀–").ofMaxLength(500);
    }

    @Property
    void segmentsHoldWhatThereIsAndNoMoreThanNeeded(@ForAll("texts") String text) {
        SmsText sms = SmsText.of(text);
        int room = sms.encoding() == Encoding.GSM_7 ? 153 : 67;

        if (sms.segments() > 1) {
            assertThat(sms.characters()).isGreaterThan(sms.encoding() == Encoding.GSM_7 ? 160 : 70);
            // At most one unit of each full segment stays empty.
            assertThat(sms.segments() * room - sms.left() - sms.characters()).isBetween(0, sms.segments() - 1);
        } else {
            assertThat(sms.left() + sms.characters()).isIn(160, 70);
        }
        assertThat(sms.left()).isNotNegative();
    }
}
