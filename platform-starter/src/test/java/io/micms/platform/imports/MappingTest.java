package io.micms.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micms.platform.imports.ImportField.Kind;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MappingTest {

    private static final ImportTarget TARGET = new ImportTarget() {
        @Override
        public List<ImportField> fields() {
            return List.of(
                    ImportField.text("name", "full name"),
                    ImportField.of(Kind.CODE, "country"),
                    ImportField.of(Kind.FLAG, "consent.email"),
                    ImportField.of(Kind.LIST, "tags"),
                    ImportField.of(Kind.MOMENT, "at"));
        }

        @Override
        public boolean takesAttributes() {
            return true;
        }
    };

    private static JsonNode record(List<@Nullable String> mapping, String... cells) {
        List<String> columns = mapping.stream().map(String::valueOf).toList();
        return Mapping.of(columns, mapping, TARGET, ZoneId.of("Asia/Kolkata")).record(new Table.Row(2, List.of(cells)));
    }

    private static void assertRecord(String json, List<@Nullable String> mapping, String... cells) {
        JsonMapper mapper = JsonMapper.shared();
        assertThat(mapper.readTree(record(mapping, cells).toString()))
                .isEqualTo(mapper.readTree(json.replace('\'', '"')));
    }

    private static List<String> faults(List<@Nullable String> mapping, String... cells) {
        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> record(mapping, cells));
        return invalid.faults().stream().map(Fault::pointer).toList();
    }

    @Test
    void columnsAreGuessedWhateverTheirSpelling() {
        assertThat(Mapping.guess(
                        List.of("Full_Name", "COUNTRY", "consent email", "attributes.plan", "shoe size", "name"),
                        TARGET))
                .containsExactly("name", "country", "consent.email", "attributes.plan", null, null);
    }

    @Test
    void cellsBecomeValues() {
        assertRecord(
                "{'name': '-5', 'country': 'IN', 'consent': {'email': true}, 'tags': ['a', 'b,c']}",
                List.of("name", "country", "consent.email", "tags"),
                "'-5",
                " in ",
                "Yes",
                "a | b,c");
        assertRecord(
                "{'attributes': {'points': 420, 'zip': '01234', 'vip': true}}",
                List.of("attributes.points", "attributes.zip", "attributes.vip"),
                "420",
                "01234",
                "TRUE");
        assertRecord("{'at': '2026-10-31T18:30:00Z'}", List.of("at"), "2026-11-01");
        assertRecord("{'at': '2026-11-01T04:30:00Z'}", List.of("at"), "2026-11-01 10:00");
        assertRecord("{'at': '2026-11-01T10:00:00Z'}", List.of("at"), "2026-11-01T10:00:00Z");
    }

    @Test
    void emptyCellsAndMissingOnesAndColumnsLeftOutSayNothing() {
        assertRecord("{'name': 'Asha'}", Arrays.asList("name", null, "country", "tags"), "Asha", "left out", " ");
    }

    @Test
    void everyCellThatCannotBeReadIsAFault() {
        assertThat(faults(List.of("consent.email", "at", "name"), "perhaps", "tomorrow", "M\uFFFDller"))
                .containsExactly("/consent/email", "/at", "/name");
        assertThat(faults(List.of("name"), "Asha", "Rao")).containsExactly("");
    }

    @Test
    void aMappingNamesFieldsThatExistOnceEach() {
        assertThat(faults(List.of("name", "nickname", "name"), "a", "b", "c"))
                .containsExactly("/mapping/1", "/mapping/2");
        assertThat(faults(Arrays.asList((String) null), "a")).containsExactly("/mapping");
    }
}
