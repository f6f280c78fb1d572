package io.micms.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamerauLevenshteinTest {

    @ParameterizedTest
    @CsvSource({
        "pune,pune,0",
        "pnue,pune,1",
        "pun,pune,1",
        "punee,pune,1",
        "puna,pune,1",
        "mubmia,mumbai,2",
        "ca,abc,3",
        "'',abc,3"
    })
    void countsChangedAddedMissingAndSwappedLetters(String one, String other, int distance) {
        assertThat(DamerauLevenshtein.distance(one, other)).isEqualTo(distance);
        assertThat(DamerauLevenshtein.distance(other, one)).isEqualTo(distance);
    }
}
