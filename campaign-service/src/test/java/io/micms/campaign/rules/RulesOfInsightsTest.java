package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules that insight-service makes, of which its own tests say that these files hold them. */
class RulesOfInsightsTest {

    @ParameterizedTest
    @ValueSource(strings = {"suggested", "worded"})
    void areTakenAsTheyAre(String name) throws IOException {
        JsonNode rules = JsonMapper.shared().readTree(Files.readString(Path.of("../docs/rules/" + name + ".json")));
        assertThat(rules.size()).isPositive();

        rules.properties()
                .forEach(rule -> assertThatCode(
                                () -> RuleParser.parse(rule.getValue(), "/rule", ZoneId.of("Asia/Kolkata")))
                        .as(rule.getKey())
                        .doesNotThrowAnyException());
    }
}
