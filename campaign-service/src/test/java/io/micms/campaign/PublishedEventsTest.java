package io.micms.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.platform.security.Role;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What comes in and goes out over Kafka is what {@code docs} promises. */
@MiCmsTest
class PublishedEventsTest {

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final JsonMapper JSON = JsonMapper.shared();
    private static KafkaProbe kafka;

    @Autowired
    private Profiles profiles;

    @LocalServerPort
    private int port;

    private RestClient http;

    /** A tag that only this test's customers carry. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        MAIL.start();
        properties.add("micms.delivery.smtp.host", () -> "127.0.0.1");
        properties.add("micms.delivery.smtp.port", () -> MAIL.getSmtp().getPort());
    }

    @BeforeAll
    static void connect() {
        kafka = KafkaProbe.ofTests();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
        MAIL.stop();
    }

    @BeforeEach
    void signIn() {
        http = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("Authorization", TestTokens.bearer(Role.ADMIN))
                .build();
    }

    @Test
    void theDocumentedCustomerAndOrderBecomeAProfile() {
        JsonNode customer = JSON.readTree(Contracts.example("customer.changed.v1"));
        JsonNode order = JSON.readTree(Contracts.example("order.changed.v1"));
        String id = customer.path("id").asString();
        kafka.send("customers", id, customer.toString());
        kafka.send("orders", order.path("id").asString(), order.toString());

        await().untilAsserted(() -> assertThat(
                        profiles.find(id).map(profile -> profile.orders().count()))
                .contains(1L));
        Profile profile = profiles.find(id).orElseThrow();
        assertThat(profile.orders().total()).isEqualByComparingTo(new BigDecimal("1499.00"));
        assertThat(profile.customer())
                .isEqualTo(new CustomerCopy(
                        id,
                        3,
                        "C-1001",
                        "Asha",
                        "Rao",
                        "asha@example.com",
                        "+919812345678",
                        "Pune",
                        "IN",
                        LocalDate.of(1990, 4, 1),
                        "Asia/Kolkata",
                        List.of("vip"),
                        Map.of("loyaltyPoints", 420, "plan", "gold"),
                        true,
                        false,
                        Instant.parse("2026-11-01T09:00:00Z"),
                        List.of(),
                        null,
                        null));
    }

    @Test
    void whateverIsPublishedIsAsDocumented() {
        String segment = created("/api/segments", """
                {"name":"Pune","description":"Who bought there","rule":{"combinator":"and","rules":[
                {"field":"tags","operator":"=","value":"%s"},{"combinator":"or","not":false,"rules":[
                {"field":"orders.total","operator":">=","value":1000}]}]}}""".formatted(mark));
        String campaign = created("/api/campaigns", """
                {"name":"Thank you","segmentId":"%s","channel":"EMAIL","mode":"LIVE","content":{
                "subject":"Thank you","html":"<p>Bye</p><a href='{{ unsubscribe_url }}'>No more</a>"}}""".formatted(segment));
        post("/api/campaigns/" + campaign + "/launch", "");
        customer("reached", "reached@example.com", true);
        customer("unwilling", "unwilling@example.com", false);
        customer("unreachable", "nowhere", true);
        for (String name : List.of("reached", "unwilling", "unreachable")) {
            order(name, 1, "PAID");
        }

        awaitTypes("messages", campaign + ":", "message.sent.v1", "message.skipped.v1", "message.failed.v1");
        awaitTypes("audiences", segment + ":", "audience.joined.v1");
        order("reached", 2, "CANCELLED");
        awaitTypes("audiences", segment + ":", "audience.joined.v1", "audience.left.v1");
        String note = created(
                "/api/communications",
                "{\"customerId\":\"%s\",\"kind\":\"CALL\",\"text\":\"Asked for a refund\"}".formatted(id("reached")));
        awaitTypes("communications", note, "communication.recorded.v1");
        String task = created("/api/communications", """
                {"customerId":"%s","kind":"CALL","text":"Wants blue","tags":["shoes"],
                "task":{"dueAt":"2026-11-06T09:00:00Z","assignee":"grace@example.com"}}""".formatted(id("reached")));
        post("/api/communications/" + task + "/done", "");
        http.delete().uri("/api/communications/" + note).retrieve().toBodilessEntity();
        awaitTypes("communications", note, "communication.recorded.v1", "communication.deleted.v1");
        assertThat(published("communications", note).getLast().value()).doesNotContain("refund");
        await().untilAsserted(() -> assertThat(JSON.readTree(
                                published("communications", task).getLast().value())
                        .at("/task/doneBy")
                        .asString())
                .isEqualTo("Ada Lovelace"));
        post("/api/campaigns/" + campaign + "/stop", "");
        post("/api/segments/" + segment + "/archive", "");
        awaitLastState("campaigns", campaign, "STOPPED");
        awaitLastState("segments", segment, "ARCHIVED");
        http.delete().uri("/api/segments/" + segment).retrieve().toBodilessEntity();
        awaitLastState("segments", segment, "DELETED");
        awaitTypes("campaigns", campaign, "campaign.changed.v1");
        awaitTypes("segments", segment, "segment.changed.v1");

        assertThat(List.of("segments", "audiences", "campaigns", "messages", "communications"))
                .allSatisfy(topic ->
                        assertThat(published(topic, "")).isNotEmpty().allSatisfy(event -> Contracts.assertFits(event)));
        assertThat(published("messages", campaign + ":"))
                .noneMatch(event -> event.value().contains("@example.com"));
    }

    private static List<ConsumerRecord<String, String>> published(String topic, String keyPrefix) {
        return kafka.read(topic, record -> record.key().startsWith(keyPrefix));
    }

    private static void awaitTypes(String topic, String keyPrefix, String... types) {
        await().untilAsserted(() -> {
            Set<String> seen = new TreeSet<>();
            published(topic, keyPrefix)
                    .forEach(event -> seen.add(
                            new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)));
            assertThat(seen).containsExactlyInAnyOrder(types);
        });
    }

    private static void awaitLastState(String topic, String key, String state) {
        await().untilAsserted(() -> assertThat(
                        JSON.readTree(published(topic, key).getLast().value())
                                .path("state")
                                .asString())
                .isEqualTo(state));
    }

    private String id(String name) {
        return mark + "-" + name;
    }

    private void customer(String name, String email, boolean consents) {
        ObjectNode customer = (ObjectNode) JSON.readTree(Contracts.example("customer.changed.v1"));
        customer.put("id", id(name)).put("externalId", id(name)).put("email", email);
        customer.putArray("tags").add(mark);
        customer.putObject("consent").put("email", consents);
        kafka.send("customers", id(name), customer.toString());
    }

    private void order(String customer, int version, String status) {
        ObjectNode order = (ObjectNode) JSON.readTree(Contracts.example("order.changed.v1"));
        order.put("id", id(customer) + "-1").put("customerId", id(customer));
        order.put("version", version).put("status", status);
        kafka.send("orders", id(customer) + "-1", order.toString());
    }

    private String created(String path, String body) {
        return JSON.readTree(post(path, body)).path("id").asString();
    }

    private String post(String path, String body) {
        return String.valueOf(http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(String.class));
    }
}
