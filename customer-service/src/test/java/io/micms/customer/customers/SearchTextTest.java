package io.micms.customer.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTextTest {

    @Test
    void foldsCaseAndAccents() {
        assertThat(SearchText.fold("  Žofia   ÅNGSTRÖM ")).isEqualTo("zofia angstrom");
    }

    @Test
    void keepsTheVowelsOfIndicScripts() {
        assertThat(SearchText.fold("आशा")).isNotEqualTo(SearchText.fold("अश"));
    }

    @Test
    void aPhoneNumberIsFoundHoweverItIsTyped() {
        assertThat(SearchText.contacts(List.of(), List.of("+919812345678")))
                .contains("+919812345678", "919812345678", "9812345678");
        assertThat(SearchText.words("+91 98-1234")).containsExactly("+91981234");
    }

    @Test
    void everyWordOfANameIsABeginning() {
        assertThat(SearchText.names("Ana María", "Núñez", List.of("C-7")))
                .containsExactly("ana", "maria", "nunez", "c-7");
        assertThat(SearchText.words(" Mar  Núñ")).containsExactly("mar", "nun");
    }
}
