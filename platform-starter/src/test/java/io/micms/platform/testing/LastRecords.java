package io.micms.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** What a topic has to end with: of each document the newest state. Gathered over many runs, and looked at once. */
public final class LastRecords {

    private final Map<String, Long> versions = new HashMap<>();

    /** Takes note of the documents as they are now. */
    public void expect(Iterable<Document> documents) {
        documents.forEach(document -> versions.put(document.getString("_id"), document.getLong("version")));
    }

    public void assertOn(String topic) {
        Map<String, Long> published = new HashMap<>();
        try (KafkaProbe kafka = KafkaProbe.ofTests()) {
            for (ConsumerRecord<String, String> record : kafka.readAll(topic)) {
                published.put(
                        record.key(),
                        JsonMapper.shared()
                                .readTree(record.value())
                                .path("version")
                                .asLong());
            }
        }

        published.keySet().retainAll(versions.keySet());
        assertThat(published).isEqualTo(versions);
    }
}
