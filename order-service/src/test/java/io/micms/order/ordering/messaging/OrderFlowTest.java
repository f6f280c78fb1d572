package io.micms.order.ordering.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.order.ordering.OrderService;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From another system's order to the world's event, over a real broker. */
@MiCmsTest
@TestPropertySource(properties = "micms.waiting.sweep-every=1h") // So that only the two sides can bring them together.
class OrderFlowTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final KafkaProbe kafka = KafkaProbe.ofTests();

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private OrderService orders;

    @AfterEach
    void close() {
        kafka.close();
    }

    private List<ConsumerRecord<String, String>> published(String externalId) {
        return kafka.read(
                "orders",
                record -> externalId.equals(
                        JSON.readTree(record.value()).path("externalId").asString(null)));
    }

    private void customer(String id, String externalId) {
        kafka.send(
                "customers",
                id,
                "{\"id\": \"%s\", \"version\": 1, \"externalId\": \"%s\", \"firstName\": \"Asha\", \"tags\": []}"
                        .formatted(id, externalId));
    }

    private void order(String externalId, String customerExternalId) {
        kafka.send("orders.inbound", customerExternalId, orderJson(externalId, customerExternalId));
    }

    private static String orderJson(String externalId, String customerExternalId) {
        return "{\"externalId\": \"%s\", \"customerExternalId\": \"%s\", \"placedAt\": \"2026-11-01T10:00:00Z\", \"total\": \"10\"}"
                .formatted(externalId, customerExternalId);
    }

    private void awaitStored(String externalId) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                mongo.getCollection("orders").countDocuments(new Document("externalId", externalId)))
                        .isEqualTo(1));
    }

    @Test
    void theDocumentedRecordBecomesTheDocumentedEvent() {
        String example = Contracts.example("orders.inbound");
        String customer = Contracts.example("customer.changed.v1");

        kafka.send("customers", JSON.readTree(customer).path("id").asString(), customer);
        kafka.send("orders.inbound", "C-1001", example);

        await().atMost(SOON).untilAsserted(() -> assertThat(published("O-77")).isNotEmpty());
        ConsumerRecord<String, String> event = published("O-77").getLast();
        Contracts.assertFits(event);
        JsonNode body = JSON.readTree(event.value());
        assertThat(event.key()).isEqualTo(body.path("id").asString());
        assertThat(body.path("customerId")).isEqualTo(JSON.readTree(customer).path("id"));
        assertThat(new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("order.changed.v1");
        JSON.readTree(example)
                .properties()
                .forEach(field ->
                        assertThat(body.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
    }

    @Test
    void anOrderBeforeItsCustomerWaitsAndIsPublishedTheMomentTheyAppear() {
        order("F-1", "FC-1");
        awaitStored("F-1");
        assertThat(published("F-1")).isEmpty();
        assertThat(mongo.getCollection("orders")
                        .countDocuments(
                                new Document("externalId", "F-1").append("unpublished", new Document("$exists", true))))
                .isZero();

        customer("fc-1", "FC-1");

        await().atMost(SOON).untilAsserted(() -> assertThat(published("F-1")).hasSize(1));
        assertThat(JSON.readTree(published("F-1").getFirst().value())
                        .path("customerId")
                        .asString())
                .isEqualTo("fc-1");
        assertThat(mongo.getCollection("orders")
                        .countDocuments(
                                new Document("externalId", "F-1").append("waitingFor", new Document("$exists", true))))
                .isZero();
    }

    @Test
    void ordersAndCustomersThatCrossEndUpTogether() {
        int many = 60;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                for (int i = 0; i < many; i++) {
                    order("F-3-" + i, "FC-3-" + i);
                }
            });
            threads.submit(() -> {
                for (int i = 0; i < many; i++) {
                    customer("fc-3-" + i, "FC-3-" + i);
                }
            });
        }

        await().atMost(SOON).untilAsserted(() -> {
            Set<String> seen = new HashSet<>();
            kafka.read("orders", record -> record.value().contains("F-3-")).forEach(record -> seen.add(record.key()));
            assertThat(seen).hasSize(many);
        });
    }

    @Test
    void theSameRecordAgainIsNoNewState() {
        customer("fc-4", "FC-4");
        String record = orderJson("F-4", "FC-4").replace("}", ", \"updatedAt\": \"2026-11-01T10:00:00Z\"}");
        kafka.send("orders.inbound", "FC-4", record);
        kafka.send("orders.inbound", "FC-4", record);
        kafka.send("orders.inbound", "FC-4", record);
        order("F-4-last", "FC-4");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(published("F-4-last")).isNotEmpty());
        // One state, or two where the order came before its customer.
        assertThat(published("F-4"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(
                                JSON.readTree(event.value()).path("version").asLong())
                        .isLessThanOrEqualTo(2));
        assertThat(mongo.getCollection("orders").countDocuments(new Document("externalId", "F-4")))
                .isEqualTo(1);
    }

    @Test
    void anOrderThatDoesNotAddUpGoesAsideWithBothFigures() {
        kafka.send(
                "orders.inbound",
                "FC-5",
                "{\"externalId\": \"F-5\", \"customerExternalId\": \"FC-5\", \"placedAt\": \"2026-11-01T10:00:00Z\", \"total\": \"10\","
                        + " \"items\": [{\"sku\": \"A\", \"quantity\": 3, \"unitPrice\": \"4\"}]}");
        kafka.send("orders.inbound", "FC-5", "{\"externalId\": \"F-5-unknown\", \"status\": \"PAID\"}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read("orders.inbound.dlq", record -> "FC-5".equals(record.key())))
                        .hasSize(2));
        String reasons = kafka.read("orders.inbound.dlq", record -> "FC-5".equals(record.key())).stream()
                .map(record ->
                        new String(record.headers().lastHeader("dlq_reasons").value(), StandardCharsets.UTF_8))
                .toList()
                .toString();
        assertThat(reasons).contains("10.00", "12.00", "/placedAt");
    }

    @Test
    void whatIsMergedErasedOrDeletedIsToldAsDocumented() {
        customer("fc-6", "FC-6");
        customer("fc-7", "FC-7");
        order("F-6", "FC-6");
        await().atMost(SOON).untilAsserted(() -> assertThat(published("F-6")).isNotEmpty());

        kafka.send(
                "customers",
                "fc-6",
                "{\"id\": \"fc-6\", \"version\": 2, \"externalId\": \"FC-6\", \"mergedInto\": \"fc-7\", \"mergedAt\": \"2026-11-02T09:00:00Z\"}");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(last("F-6").path("customerId").asString()).isEqualTo("fc-7"));

        kafka.send(
                "customers",
                "fc-7",
                "{\"id\": \"fc-7\", \"version\": 2, \"erasedAt\": \"2026-11-03T09:00:00Z\", \"identityHashes\": []}");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                kafka.read("erasures", record -> "fc-7:order-service".equals(record.key())))
                        .isNotEmpty()
                        .allSatisfy(Contracts::assertFits));
        assertThat(last("F-6").has("customerExternalId")).isFalse();

        orders.delete(published("F-6").getLast().key(), null);
        await().atMost(SOON).untilAsserted(() -> {
            ConsumerRecord<String, String> event = published("F-6").getLast();
            assertThat(new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                    .isEqualTo("order.deleted.v1");
            Contracts.assertFits(event);
        });
    }

    private JsonNode last(String externalId) {
        return JSON.readTree(published(externalId).getLast().value());
    }
}
