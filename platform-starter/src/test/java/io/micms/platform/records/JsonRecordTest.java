package io.micms.platform.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidRecord;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonRecordTest {

    private static JsonRecord json(String text) {
        return new JsonRecord(JsonMapper.shared().readTree(text));
    }

    @Test
    void tellsNotNamedFromClearedFromSet() {
        JsonRecord json = json("""
                {"set": " value ", "cleared": null, "blank": "  "}""");

        assertThat(json.change("set", Values.line(10))).isEqualTo(Change.to("value"));
        assertThat(json.change("cleared", Values.line(10))).isEqualTo(Change.to(null));
        assertThat(json.change("blank", Values.line(10))).isEqualTo(Change.to(null));
        assertThat(json.change("absent", Values.line(10))).isEqualTo(Change.none());
        json.complete();
    }

    @Test
    void collectsEveryFaultWithItsPlace() {
        JsonRecord json = json("""
                {"name": "a\\nb", "tags": ["x", 2], "at": "yesterday", "flag": "yes", "un/known": 1}""");
        json.change("name", Values.line(10));
        json.change("tags", Values.lines(5, 5));
        json.change("at", Values::instant);
        json.change("flag", Values::flag);

        assertThatThrownBy(json::complete)
                .isInstanceOf(InvalidRecord.class)
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidRecord.class))
                .extracting(InvalidRecord::faults, InstanceOfAssertFactories.list(Fault.class))
                .extracting(Fault::pointer)
                .containsExactly("/name", "/tags/1", "/at", "/flag", "/un~1known");
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> json("[]")).isInstanceOf(InvalidRecord.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\u0085b", "a\\u2028b", "a\\ud800b", "a\\rb"})
    void refusesLinesThatWouldBreakAHeaderOrTheDatabase(String escaped) {
        JsonRecord json = json("{\"name\": \"%s\"}".formatted(escaped));
        json.change("name", Values.line(10));

        assertThatThrownBy(json::complete).isInstanceOf(InvalidRecord.class);
    }

    @Test
    void keepsJoinersThatIndicScriptsNeed() {
        assertThat(json("{\"name\": \"\u0915\u094d\u200d\u0937\"}")
                        .change("name", Values.line(10))
                        .value())
                .isEqualTo("\u0915\u094d\u200d\u0937");
    }

    @Test
    void dropsRepeatedTags() {
        assertThat(json("{\"tags\": [\"b\", \"a\", \" b\"]}")
                        .change("tags", Values.lines(5, 5))
                        .value())
                .isEqualTo(List.of("b", "a"));
    }

    @Test
    void readsInstantsWithAnyOffsetInMilliseconds() {
        assertThat(json("{\"at\": \"2026-11-01T15:30:00.123456+05:30\"}")
                        .change("at", Values::instant)
                        .value())
                .isEqualTo(Instant.parse("2026-11-01T10:00:00.123Z"));
    }
}
