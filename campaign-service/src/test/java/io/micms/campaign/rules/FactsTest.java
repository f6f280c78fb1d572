package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    private static Facts.Builder at(String instant) {
        return new Facts.Builder(Instant.parse(instant), ZONE);
    }

    @Test
    void aBeginningFoldsAsTheWholeDoes() {
        assertThat(Facts.fold("ΟΔΟΣΑ")).startsWith(Facts.fold("ΟΔΟΣ"));
        assertThat(Facts.fold("STRASSE")).isEqualTo(Facts.fold("straße"));
    }

    @ParameterizedTest
    @CsvSource({
        "2000-02-29,2026-02-27T18:29:59.999Z,25,2026-02-27T18:30:00Z",
        "2000-02-29,2026-02-27T18:30:00Z,26,2027-02-27T18:30:00Z",
        "2000-02-29,2028-02-28T18:30:00Z,28,2029-02-27T18:30:00Z",
        "2000-12-31,2026-12-30T18:30:00Z,26,2027-12-30T18:30:00Z",
        "2026-11-24,2026-11-23T18:30:00Z,0,2027-11-23T18:30:00Z"
    })
    void anAgeChangesWhenTheBirthdayBegins(LocalDate birth, String now, int age, Instant next) {
        Facts facts = at(now).date("birthDate", birth).build();
        Subject subject = new Subject.Field("age");
        assertThat(facts.value(subject)).isEqualTo(BigDecimal.valueOf(age));
        assertThat(facts.changesAt(subject)).isEqualTo(next);
    }

    @Test
    void whoIsNotBornHasNoAge() {
        Facts facts = at("2026-11-24T00:00:00Z")
                .date("birthDate", LocalDate.of(2026, 12, 25))
                .build();
        assertThat(facts.value(new Subject.Field("age"))).isNull();
        assertThat(facts.changesAt(new Subject.Field("age"))).isEqualTo("2026-12-24T18:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+7000", "1E-7000"})
    void whatADatabaseCannotHoldIsNoValue(String number) {
        assertThat(at("2026-11-24T00:00:00Z")
                        .number("attributes.x", new BigDecimal(number))
                        .number("attributes.y", Double.NaN)
                        .date("birthDate", LocalDate.of(12_000, 1, 1))
                        .build()
                        .values())
                .isEmpty();
    }
}
