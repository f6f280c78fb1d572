package io.micms.insight.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Brief.Length;
import io.micms.insight.drafts.Brief.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private static List<String> errors(Channel channel, String subject, String body, String... forbidden) {
        return Checks.checked(channel, subject, body, List.of(forbidden)).checks().stream()
                .filter(check -> check.level() == Check.Level.ERROR)
                .map(check -> check.pointer() + " " + check.detail())
                .toList();
    }

    @Test
    void anSmsIsCutAsTheNetworkCutsIt() {
        assertThat(SmsLength.parts("a".repeat(160))).isEqualTo(1);
        assertThat(SmsLength.parts("a".repeat(161))).isEqualTo(2);
        assertThat(SmsLength.parts("a".repeat(306))).isEqualTo(2);
        assertThat(SmsLength.parts("a".repeat(307))).isEqualTo(3);
        assertThat(SmsLength.parts("€".repeat(80))).isEqualTo(1);
        assertThat(SmsLength.parts("€".repeat(81))).isEqualTo(2);
        assertThat(SmsLength.parts("नमस्ते".repeat(12))).isEqualTo(2);
        assertThat(SmsLength.parts("😀".repeat(35))).isEqualTo(1);
        assertThat(SmsLength.parts("😀".repeat(36))).isEqualTo(2);
    }

    @Test
    void whatWouldStayEmptyOrBreakIsAnError() {
        assertThat(errors(Channel.SMS, "", "Hi {{ customer.firstName }}")).isEmpty();
        assertThat(errors(Channel.SMS, "", "Hi {{ customer.attributes.plan }}")).isEmpty();
        assertThat(errors(Channel.SMS, "", "Hi {{ customer.secret }}"))
                .singleElement()
                .asString()
                .contains("customer.secret");
        assertThat(errors(Channel.SMS, "", "Hi {{ customer.firstName"))
                .singleElement()
                .asString()
                .contains("Liquid");
        assertThat(errors(Channel.SMS, "", "{% include 'x' %}"))
                .singleElement()
                .asString()
                .contains("include");
        assertThat(errors(Channel.EMAIL, " ", "Hi")).containsExactly("/subject An e-mail needs a subject.");
        assertThat(errors(Channel.EMAIL, "One\nBcc: x", "Hi"))
                .singleElement()
                .asString()
                .contains("one line");
    }

    @Test
    void forbiddenWordsAreFoundAsWordsAlone() {
        assertThat(errors(Channel.SMS, "", "So CHEAP!", "cheap"))
                .singleElement()
                .asString()
                .contains("“cheap”");
        assertThat(errors(Channel.SMS, "", "cheaper than ever", "cheap")).isEmpty();
        assertThat(errors(Channel.EMAIL, "Last chance", "Hi", "last chance")).hasSize(1);
    }

    @Test
    void everyTemplateIsWithoutFaultAndWithinItsLength() {
        for (Channel channel : Channel.values()) {
            for (Templates.Occasion occasion : Templates.Occasion.values()) {
                for (Tone tone : Tone.values()) {
                    for (Length length : Length.values()) {
                        for (Templates.Written written : Templates.write(
                                channel, occasion.name().replace('_', ' '), "10 % off shoes", tone, length, 5)) {
                            Draft draft = Checks.checked(channel, written.subject(), written.body(), List.of());
                            assertThat(draft.isFaulty()).as("%s", draft).isFalse();
                            assertThat(draft.body()).contains("10 % off shoes.");
                            if (draft.smsParts() != null) {
                                assertThat(draft.smsParts()).isLessThanOrEqualTo(length.ordinal() + 1);
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void numbersAreFoundAsDigitsAndAsWords() {
        List<String> sources = List.of("INR 1,499.00", "12.5 %", "3 orders");

        assertThat(Numbers.unknown("They spent 1499 on three orders, 12.50 % more.", sources))
                .isEmpty();
        assertThat(Numbers.unknown("They spent 1,500.", sources))
                .containsExactly("The number 1500 is not given anywhere.");
        assertThat(Numbers.unknown("Twice as many", sources)).hasSize(1);
        assertThat(Numbers.unknown("A million thanks", sources)).hasSize(1);
        assertThat(Numbers.unknown("99% off", sources)).hasSize(1);
    }

    @Test
    void whatIsOfferedWasAskedFor() {
        assertThat(Promises.unasked("Enjoy 20 % off with free shipping", List.of("win back")))
                .hasSize(2);
        assertThat(Promises.unasked("Enjoy 20 % off", List.of("20% off shoes"))).isEmpty();
        assertThat(Promises.unasked("Feel free to answer. This gift of spring …", List.of("news")))
                .isEmpty();
        assertThat(Promises.unasked("Here is your gift", List.of("birthday"))).hasSize(1);
    }
}
