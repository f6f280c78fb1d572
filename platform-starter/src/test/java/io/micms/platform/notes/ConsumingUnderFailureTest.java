package io.micms.platform.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import io.micms.local.kafka.Topics;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.TcpProxy;
import io.micms.platform.testing.TestInfrastructure;
import io.micms.platform.testing.TestMongo;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Instances that come and go, and a database that is away: nothing is lost and nothing is put aside. */
class ConsumingUnderFailureTest {

    private static final int KEYS = 40;
    private static final Duration RECOVERY = Duration.ofSeconds(120);

    private final Map<String, Integer> sent = new HashMap<>();

    private static String[] settings(String topic, String mongodbUri, String database) {
        Topics.create(
                TestInfrastructure.kafkaBootstrapServers(),
                Stream.of(topic, topic + ".dlq")
                        .map(name -> new NewTopic(name, 3, (short) 1))
                        .toList());
        return new String[] {
            "--spring.kafka.bootstrap-servers=" + TestInfrastructure.kafkaBootstrapServers(),
            "--spring.mongodb.uri=" + mongodbUri,
            "--spring.mongodb.database=" + database,
            "--spring.cloud.stream.bindings.notesInbound-in-0.destination=" + topic,
            "--spring.cloud.stream.bindings.notesInbound-in-0.group=" + topic
        };
    }

    /** Sends the next state of every note. */
    private void sendRounds(KafkaProbe kafka, String topic, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int key = 0; key < KEYS; key++) {
                String id = "note-" + key;
                int rank = sent.merge(id, 1, Integer::sum);
                kafka.send(topic, id, "{\"id\":\"%s\",\"text\":\"state %d\",\"rank\":%d}".formatted(id, rank, rank));
            }
        }
    }

    private Map<String, Integer> taken(NotesService service) {
        return sent.keySet().stream()
                .map(service.notes()::find)
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(Note::id, Note::rank, (one, other) -> one, TreeMap::new));
    }

    @Test
    void aDatabaseThatIsAwayLosesNothingAndPutsNothingAside() throws InterruptedException {
        String topic = "notes.outage";
        ConnectionString database = new ConnectionString(TestMongo.uri());
        int port = Integer.parseInt(database.getHosts().getFirst().split(":")[1]);
        try (TcpProxy proxy = new TcpProxy(port);
                KafkaProbe kafka = KafkaProbe.ofTests();
                NotesService service = NotesService.start(settings(
                        topic,
                        "mongodb://127.0.0.1:%d/?serverSelectionTimeoutMS=2000".formatted(proxy.port()),
                        NotesService.newDatabase()))) {
            sendRounds(kafka, topic, 1);
            await().atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(taken(service)).isEqualTo(sent));

            proxy.cut();
            sendRounds(kafka, topic, 3);
            Thread.sleep(Duration.ofSeconds(15));
            proxy.restore();

            await().atMost(RECOVERY)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(taken(service)).isEqualTo(sent));
            assertThat(kafka.readAll(topic + ".dlq")).isEmpty();
        }
    }

    @Test
    void instancesComeAndGoWhileRecordsFlow() {
        String topic = "notes.rebalance";
        String[] settings = settings(topic, TestMongo.uri(), NotesService.newDatabase());
        try (KafkaProbe kafka = KafkaProbe.ofTests()) {
            NotesService first = NotesService.start(settings);
            Thread feed = Thread.ofVirtual().start(() -> sendRounds(kafka, topic, 60));
            NotesService second = NotesService.start(settings);
            first.close();
            NotesService third = NotesService.start(settings);
            second.close();
            try (third) {
                await().atMost(RECOVERY).until(() -> !feed.isAlive());
                await().atMost(RECOVERY)
                        .untilAsserted(() -> assertThat(taken(third)).isEqualTo(sent));
                assertThat(kafka.readAll(topic + ".dlq")).isEmpty();
            }
        }
    }
}
