package io.micms.customer.customers;

import static io.micms.customer.customers.CustomerFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidRecord;
import io.micms.platform.records.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerRecordTest {

    private static List<String> faultyPlaces(String json) {
        InvalidRecord invalid = catchThrowableOfType(InvalidRecord.class, () -> record(json));
        return invalid == null
                ? List.of()
                : invalid.faults().stream().map(Fault::pointer).toList();
    }

    private static List<String> faultyField(String field, String value) {
        return faultyPlaces("{'externalId': 'C-1', '%s': %s}".formatted(field, value));
    }

    @Test
    void readsWhatItNames() {
        CustomerRecord record =
                record("{'externalId': ' C-1 ', 'phone': '+91 (98) 1234-5678', 'country': 'in', 'city': null,"
                        + " 'attributes': {'plan': 'gold', 'points': 420, 'ratio': 0.25, 'whole': 3.0, 'active': true, 'none': null},"
                        + " 'updatedAt': '2026-11-01T10:00:00Z'}");

        assertThat(record.externalId()).isEqualTo("C-1");
        assertThat(record.phone()).isEqualTo(Change.to("+919812345678"));
        assertThat(record.country()).isEqualTo(Change.to("IN"));
        assertThat(record.city()).isEqualTo(Change.to(null));
        assertThat(record.firstName()).isEqualTo(Change.none());
        assertThat(record.attributes())
                .isEqualTo(
                        Change.to(Map.of("plan", "gold", "points", 420L, "ratio", 0.25, "whole", 3L, "active", true)));
        assertThat(record.updatedAt()).isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(faultyPlaces(
                        "{'externalId': 7, 'email': 'nobody', 'phone': '12', 'country': 'XX', 'timeZone': 'Mars/Base',"
                                + " 'birthDate': '2999-01-01', 'tags': 'vip', 'consent': {'email': 'yes', 'fax': true},"
                                + " 'attributes': {'a.b': 1, 'list': []}, 'nickname': 'A', 'updatedAt': 'now'}"))
                .containsExactlyInAnyOrder(
                        "/externalId",
                        "/email",
                        "/phone",
                        "/country",
                        "/timeZone",
                        "/birthDate",
                        "/tags",
                        "/consent/email",
                        "/consent/fax",
                        "/attributes/a.b",
                        "/attributes/list",
                        "/nickname",
                        "/updatedAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'firstName': 'Asha'}",
                "{'externalId': null, 'email': null}",
                "{'externalId': ' ', 'email': ''}"
            })
    void mustSayWhoItIsAbout(String json) {
        assertThat(faultyPlaces(json)).containsExactly("/externalId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asha@example.com",
                "a.b+c@sub.example.co",
                "o{neil}@example.com",
                "x@y-z.io",
                "आशा@उदाहरण.भारत",
                "jörg@bücher.example",
                "asha@xn--bcher-kva.example"
            })
    void takesEmailAddresses(String email) {
        assertThat(record("{\"email\": \"%s\"}".formatted(email)).email()).isEqualTo(Change.to(email));
    }

    @Test
    void anAddressIsTheSameInEitherFormOfItsLetters() {
        assertThat(record("{'email': 'jo\u0308rg@example.com'}").email()).isEqualTo(Change.to("j\u00f6rg@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asha",
                "@example.com",
                "asha@",
                "asha@localhost",
                "a..b@example.com",
                ".a@example.com",
                "a@b@example.com",
                "a b@example.com",
                "a@-example.com",
                "a@example.com\\r\\nBcc: all@example.com",
                "a@example.com\\u0000",
                "asha@exam\\u200dple.com",
                "asha\u202e@example.com",
                "asha@example。com"
            })
    void refusesWhatIsNoEmailAddress(String email) {
        assertThat(faultyField("email", "'" + email + "'")).containsExactly("/email");
    }

    @ParameterizedTest
    @CsvSource({
        "9812345678, +919812345678",
        "098123 45678, +919812345678",
        "0091 98123-45678, +919812345678",
        "+44 20 7946 0958, +442079460958",
        "(+1) 202-555-0143, +12025550143"
    })
    void keepsPhoneNumbersInOneForm(String typed, String kept) {
        assertThat(record("{'externalId': 'C-1', 'phone': '%s'}".formatted(typed))
                        .phone())
                .isEqualTo(Change.to(kept));
    }

    @ParameterizedTest
    @CsvSource({
        "phone, '12345'",
        "phone, '+12345'",
        "phone, '98123 45678 ext. 9'",
        "phone, 'none'",
        "phone, '+1234567890123456'",
        "phone, '+91x12345678'",
        "country, 'IND'",
        "birthDate, '1990-02-30'",
        "birthDate, '1749-01-01'",
        "timeZone, '+05:30'",
        "city, 'Pu\\nne'",
        "firstName, 'A\\u0007'"
    })
    void refusesOtherShapes(String field, String value) {
        assertThat(faultyField(field, "'" + value + "'")).containsExactly("/" + field);
    }

    @Test
    void refusesMoreThanFits() {
        String tags = IntStream.range(0, 101).mapToObj(i -> "'t" + i + "'").collect(Collectors.joining(",", "[", "]"));
        String attributes =
                IntStream.range(0, 101).mapToObj(i -> "'a" + i + "': 1").collect(Collectors.joining(",", "{", "}"));

        assertThat(faultyField("firstName", "'" + "a".repeat(201) + "'")).containsExactly("/firstName");
        assertThat(faultyField("tags", tags)).containsExactly("/tags");
        assertThat(faultyField("attributes", attributes)).containsExactly("/attributes");
        assertThat(faultyField("attributes", "{'n': 12345678901234567890}")).containsExactly("/attributes/n");
        assertThat(faultyField("attributes", "{'$n': 1}")).containsExactly("/attributes/$n");
    }
}
