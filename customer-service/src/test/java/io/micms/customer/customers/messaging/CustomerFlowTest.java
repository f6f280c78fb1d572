package io.micms.customer.customers.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From another system's record to the world's event, over a real broker. */
@MiCmsTest
class CustomerFlowTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final KafkaProbe kafka = KafkaProbe.ofTests();

    @Autowired
    private MongoTemplate mongo;

    @LocalServerPort
    private int port;

    @AfterEach
    void close() {
        kafka.close();
    }

    private List<ConsumerRecord<String, String>> published(String externalId) {
        return kafka.read(
                "customers",
                record -> externalId.equals(
                        JSON.readTree(record.value()).path("externalId").asString(null)));
    }

    private JsonNode lastPublished(String externalId) {
        return JSON.readTree(published(externalId).getLast().value());
    }

    @Test
    void theDocumentedRecordBecomesTheDocumentedEvent() {
        String example = Contracts.example("customers.inbound");

        kafka.send("customers.inbound", "C-1001", example);

        await().atMost(SOON).untilAsserted(() -> assertThat(published("C-1001")).isNotEmpty());
        ConsumerRecord<String, String> event = published("C-1001").getLast();
        Contracts.assertFits(event);
        JsonNode body = JSON.readTree(event.value());
        assertThat(event.key()).isEqualTo(body.path("id").asString());
        assertThat(new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("customer.changed.v1");
        JSON.readTree(example)
                .properties()
                .forEach(field ->
                        assertThat(body.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
    }

    @Test
    void recordsOfOneCustomerEndInOneStateWhateverTheirOrder() {
        String later = "{\"externalId\": \"F-2\", \"city\": \"Pune\", \"updatedAt\": \"2026-11-01T12:00:00Z\"}";
        String earlier =
                "{\"externalId\": \"F-2\", \"city\": \"Agra\", \"lastName\": \"Rao\", \"updatedAt\": \"2026-11-01T11:00:00Z\"}";
        kafka.send("customers.inbound", "F-2", later);
        kafka.send("customers.inbound", "F-2", earlier);
        kafka.send("customers.inbound", "F-2", later);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(published("F-2")).isNotEmpty();
            assertThat(lastPublished("F-2").path("city").asString("")).isEqualTo("Pune");
            assertThat(lastPublished("F-2").path("lastName").asString("")).isEqualTo("Rao");
        });
    }

    @Test
    void aBadRecordGoesAsideWithEveryReasonAndHoldsUpNobody() {
        kafka.send("customers.inbound", "F-3", "{\"externalId\": \"F-3\", \"email\": \"nobody\", \"colour\": \"red\"}");
        kafka.send("customers.inbound", "F-3", "{\"externalId\": \"F-3\", \"city\": \"Pune\"}");

        await().atMost(SOON).untilAsserted(() -> assertThat(published("F-3")).hasSize(1));
        List<ConsumerRecord<String, String>> aside =
                kafka.read("customers.inbound.dlq", record -> "F-3".equals(record.key()));
        assertThat(aside).hasSize(1);
        assertThat(new String(
                        aside.getFirst().headers().lastHeader("dlq_reasons").value(), StandardCharsets.UTF_8))
                .contains("/email", "/colour");
    }

    @Test
    void anEmailThatFitsSeveralGoesAside() {
        kafka.send("customers.inbound", "F-4a", "{\"externalId\": \"F-4a\", \"email\": \"shared@example.com\"}");
        kafka.send("customers.inbound", "F-4b", "{\"externalId\": \"F-4b\", \"email\": \"Shared@example.com\"}");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(published("F-4a")).hasSize(1);
            assertThat(published("F-4b")).hasSize(1);
        });

        kafka.send(
                "customers.inbound", "shared@example.com", "{\"email\": \"SHARED@example.com\", \"city\": \"Pune\"}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(
                                "customers.inbound.dlq", record -> "shared@example.com".equals(record.key())))
                        .hasSize(1));
    }

    @Test
    void cloudEventsBringTheirOwnTime() {
        kafka.send("customers.inbound", "F-5", "{\"externalId\": \"F-5\", \"city\": \"Pune\"}");
        kafka.send(
                "customers.inbound",
                "F-5",
                "{\"externalId\": \"F-5\", \"city\": \"Agra\", \"firstName\": \"Asha\"}",
                Map.of("ce_specversion", "1.0", "ce_type", "x", "ce_id", "1", "ce_time", "2020-01-01T00:00:00Z"));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(published("F-5")).isNotEmpty();
            assertThat(lastPublished("F-5").path("firstName").asString("")).isEqualTo("Asha");
        });
        assertThat(lastPublished("F-5").path("city").asString("")).isEqualTo("Pune");
    }

    @Test
    void aRecordOverHttpIsPublishedAndSettled() {
        RestClient.create("http://localhost:" + port)
                .post()
                .uri("/api/customers")
                .header("Authorization", TestTokens.bearer(Role.MARKETER))
                .header("Content-Type", "application/json")
                .body("{\"externalId\": \"F-6\"}")
                .retrieve()
                .toBodilessEntity();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(published("F-6")).hasSize(1);
            assertThat(mongo.getCollection("customers")
                            .countDocuments(
                                    new org.bson.Document("unpublished", new org.bson.Document("$exists", true))))
                    .isZero();
        });
    }
}
