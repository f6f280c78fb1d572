package io.micms.customer.rights.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import io.micms.platform.testing.ToldActions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@MiCmsTest
class RightsApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String[] SERVICES = {"campaign-service", "insight-service", "order-service"};

    /** What the other services answer, by name; 503 where there is nothing. */
    private static final Map<String, String> HELD = new ConcurrentHashMap<>();

    private static final Map<String, HttpServer> OTHERS = new ConcurrentHashMap<>();

    private final KafkaProbe kafka = KafkaProbe.ofTests();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private MongoTemplate mongo;

    @LocalServerPort
    private int port;

    private Api manager = new Api(0, null);
    private Api marketer = new Api(0, null);

    @DynamicPropertySource
    static void otherServices(DynamicPropertyRegistry properties) throws IOException {
        for (String service : SERVICES) {
            HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.createContext("/internal/persons", exchange -> {
                String held = HELD.get(service);
                byte[] body = held == null
                        ? new byte[0]
                        : held.replace("QUERY", exchange.getRequestURI().getQuery())
                                .replace("TOKEN", exchange.getRequestHeaders().getFirst("Authorization"))
                                .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(held == null ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            OTHERS.put(service, server);
            properties.add(
                    "micms.rights.services." + service,
                    () -> "http://localhost:" + server.getAddress().getPort());
        }
    }

    @BeforeEach
    void signIn() {
        manager = new Api(port, TestTokens.bearer(Role.MANAGER));
        marketer = new Api(port, TestTokens.bearer(Role.MARKETER));
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @AfterAll
    static void closeOthers() {
        OTHERS.values().forEach(server -> server.stop(0));
    }

    private String create(String name, String fields) {
        return manager.post("/api/customers", "{'externalId': '%s-%s', %s}".formatted(mark, name, fields))
                .getBody()
                .path("id")
                .asString();
    }

    @Test
    void aPersonGetsEverythingThatAnyServiceHolds() {
        for (String service : SERVICES) {
            HELD.put(service, "{\"asked\": \"QUERY\", \"as\": \"TOKEN\"}");
        }
        String id = create("A", "'firstName': 'Asha'");
        String other = create("B", "'lastName': 'Rao'");
        manager.post("/api/customers/%s/merge".formatted(id), "{'customerId': '%s'}".formatted(other));

        kafka.send("customers.inbound", mark + "-B", "{\"externalId\": \"%s-B\", \"email\": \"no\"}".formatted(mark));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(manager.get("/api/customers/%s/export".formatted(id))
                                .getBody()
                                .at("/rejectedRecords/0/record")
                                .asString(""))
                        .contains(mark + "-B"));

        var export = manager.get("/api/customers/%s/export".formatted(id));

        assertThat(export.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(export.getHeaders().getContentDisposition().getFilename())
                .isEqualTo("customer-%s.json".formatted(id));
        JsonNode document = export.getBody();
        assertThat(document.at("/customer/firstName").asString()).isEqualTo("Asha");
        assertThat(document.at("/customer/lastName").asString()).isEqualTo("Rao");
        assertThat(document.at("/customer/mergedCustomers/0/particulars/externalId")
                        .asString())
                .isEqualTo(mark + "-B");
        for (String service : SERVICES) {
            JsonNode held = document.path("services").path(service);
            assertThat(held.path("asked").asString()).contains("id=" + id, "id=" + other);
            assertThat(held.path("as").asString()).startsWith("Bearer ");
        }
        assertThat(marketer.get("/api/customers/%s/export".formatted(id)).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void anExportThatWouldNotBeEverythingIsRefused() {
        for (String service : SERVICES) {
            HELD.put(service, "{}");
        }
        HELD.remove("insight-service");
        String id = create("A", "'firstName': 'Asha'");

        var export = manager.get("/api/customers/%s/export".formatted(id));

        assertThat(export.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(export.getBody().path("detail").asString()).contains("insight-service");
    }

    @Test
    void anErasedPersonIsForgottenAndStaysSo() {
        String email = "gone-%s@example.com".formatted(mark);
        String id = create("A", "'firstName': 'Zebedee%s', 'email': '%s', 'city': 'Pune'".formatted(mark, email));
        String other = create("B", "'lastName': 'Yonder%s', 'phone': '+919800%s'".formatted(mark, "123456"));
        manager.post("/api/customers/%s/merge".formatted(id), "{'customerId': '%s'}".formatted(other));
        Instant before = Instant.now().minusSeconds(60);

        var erased = manager.call(HttpMethod.DELETE, "/api/customers/" + id, null);

        assertThat(erased.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(erased.getBody().path("complete").asBoolean()).isFalse();
        var gone = manager.get("/api/customers/" + id);
        assertThat(gone.getStatusCode()).isEqualTo(HttpStatus.GONE);
        assertThat(gone.getBody().path("erasedAt").asString()).isNotEmpty();
        assertThat(manager.get("/api/customers?search=Zebedee" + mark)
                        .getBody()
                        .path("items")
                        .size())
                .isZero();
        for (String one : new String[] {id, other}) {
            await().atMost(SOON).untilAsserted(() -> Contracts.assertFits(erasedEvent(one)));
        }
        // The marker of who has yet to be compared goes too, before the whole database is searched.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(everythingStored())
                        .doesNotContain(
                                "Zebedee" + mark, "Yonder" + mark, email, "+919800123456", mark + "-A", mark + "-B"));

        String old = "{'externalId': '%s-A', 'firstName': 'Back', 'updatedAt': '%s'}".formatted(mark, before);
        var refused = manager.post("/api/customers", old);
        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(refused.getBody().path("detail").asString()).contains("erased");
        assertThat(manager.post("/api/customers", "{'email': '%s', 'updatedAt': '%s'}".formatted(email, before))
                        .getStatusCode())
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        kafka.send("customers.inbound", mark, old.replace('\'', '"'));
        kafka.send("customers.inbound", mark, "{\"externalId\": \"%s-next\"}".formatted(mark));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                kafka.read("customers", record -> record.value().contains(mark + "-next")))
                        .isNotEmpty());
        assertThat(kafka.read("customers.inbound.dlq", record -> mark.equals(record.key())))
                .isEmpty();
        var again = manager.post("/api/customers", "{'externalId': '%s-A', 'firstName': 'Back'}".formatted(mark));
        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(again.getBody().path("id").asString()).isNotEqualTo(id);
        assertThat(manager.call(HttpMethod.DELETE, "/api/customers/" + id, null).getStatusCode())
                .isEqualTo(HttpStatus.ACCEPTED);
    }

    private ConsumerRecord<String, String> erasedEvent(String id) {
        ConsumerRecord<String, String> last =
                kafka.read("customers", record -> id.equals(record.key())).getLast();
        assertThat(new String(last.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("customer.erased.v1");
        return last;
    }

    private String everythingStored() {
        StringBuilder all = new StringBuilder();
        for (String collection : mongo.getCollectionNames()) {
            for (Document document : mongo.getCollection(collection).find()) {
                all.append(document.toJson());
            }
        }
        return all.toString();
    }

    @Test
    void anErasureIsCompleteWhenEveryServiceHasSaidSo() {
        String id = create("A", "'firstName': 'Asha'");
        manager.call(HttpMethod.DELETE, "/api/customers/" + id, null);

        for (String service : SERVICES) {
            assertThat(erasure(id).path("complete").asBoolean()).isFalse();
            String example = JsonMapper.shared()
                    .writeValueAsString(Map.of(
                            "customerId", id, "service", service, "version", 2, "confirmedAt", "2026-11-01T12:00:00Z"));
            Contracts.assertFits("erasure.confirmed.v1", example);
            kafka.send("erasures", id + ":" + service, example);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(erasure(id).path("confirmations"))
                            .anySatisfy(confirmation -> {
                                assertThat(confirmation.path("service").asString())
                                        .isEqualTo(service);
                                assertThat(confirmation.path("confirmedAt").asString(""))
                                        .isEqualTo("2026-11-01T12:00:00Z");
                            }));
        }

        assertThat(erasure(id).path("complete").asBoolean()).isTrue();
        assertThat(manager.get("/api/customers/erasures").getBody().path("items"))
                .anySatisfy(
                        item -> assertThat(item.path("customerId").asString()).isEqualTo(id));
    }

    private JsonNode erasure(String id) {
        return manager.get("/api/customers/erasures/" + id).getBody();
    }

    @Test
    void whoMayErase() {
        String id = create("A", "'firstName': 'Asha'");

        assertThat(marketer.call(HttpMethod.DELETE, "/api/customers/" + id, null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(manager.call(HttpMethod.DELETE, "/api/customers/" + id, null, "If-Match", "\"99\"")
                        .getStatusCode())
                .isEqualTo(HttpStatus.PRECONDITION_FAILED);
        assertThat(manager.call(HttpMethod.DELETE, "/api/customers/nobody", null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void whoChangesACustomerIsTold() {
        String id = create("C", "'firstName': 'Asha'");
        create("C", "'city': 'Pune'");
        String path = "/api/customers/" + id;
        marketer.call(HttpMethod.PATCH, path, "{'consent': {'email': true}, 'city': null}");
        assertThat(marketer.call(HttpMethod.DELETE, path, null).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        String other = create("D", "'lastName': 'Rao'");
        manager.post(path + "/merge", "{'customerId': '%s'}".formatted(other));
        manager.call(HttpMethod.DELETE, path, null);

        var told = ToldActions.await(
                id,
                "POST /api/customers",
                "POST /api/customers",
                "PATCH /api/customers/{id}",
                "POST /api/customers/{id}/merge",
                "DELETE /api/customers/{id}");
        assertThat(told).allSatisfy(action -> {
            assertThat(action.path("service").asString()).isEqualTo("customer-service");
            assertThat(action.path("outcome").asString()).isEqualTo("DONE");
            assertThat(action.toString()).doesNotContain("Asha", "Pune");
        });
        assertThat(told)
                .filteredOn(action -> action.path("action").asString().startsWith("PATCH"))
                .singleElement()
                .satisfies(action ->
                        assertThat(action.at("/details/fields").asString()).isEqualTo("city, consent"));
        assertThat(told)
                .filteredOn(action -> action.path("action").asString().endsWith("/merge"))
                .singleElement()
                .satisfies(action ->
                        assertThat(action.at("/on/customerId").asString()).isEqualTo(other));
    }
}
