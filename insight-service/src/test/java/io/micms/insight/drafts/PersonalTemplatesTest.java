package io.micms.insight.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Brief.Length;
import io.micms.insight.drafts.Brief.Tone;
import io.micms.insight.drafts.PersonalTemplates.Known;
import io.micms.insight.drafts.PersonalTemplates.Used;
import io.micms.insight.drafts.PersonalTemplates.Written;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonalTemplatesTest {

    private static final Known NOBODY = new Known(null, null, null, null, null, false, null);
    private static final Known ASHA = new Known("Asha", "Shoes", "Trail shoe", 92, 0, true, 2024);

    private static Written mail(String goal, Known known) {
        return PersonalTemplates.write(Channel.EMAIL, goal, Tone.FRIENDLY, Length.LONG, known, List.of());
    }

    @Test
    void saysWhatIsKnownWhereItFitsTheOccasion() {
        assertThat(mail("win back", ASHA).draft().body())
                .contains("Hi Asha,")
                .contains("It has been about three months since your last order")
                .contains("You liked what we have in Shoes")
                .contains("the Trail shoe");
        assertThat(mail("second order", ASHA).draft().body())
                .contains("We hope that you like the Trail shoe.")
                .contains("There is more in Shoes");
        assertThat(mail("birthday", ASHA).draft().body())
                .contains("Happy birthday!")
                .contains("Shoes may be a good place");
        assertThat(mail("thank you for being loyal", ASHA).draft().body())
                .contains("one of our most loyal customers")
                .contains("since 2024");
        assertThat(mail("new arrivals in Shoes", ASHA).draft().body()).contains("You have bought from Shoes before");
        assertThat(mail("feedback on the last order", ASHA).draft().body()).contains("How do you like the Trail shoe?");
    }

    /** Every fact of the customer leaves a trace in the text, by which it is told whether it was used. */
    @Test
    void namesExactlyTheFactsThatItUses() {
        Map<Used, List<String>> traces = Map.of(
                Used.FIRST_NAME, List.of("Asha"),
                Used.FAVOURITE_CATEGORY, List.of("Shoes"),
                Used.LAST_BOUGHT, List.of("Trail shoe"),
                Used.LAST_ORDER, List.of("months since", "last order?"),
                Used.BIRTHDAY, List.of("appy birthday"),
                Used.GROUP, List.of("most loyal"),
                Used.CUSTOMER_SINCE, List.of("2024"));
        for (String goal : List.of(
                "welcome",
                "second order",
                "win back",
                "birthday",
                "launch",
                "sale",
                "thank you",
                "reminder",
                "feedback",
                "news")) {
            for (Channel channel : Channel.values()) {
                for (Length length : Length.values()) {
                    Written written = PersonalTemplates.write(channel, goal, Tone.FRIENDLY, length, ASHA, List.of());
                    String text =
                            written.draft().subject() + "\n" + written.draft().body();
                    traces.forEach((used, words) -> assertThat(words.stream().anyMatch(text::contains))
                            .as("%s %s %s %s: %s", goal, channel, length, used, text)
                            .isEqualTo(written.used().contains(used)));
                }
            }
        }
    }

    @Test
    void restsOnNothingWhereNothingIsKnown() {
        Written written = mail("win back", NOBODY);

        assertThat(written.used()).isEmpty();
        assertThat(written.draft().body()).contains("Hi there,").contains("It has been a while");
    }

    @Test
    void isNeverTooLongOrFaultyForWhatItKnows() {
        Known wordy = new Known("Asha", "Shoes ".repeat(90), "Trail shoe ".repeat(60), 92, null, false, 2024);

        Written sms = PersonalTemplates.write(Channel.SMS, "win back", Tone.FRIENDLY, Length.LONG, wordy, List.of());
        assertThat(sms.draft().smsParts()).isLessThanOrEqualTo(3);
        assertThat(sms.used()).containsExactly(Used.FIRST_NAME, Used.LAST_ORDER);

        Written forbidden =
                PersonalTemplates.write(Channel.EMAIL, "win back", Tone.FRIENDLY, Length.LONG, ASHA, List.of("shoes"));
        assertThat(forbidden.draft().isFaulty()).isFalse();
        assertThat(forbidden.used()).containsExactly(Used.FIRST_NAME, Used.LAST_ORDER);
    }

    @Test
    void whatSomebodyOrSomethingIsCalledIsNeverATemplate() {
        Known hostile = new Known("{{ orders.total }}", "{% if true %}", "{{ customer.email }}", 92, null, false, null);

        Written written = mail("win back", hostile);

        assertThat(written.draft().body())
                .contains("Hi orders.total,")
                .doesNotContain("{{")
                .doesNotContain("{%");
        assertThat(written.draft().variables()).isEmpty();
    }

    @Test
    void tellsTimeAsPeopleDo() {
        assertThat(PersonalTemplates.timeOf(40)).isEqualTo("some weeks");
        assertThat(PersonalTemplates.timeOf(62)).isEqualTo("about two months");
        assertThat(PersonalTemplates.timeOf(335)).isEqualTo("about eleven months");
        assertThat(PersonalTemplates.timeOf(365)).isEqualTo("about a year");
        assertThat(PersonalTemplates.timeOf(500)).isEqualTo("more than a year");
        assertThat(PersonalTemplates.timeOf(900)).isEqualTo("more than two years");
    }
}
