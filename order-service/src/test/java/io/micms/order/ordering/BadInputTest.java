package io.micms.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Whatever comes, by whichever way, is refused where it is wrong: never with a 500, and never lost. */
@MiCmsTest
class BadInputTest {

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final KafkaProbe kafka = KafkaProbe.ofTests();

    @Autowired
    private MongoTemplate mongo;

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

    private static final String ORDER =
            "{'externalId': '#', 'customerExternalId': 'C-#', 'placedAt': '2026-11-01T10:00:00Z', ";

    /**
     * @param rest of the order, in Latin 1, so that it can hold bytes that are no UTF-8
     * @param pointer where the fault is
     */
    private static Arguments bad(String what, String rest, int status, String pointer) {
        return Arguments.of(what, (ORDER + rest).replace('\'', '"'), status, pointer);
    }

    private static String items(String item) {
        return "'total': '10', 'items': [%s]}".formatted(item);
    }

    static Stream<Arguments> badRecords() {
        return Stream.of(
                bad("truncated", "'total': '1", 400, ""),
                bad("a name twice", "'total': '10', 'total': '11'}", 400, "/total"),
                bad("a name twice in an item", items("{'sku': 'A', 'sku': 'B'}"), 400, "/items/0/sku"),
                bad("no UTF-8", "'total': '10', 'channel': '\u00C3\u0028'}", 400, ""),
                bad("a number for an amount", "'total': 10}", 422, "/total"),
                bad("not a number", "'total': 'NaN'}", 422, "/total"),
                bad("an endless amount", "'total': 1e999999999}", 422, "/total"),
                bad("less than nothing", "'total': '-1'}", 422, "/total"),
                bad("five decimals", "'total': '1.00001'}", 422, "/total"),
                bad("another currency", "'total': '1', 'currency': 'USD'}", 422, "/currency"),
                bad("no such status", "'total': '1', 'status': 'paid'}", 422, "/status"),
                bad("an operator", "'total': {'$gt': '0'}}", 422, "/total"),
                bad("an operator for a name", "'total': '1', '$where': '1'}", 422, "/$where"),
                bad("items that are none", items("7"), 422, "/items/0"),
                bad(
                        "half an item",
                        items("{'sku': 'A', 'quantity': 0.5, 'unitPrice': '10'}"),
                        422,
                        "/items/0/quantity"),
                bad(
                        "endlessly many items",
                        items("{'sku': 'A', 'quantity': 1e999, 'unitPrice': '10'}"),
                        422,
                        "/items/0/quantity"),
                bad(
                        "items that do not add up",
                        items("{'sku': 'A', 'quantity': 3, 'unitPrice': '3.00'}"),
                        422,
                        "/total"),
                bad("ten thousand items", items("{},".repeat(9_999) + "{}"), 422, "/items"));
    }

    private byte[] bytes(String json) {
        return json.replace("#", id).getBytes(StandardCharsets.ISO_8859_1);
    }

    private Document order(String externalId) {
        return mongo.getCollection("orders")
                .find(new Document("externalId", externalId))
                .first();
    }

    private void assertRefused(ResponseEntity<JsonNode> answer, int status, String pointer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.getBody().at("/errors/0/detail").asString()).isNotBlank();
        assertThat(order(id)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRecords")
    void overHttpItIsRefusedWhereItIsWrong(String what, String json, int status, String pointer) {
        assertRefused(
                api.send(HttpMethod.POST, "/api/orders", MediaType.APPLICATION_JSON, bytes(json)), status, pointer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRecords")
    void overKafkaItGoesAsideWithTheSameReasonAndTheNextIsTaken(String what, String json, int status, String pointer) {
        kafka.sendBytes("orders.inbound", id, bytes(json));
        kafka.sendBytes(
                "orders.inbound",
                id,
                bytes((ORDER + "'total': '1'}").replace('\'', '"').replace("\"#\"", "\"#-next\"")));

        await().untilAsserted(() -> assertThat(order(id + "-next")).isNotNull());
        await().untilAsserted(() -> assertThat(rejected()).isNotNull());
        assertThat(rejected().at("/reasons/0/pointer").asString()).isEqualTo(pointer);
        assertThat(order(id)).isNull();
    }

    private JsonNode rejected() {
        return api.get("/api/orders/rejected?limit=200")
                .getBody()
                .path("items")
                .valueStream()
                .filter(item -> id.equals(item.path("key").asString(null)))
                .findFirst()
                .orElse(null);
    }

    @Test
    void anOrderThatDoesNotAddUpIsToldBothFigures() {
        JsonNode answer = api.send(
                        HttpMethod.POST,
                        "/api/orders",
                        MediaType.APPLICATION_JSON,
                        bytes((ORDER + items("{'sku': 'A', 'quantity': 3, 'unitPrice': '3.50'}")).replace('\'', '"')))
                .getBody();
        assertThat(answer.at("/errors/0/detail").asString()).contains("10.00", "10.50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1e9",
                "cursor=made-up",
                "sort=%24where",
                "status=%24ne",
                "from=yesterday",
                "to=2026-99-01",
                "minTotal=NaN",
                "maxTotal=1e999999999"
            })
    void aParameterThatCannotBeUsedIsRefusedByName(String query) {
        assertRefused(api.get("/api/orders?" + query), 400, "/" + query.substring(0, query.indexOf('=')));
    }

    @Test
    void aCursorThatWasMadeUpForAnAmountIsRefused() {
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "{\"s\": \"total\", \"v\": {\"$regularExpression\": {\"pattern\": \"1\", \"options\": \"\"}}, \"i\": \"x\"}"
                                .getBytes(StandardCharsets.UTF_8));
        assertRefused(api.get("/api/orders?sort=total&cursor=" + cursor), 400, "/cursor");
    }
}
