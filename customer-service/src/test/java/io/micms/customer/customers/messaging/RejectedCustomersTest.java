package io.micms.customer.customers.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.rejected.RejectedRecords;
import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import tools.jackson.databind.JsonNode;

/** What becomes of a record that could not be taken in, until a person has mended or discarded it. */
@MiCmsTest
class RejectedCustomersTest {

    private static final String PATH = "/api/customers/rejected";

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final KafkaProbe kafka = KafkaProbe.ofTests();

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private RejectedRecords rejectedRecords;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    @Qualifier("rejected")
    private Consumer<Message<List<byte[]>>> consumer;

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void signIn() {
        api = new Api(port, TestTokens.bearer(Role.MARKETER));
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    private JsonNode rejected(String key) {
        await().untilAsserted(() -> assertThat(find(key)).isPresent());
        return api.get(PATH + "/" + find(key).orElseThrow().path("id").asString())
                .getBody();
    }

    private Optional<JsonNode> find(String key) {
        for (JsonNode item : api.get(PATH + "?limit=200").getBody().path("items")) {
            if (key.equals(item.path("key").asString(null))) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static String address(JsonNode record) {
        return PATH + "/" + record.path("id").asString();
    }

    private Document customer(String externalId) {
        return mongo.getCollection("customers")
                .find(new Document("externalId", externalId))
                .first();
    }

    @Test
    void aBadRecordIsShownAsItCameAndMendedAsOfItsTime() {
        String bad = "{\"externalId\": \"%s\", \"city\": \"Agra\", \"email\": \"nobody\", \"colour\": \"red\"}"
                .formatted(id);
        kafka.send("customers.inbound", id, bad, Map.of("ce_specversion", "1.0", "ce_time", "2026-01-01T00:00:00Z"));
        JsonNode record = rejected(id);

        assertThat(record.path("content").asString()).isEqualTo(bad);
        assertThat(record.path("record").asString()).isEqualTo(bad);
        assertThat(record.path("encoding").asString()).isEqualTo("TEXT");
        assertThat(record.path("state").asString()).isEqualTo("REJECTED");
        assertThat(record.path("topic").asString()).isEqualTo("customers.inbound");
        assertThat(record.path("at").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(record.path("headers").toString()).contains("ce_time").doesNotContain("dlq_");
        assertThat(record.path("reasons").toString()).contains("/email", "/colour");
        assertThat(meters.get("micms.records.rejected").gauge().value()).isPositive();

        // Newer truth has come in the meantime.
        kafka.send("customers.inbound", id, "{\"externalId\": \"%s\", \"city\": \"Pune\"}".formatted(id));
        await().untilAsserted(() -> assertThat(customer(id)).isNotNull());

        var stillBad = api.post(address(record) + "/resubmit", "{\"externalId\": \"%s\", \"email\": 7}".formatted(id));
        assertThat(stillBad.getStatusCode().value()).isEqualTo(422);
        assertThat(stillBad.getBody().at("/errors/0/pointer").asString()).isEqualTo("/email");
        assertThat(rejected(id).path("state").asString()).isEqualTo("REJECTED");

        var mended = api.post(
                address(record) + "/resubmit",
                "{\"externalId\": \"%s\", \"city\": \"Agra\", \"firstName\": \"Asha\"}".formatted(id));
        assertThat(mended.getStatusCode().value()).isEqualTo(200);
        assertThat(mended.getBody().path("state").asString()).isEqualTo("RESUBMITTED");
        assertThat(mended.getBody().at("/settlement/by").asString()).isEqualTo("Ada Lovelace");
        assertThat(mended.getBody().at("/settlement/documentId").asString())
                .isEqualTo(customer(id).getString("_id"));
        assertThat(customer(id)).containsEntry("firstName", "Asha").containsEntry("city", "Pune");
        assertThat(find(id)).isEmpty();

        assertThat(api.post(address(record) + "/resubmit", "{\"externalId\": \"%s\"}".formatted(id))
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
        assertThat(api.post(address(record) + "/discard", "{}").getStatusCode().value())
                .isEqualTo(409);
    }

    @Test
    void aStructuredCloudEventIsMendedWithoutItsEnvelope() {
        kafka.send(
                "customers.inbound",
                id,
                "{\"specversion\": \"1.0\", \"type\": \"x\", \"time\": \"2026-01-02T00:00:00Z\", \"data\": {\"externalId\": \"%s\", \"email\": 1}}"
                        .formatted(id),
                Map.of("content-type", "application/cloudevents+json"));

        JsonNode record = rejected(id);

        assertThat(record.path("content").asString()).contains("specversion");
        assertThat(record.path("record").asString()).contains("\"email\"").doesNotContain("specversion");
        assertThat(record.path("at").asString()).isEqualTo("2026-01-02T00:00:00Z");
    }

    @Test
    void aDiscardedRecordStaysDiscardedWhenItsLetterComesAgain() {
        kafka.send("customers.inbound", id, "{\"externalId\":");
        JsonNode record = rejected(id);
        var discarded = api.post(address(record) + "/discard", "{\"reason\": \"A test of the shop\"}");
        assertThat(discarded.getStatusCode().value()).isEqualTo(200);
        assertThat(discarded.getBody().at("/settlement/reason").asString()).isEqualTo("A test of the shop");

        List<ConsumerRecord<?, byte[]>> letters = letters(id);
        assertThat(letters).hasSize(1);
        consumer.accept(
                new GenericMessage<>(List.of(letters.getFirst().value()), Map.of(KafkaHeaders.RAW_DATA, letters)));

        assertThat(api.get(address(record)).getBody().path("state").asString()).isEqualTo("DISCARDED");
        assertThat(find(id)).isEmpty();
        assertThat(api.get(PATH + "?state=DISCARDED&limit=200").getBody().toString())
                .contains(record.path("id").asString());
    }

    private List<ConsumerRecord<?, byte[]>> letters(String key) {
        List<ConsumerRecord<?, byte[]>> letters = new java.util.ArrayList<>();
        kafka.read("customers.inbound.dlq", letter -> key.equals(letter.key()))
                .forEach(letter -> letters.add(letter(
                        letter.key(),
                        letter.value().getBytes(StandardCharsets.UTF_8),
                        letter.headers(),
                        letter.timestamp(),
                        letter.offset(),
                        letter.partition())));
        return letters;
    }

    private static ConsumerRecord<?, byte[]> letter(
            String key,
            byte[] value,
            org.apache.kafka.common.header.Headers headers,
            long timestamp,
            long offset,
            int partition) {
        return new ConsumerRecord<>(
                "customers.inbound.dlq",
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key.length(),
                value.length,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }

    @Test
    void whateverStandsOnTheTopicIsShownAndHoldsUpNothing() {
        byte[] noText = {(byte) 0xC3, 0x28};
        RecordHeaders strange = new RecordHeaders();
        strange.add("dlq_topic", "customers.inbound".getBytes(StandardCharsets.UTF_8));
        strange.add("dlq_partition", "many".getBytes(StandardCharsets.UTF_8));
        strange.add("dlq_reasons", "{".getBytes(StandardCharsets.UTF_8));
        strange.add("empty", null);
        long now = System.currentTimeMillis();
        List<ConsumerRecord<?, byte[]>> letters = List.of(
                letter(id + "-old", noText, new RecordHeaders(), now - 31L * 24 * 3600 * 1000, 7_000_001, 0),
                letter(id, noText, strange, now, 7_000_002, 0));

        consumer.accept(new GenericMessage<>(List.of(noText), Map.of(KafkaHeaders.RAW_DATA, letters)));

        JsonNode record = rejected(id);
        assertThat(record.path("encoding").asString()).isEqualTo("BASE64");
        assertThat(record.path("content").asString()).isEqualTo("wyg=");
        assertThat(record.has("record")).isFalse();
        assertThat(find(id + "-old")).isEmpty();
    }

    @Test
    void whatIsOlderThanTheTopicIsNotShownThoughTheDatabaseHasItStill() {
        kafka.send("customers.inbound", id, "{}");
        JsonNode record = rejected(id);
        mongo.getCollection("rejectedRecords")
                .updateOne(
                        new Document("_id", record.path("id").asString()),
                        new Document(
                                "$set",
                                new Document(
                                        "expiresAt", Date.from(Instant.now().minusSeconds(1)))));

        assertThat(find(id)).isEmpty();
        assertThat(api.get(address(record)).getStatusCode().value()).isEqualTo(404);
        assertThat(api.post(address(record) + "/discard", "{}").getStatusCode().value())
                .isEqualTo(404);
    }

    @Test
    void ofAnErasedPersonNothingIsLeftAndNothingComesBack() {
        String email = id + "@Example.com";
        kafka.send("customers.inbound", id + "-a", "{\"email\": \"%s\", \"colour\": \"red\"}".formatted(email));
        kafka.send("customers.inbound", id + "-b", "{\"externalId\": \"%s\", \"city\": ".formatted(id));
        kafka.send("customers.inbound", id + "-c", "{\"externalId\": \"%s-other\", \"city\": 1}".formatted(id));
        List<JsonNode> theirs = List.of(rejected(id + "-a"), rejected(id + "-b"));
        rejected(id + "-c");

        rejectedRecords.forget(List.of(id, email));

        List<ConsumerRecord<?, byte[]>> again = letters(id + "-a");
        consumer.accept(new GenericMessage<>(List.of(again.getFirst().value()), Map.of(KafkaHeaders.RAW_DATA, again)));
        for (JsonNode record : theirs) {
            JsonNode left = api.get(address(record)).getBody();
            assertThat(left.path("state").asString()).isEqualTo("DISCARDED");
            assertThat(left.toString()).doesNotContain(email, "colour").doesNotContain("\"" + id);
            assertThat(left.has("content")).isFalse();
        }
        assertThat(rejected(id + "-c").path("content").asString()).contains("-other");
    }

    @Test
    void aStateThatIsNoneIsRefusedByName() {
        var answer = api.get(PATH + "?state=$ne");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().at("/errors/0/pointer").asString()).isEqualTo("/state");
    }
}
