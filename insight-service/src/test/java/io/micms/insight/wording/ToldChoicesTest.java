package io.micms.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was decided for a person where their words can be read in several ways, and is told them. */
class ToldChoicesTest {

    private static Reading read(String text, LocalDate today) {
        return new Grammar(Corpus.vocabulary(), today, Corpus.CURRENCY).read(text);
    }

    private static String told(String text) {
        return read(text, Corpus.TODAY).understood().stream().map(Part::meaning).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new customers and VIPs",
                "VIPs and new customers",
                "gold customers and wholesale customers",
                "customers in Pune and VIPs",
                "customers in Pune and customers in Delhi"
            })
    void thatAndAddsGroups(String text) {
        assertThat(told(text)).contains("“and” before another group of customers adds them", "“who are also”");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers who are VIPs and new customers",
                "VIPs who are also new customers",
                "customers in Pune and inactive",
                "VIPs and tagged wholesale"
            })
    void andNothingWhereItDoesNot(String text) {
        assertThat(told(text)).doesNotContain("adds them");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 2026-11-08, 8 November 2026",
        "2026-11-08, 2026-11-08, 8 November 2026",
        "2026-11-07, 2025-10-20, 20 October 2025",
        "2027-03-01, 2026-11-08, 8 November 2026"
    })
    void whichDiwaliIsMeant(LocalDate today, String from, String told) {
        Reading reading = read("ordered since Diwali", today);

        assertThat(reading.rule()).isNotNull();
        assertThat(reading.rule().toJson().toString()).contains(from);
        assertThat(reading.understood().getFirst().meaning()).endsWith("“Diwali” is taken for " + told);
    }

    @Test
    void isNotSaidOfADiwaliWhoseDayIsNotKnown() {
        Reading reading = read("ordered since Diwali", LocalDate.parse("2033-05-01"));

        assertThat(reading.rule()).isNull();
        assertThat(reading.notUnderstood()).isNotEmpty();
    }

    @Test
    void whatDeniesThingsBehindAVerbIsOnePartWithThem() {
        for (String text : new String[] {"bought neither shoes nor bags", "bought no shoes and no bags"}) {
            Reading reading = read(text, Corpus.TODAY);

            assertThat(reading.understood()).singleElement().satisfies(part -> {
                assertThat(part.text()).isEqualTo(text);
                assertThat(part.meaning()).doesNotContain("taken for");
            });
        }
    }
}
