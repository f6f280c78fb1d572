package io.micms.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What services tell on the {@code audit} topic. */
public final class ToldActions {

    private static final String AUDIT = "audit";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ToldActions() {}

    /**
     * Waits until the actions that have this text in them are exactly these.
     *
     * @param actions methods and patterns of paths, in any order
     * @return what was told of each
     */
    public static List<JsonNode> await(String text, String... actions) {
        try (KafkaProbe kafka = KafkaProbe.ofTests()) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    told(kafka, record -> record.value().contains(text)))
                            .extracting(action -> action.path("action").asString())
                            .containsExactlyInAnyOrder(actions));
            return told(kafka, record -> record.value().contains(text));
        }
    }

    private static List<JsonNode> told(KafkaProbe kafka, Predicate<ConsumerRecord<String, String>> wanted) {
        List<ConsumerRecord<String, String>> records = kafka.read(AUDIT, wanted);
        assertThat(records).allSatisfy(Contracts::assertFits);
        return records.stream().map(record -> JSON.readTree(record.value())).toList();
    }
}
