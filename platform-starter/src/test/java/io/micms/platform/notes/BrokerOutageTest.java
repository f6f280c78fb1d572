package io.micms.platform.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.local.kafka.EmbeddedKafka;
import io.micms.local.kafka.Topics;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.TestMongo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerOutageTest {

    private static final Duration RECOVERY = Duration.ofSeconds(90);

    @TempDir
    static Path directory;

    @Test
    void whatIsWrittenWithTheBrokerAwayIsPublishedWhenItIsBack() {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        int port = kafka.port();
        Topics.create(
                kafka.bootstrapServers(),
                List.of(new NewTopic("notes", 3, (short) 1), new NewTopic("notes.inbound", 3, (short) 1)));
        try (NotesService service = NotesService.start(
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.mongodb.uri=" + TestMongo.uri())) {
            PublishedDocuments<Note> notes = service.notes();
            notes.save(new Note("before", "0", 1));
            await().untilAsserted(() -> assertThat(isOwed(notes, "before")).isFalse());

            kafka.close();
            List<String> meanwhile =
                    IntStream.range(0, 200).mapToObj(i -> "meanwhile-" + i).toList();
            for (String id : meanwhile) {
                notes.save(new Note(id, "0", 1));
            }
            Note changed = notes.find("before").orElseThrow();
            changed.rewrite("1");
            notes.save(changed);
            assertThat(meanwhile).allMatch(id -> isOwed(notes, id));
            assertThat(isOwed(notes, "before")).isTrue();

            kafka = EmbeddedKafka.start(directory, port);
            await().atMost(RECOVERY).untilAsserted(() -> assertThat(meanwhile).noneMatch(id -> isOwed(notes, id)));
            await().atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(isOwed(notes, "before")).isFalse());
            try (KafkaProbe probe = new KafkaProbe(kafka.bootstrapServers())) {
                List<ConsumerRecord<String, String>> records = probe.readAll("notes");
                assertThat(records).extracting(ConsumerRecord::key).containsAll(meanwhile);
                assertThat(records)
                        .filteredOn(record -> record.key().equals("before"))
                        .last()
                        .satisfies(record -> assertThat(record.value()).contains("\"version\":2"));
            }
        } finally {
            kafka.close();
        }
    }

    private static boolean isOwed(PublishedDocuments<Note> notes, String id) {
        return notes.find(id).orElseThrow().isUnpublished();
    }
}
