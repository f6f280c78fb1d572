package io.micms.insight.ai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PseudonymsTest {

    private final Pseudonyms names = new Pseudonyms()
            .with("Asha Rao", "FULL_NAME")
            .with("Asha", "FIRST_NAME")
            .with("Rao", "LAST_NAME");

    @Test
    void namesAreHiddenAsWordsAndComeBack() {
        String hidden = names.hide("asha rao wrote; Asha's order. Ashanti is a band. Mrs RAO called.");

        assertThat(hidden)
                .isEqualTo("[FULL_NAME] wrote; [FIRST_NAME]'s order. Ashanti is a band. Mrs [LAST_NAME] called.");
        assertThat(names.show("Dear [FIRST_NAME]")).isEqualTo("Dear Asha");
    }

    @Test
    void addressesNumbersAndLinksAreGoneAndDatesStay() {
        assertThat(names.hide(
                        "On 2026-11-01 from a.b@x.co.in, +91 98123-45678 or 020 2612 3456, see https://x.io/t?u=1."))
                .isEqualTo("On 2026-11-01 from [ADDRESS], [NUMBER] or [NUMBER], see [LINK]");
        assertThat(names.hide("From आशा@उदाहरण.भारत")).isEqualTo("From [ADDRESS]");
        assertThat(Pseudonyms.leavesGaps("Call [NUMBER]")).isTrue();
        assertThat(Pseudonyms.leavesGaps("Dear Asha")).isFalse();
    }

    @Test
    void aNameWithSignsOfPatternsIsOnlyAName() {
        Pseudonyms odd = new Pseudonyms().with("$1 (.*)", "FIRST_NAME");

        assertThat(odd.hide("Hello $1 (.*), hello you")).isEqualTo("Hello [FIRST_NAME], hello you");
        assertThat(odd.show("[FIRST_NAME]")).isEqualTo("$1 (.*)");
    }
}
