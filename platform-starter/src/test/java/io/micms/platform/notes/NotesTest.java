package io.micms.platform.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micms.local.kafka.Topics;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.security.Role;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestInfrastructure;
import io.micms.platform.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@MiCmsTest
class NotesTest {

    private static KafkaProbe kafka;

    @Autowired
    PublishedDocuments<Note> notes;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    JsonMapper json;

    @Autowired
    KafkaTemplate<?, ?> template;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void makeATopicBeforeTheServiceStarts(DynamicPropertyRegistry properties) {
        Topics.create(
                TestInfrastructure.kafkaBootstrapServers(), List.of(new NewTopic("notes.made.earlier", 1, (short) 1)));
        properties.add("micms.publishing.topics[notes.made.earlier]", () -> "compacted");
    }

    @BeforeAll
    static void connect() {
        kafka = KafkaProbe.ofTests();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private List<ConsumerRecord<String, String>> published(String id) {
        return kafka.read("notes", record -> record.key().equals(id));
    }

    private boolean isOwed(String id) {
        return notes.find(id).orElseThrow().isUnpublished();
    }

    @Test
    void aSavedDocumentIsPublishedAndItsMarkerCleared() {
        String id = newId();
        notes.save(new Note(id, "hello", 1));

        await().untilAsserted(() -> assertThat(published(id)).hasSize(1));
        ConsumerRecord<String, String> record = published(id).getFirst();
        assertThat(json.readTree(record.value()).path("version").asLong()).isEqualTo(1);
        assertThat(header(record, "ce_type")).isEqualTo("note.changed.v1");
        assertThat(header(record, "ce_id")).isEqualTo(id + ".1");
        assertThat(header(record, "ce_source")).isEqualTo("/notes-service");
        await().untilAsserted(() -> assertThat(isOwed(id)).isFalse());
    }

    @Test
    void whatACrashLeftBehindIsSwept() {
        String id = newId();
        leaveBehind(id, "left behind", 60);

        await().untilAsserted(() -> assertThat(published(id)).hasSize(1));
        // Once more when nothing can land any more that the crashed instance may have sent.
        await().untilAsserted(() -> assertThat(published(id)).hasSize(2));
        await().untilAsserted(() -> assertThat(isOwed(id)).isFalse());
    }

    /** The state of a document whose writer died between the database's answer and the send. */
    private void leaveBehind(String id, String text, int secondsAgo) {
        mongo.getCollection("note")
                .insertOne(new Document("_id", id)
                        .append("version", 3L)
                        .append(
                                "unpublished",
                                new Document("due", Date.from(Instant.now().minusSeconds(secondsAgo)))
                                        .append("sentBy", "a crashed instance"))
                        .append("text", text)
                        .append("rank", 1));
    }

    @Test
    void aStateWithNothingToTellHoldsUpNoSweep() {
        String secret = newId();
        String behind = newId();
        leaveBehind(secret, "secret", 120);
        leaveBehind(behind, "left behind", 60);

        await().untilAsserted(() -> assertThat(published(behind)).isNotEmpty());
        await().untilAsserted(() -> assertThat(isOwed(secret)).isFalse());
        assertThat(published(secret)).isEmpty();
    }

    @Test
    void theNewestStateIsTheLastRecordUnderConcurrentWriters() throws InterruptedException {
        String id = newId();
        notes.save(new Note(id, "0", 1));
        List<Thread> writers = IntStream.range(0, 4)
                .mapToObj(writer -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 25; i++) {
                        rewriteUntilItHolds(id, writer + "-" + i);
                    }
                }))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }

        await().untilAsserted(() -> assertThat(isOwed(id)).isFalse());
        assertThat(notes.find(id).orElseThrow().version()).isEqualTo(101);
        assertThat(json.readTree(published(id).getLast().value())
                        .path("version")
                        .asLong())
                .isEqualTo(101);
    }

    private void rewriteUntilItHolds(String id, String text) {
        while (true) {
            Note note = notes.find(id).orElseThrow();
            note.rewrite(text);
            try {
                notes.save(note);
                return;
            } catch (StaleDocument e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void theProducerKeepsTheOrderThatPublishingReliesOn() {
        ProducerConfig settings =
                new ProducerConfig(template.getProducerFactory().getConfigurationProperties());
        assertThat(settings.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG))
                .isTrue();
        assertThat(settings.getString(ProducerConfig.ACKS_CONFIG)).isEqualTo("-1");
        assertThat(settings.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION))
                .isLessThanOrEqualTo(5);
        assertThat(settings.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)).isLessThanOrEqualTo(100);
    }

    @Test
    void aWriterThatReadAnOlderVersionIsRefused() {
        String id = newId();
        notes.save(new Note(id, "first", 1));
        Note mine = notes.find(id).orElseThrow();
        Note theirs = notes.find(id).orElseThrow();
        theirs.rewrite("theirs");
        notes.save(theirs);
        mine.rewrite("mine");

        assertThatThrownBy(() -> notes.save(mine)).isInstanceOf(StaleDocument.class);
        assertThat(notes.find(id).orElseThrow().text()).isEqualTo("theirs");
    }

    @Test
    void aBulkReportsExactlyTheDocumentsThatLostTheirRace() {
        Note won = notes.save(new Note(newId(), "a", 1));
        Note raced = notes.save(new Note(newId(), "b", 1));
        Note loser = notes.find(raced.id()).orElseThrow();
        raced.rewrite("newer");
        notes.save(raced);
        won.rewrite("changed");
        Note fresh = new Note(newId(), "c", 1);

        Collection<Note> lost = notes.saveAll(List.of(won, loser, fresh));

        assertThat(lost).containsExactly(loser);
        assertThat(notes.find(won.id()).orElseThrow().text()).isEqualTo("changed");
        assertThat(notes.find(fresh.id())).isPresent();
    }

    @Test
    void allThreeEnvelopesAreRead() {
        String bare = newId();
        String binary = newId();
        String structured = newId();
        kafka.send("notes.inbound", bare, "{\"id\":\"%s\",\"text\":\"bare\"}".formatted(bare));
        kafka.send(
                "notes.inbound",
                binary,
                "{\"id\":\"%s\",\"text\":\"binary\"}".formatted(binary),
                Map.of("ce_specversion", "1.0", "ce_type", "note", "ce_time", "2026-01-01T00:00:00Z"));
        kafka.send(
                "notes.inbound",
                structured,
                "{\"specversion\":\"1.0\",\"type\":\"note\",\"data\":{\"id\":\"%s\",\"text\":\"structured\"}}"
                        .formatted(structured),
                Map.of("content-type", "application/cloudevents+json"));

        for (String id : List.of(bare, binary, structured)) {
            await().untilAsserted(() -> assertThat(notes.find(id)).isPresent());
        }
    }

    @Test
    void poisonGoesAsideWithItsReasonsAndHoldsUpNobody() {
        String key = newId();
        String after = newId();
        kafka.send("notes.inbound", key, "{\"id\":");
        kafka.send("notes.inbound", key, "{\"text\":\"nameless\"}");
        kafka.send("notes.inbound", key, "{\"id\":\"x\",\"text\":\"boom\"}");
        kafka.send("notes.inbound", key, "{\"id\":\"x\",\"text\":\"refuse\"}");
        kafka.send("notes.inbound", key, "{\"id\":\"%s\",\"text\":\"fine\"}".formatted(after));

        await().untilAsserted(() -> assertThat(notes.find(after)).isPresent());
        await().untilAsserted(() -> assertThat(kafka.read("notes.inbound.dlq", letter -> key.equals(letter.key())))
                .hasSize(4)
                .allSatisfy(letter -> assertThat(header(letter, "dlq_reasons")).contains("detail"))
                .anySatisfy(letter -> {
                    assertThat(letter.value()).isEqualTo("{\"text\":\"nameless\"}");
                    assertThat(header(letter, "dlq_reasons")).contains("A note needs an id.");
                }));
    }

    @Test
    void aTopicThatAConsumerMadeFirstKeepsItsPartitionsAndGetsItsRetention() throws Exception {
        // It was made with one partition and the broker's retention, before the service that declares it compacted
        // started.
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "notes.made.earlier");
            await().untilAsserted(() -> assertThat(admin.describeConfigs(List.of(topic))
                            .all()
                            .get()
                            .get(topic)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact"));
            assertThat(admin.describeTopics(List.of(topic.name()))
                            .allTopicNames()
                            .get()
                            .get(topic.name())
                            .partitions())
                    .hasSize(1);
        }
    }

    @Test
    void whoMayCallWhatIsWhatTheTableSays() throws Exception {
        assertThat(get("/public", null).statusCode()).isEqualTo(200);
        assertThat(get("/notes", null).statusCode()).isEqualTo(401);
        assertThat(get("/notes", "Bearer nonsense").statusCode()).isEqualTo(401);
        assertThat(get("/notes", TestTokens.bearer(Role.ANALYST)).statusCode()).isEqualTo(200);
        assertThat(get("/notes", TestTokens.client("customers:read")).statusCode())
                .isEqualTo(200);
        assertThat(get("/notes", TestTokens.client("orders:read")).statusCode()).isEqualTo(403);
        assertThat(get("/elsewhere", TestTokens.bearer(Role.ADMIN)).statusCode())
                .isEqualTo(403);
        HttpResponse<String> refused = post("/notes", "{}", TestTokens.bearer(Role.ANALYST));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @Test
    void errorsAreProblemDetails() throws Exception {
        String admin = TestTokens.bearer(Role.ADMIN);
        HttpResponse<String> missing = get("/notes/none", admin);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(json.readTree(missing.body()).path("detail").asString()).isEqualTo("There is no note none.");

        HttpResponse<String> limit = get("/notes?limit=0", admin);
        assertThat(limit.statusCode()).isEqualTo(400);
        assertThat(json.readTree(limit.body()).at("/errors/0/pointer").asString())
                .isEqualTo("/limit");

        assertThat(get("/notes?cursor=made-up", admin).statusCode()).isEqualTo(400);
        assertThat(get("/notes?sort=secret", admin).statusCode()).isEqualTo(400);
        assertThat(post("/notes", "{\"id\":", admin).statusCode()).isEqualTo(400);

        HttpResponse<String> type = post("/notes", "{\"id\":\"a\",\"text\":\"b\",\"rank\":\"high\"}", admin);
        assertThat(type.statusCode()).isEqualTo(422);
        assertThat(json.readTree(type.body()).at("/errors/0/pointer").asString())
                .isEqualTo("/rank");
    }

    @Test
    void pagesJoinUpToTheWholeListInOrder() throws Exception {
        String batch = newId();
        for (int i = 0; i < 23; i++) {
            notes.save(new Note("%s-%02d".formatted(batch, i), batch, i % 5));
        }
        String admin = TestTokens.bearer(Role.ADMIN);
        for (String sort : List.of("rank", "-rank")) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = json.readTree(get("/notes?limit=4&sort=" + sort + "&cursor=" + cursor, admin)
                        .body());
                page.path("items").forEach(item -> {
                    if (item.path("id").asString().startsWith(batch)) {
                        seen.add(item.path("rank").asInt() + item.path("id").asString());
                    }
                });
                cursor = page.path("nextCursor").asString("");
            } while (!cursor.isEmpty());
            assertThat(seen).hasSize(23);
            assertThat(sort.startsWith("-") ? seen.reversed() : seen).isSorted();
        }
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)), authorization);
    }

    private HttpResponse<String> post(String path, String body, String authorization) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                authorization);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String authorization) throws Exception {
        if (authorization != null) {
            request.header("authorization", authorization);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
