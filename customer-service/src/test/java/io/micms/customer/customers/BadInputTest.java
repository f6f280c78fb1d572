package io.micms.customer.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

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

    /**
     * @param json in Latin 1, so that it can hold bytes that are no UTF-8; # stands for an external id
     * @param pointer where the fault is
     */
    private static Arguments bad(String what, String json, int status, String pointer) {
        return Arguments.of(what, json.replace('\'', '"'), status, pointer);
    }

    static Stream<Arguments> badRecords() {
        return Stream.of(
                bad("truncated", "{'externalId': '#', 'city': 'Pu", 400, ""),
                bad("nothing", " ", 400, ""),
                bad("two documents", "{'externalId': '#'} {}", 400, ""),
                bad("not an object", "[{'externalId': '#'}]", 422, ""),
                bad("a number for a text", "{'externalId': '#', 'city': 7}", 422, "/city"),
                bad("a text for a list", "{'externalId': '#', 'tags': 'vip'}", 422, "/tags"),
                bad("an object for a text", "{'externalId': '#', 'firstName': {'$ne': 1}}", 422, "/firstName"),
                bad("a text for a flag", "{'externalId': '#', 'consent': {'email': 'yes'}}", 422, "/consent/email"),
                bad("a name twice", "{'externalId': '#', 'city': 'Pune', 'city': 'Agra'}", 400, "/city"),
                bad(
                        "a name twice within",
                        "{'externalId': '#', 'attributes': {'a/b': 1, 'a/b': 2}}",
                        400,
                        "/attributes/a~1b"),
                bad("no UTF-8", "{'externalId': '#', 'city': '\u00C3\u0028'}", 400, ""),
                bad("half a character", "{'externalId': '#', 'city': '\\ud83d'}", 422, "/city"),
                bad("half a character in a name", "{'externalId': '#', '\\ud83d': 1}", 400, ""),
                bad("a control character", "{'externalId': '#', 'city': 'Pu\\u0000ne'}", 422, "/city"),
                bad("an operator for a name", "{'externalId': '#', '$where': 'sleep(9)'}", 422, "/$where"),
                bad(
                        "an operator as an attribute",
                        "{'externalId': '#', 'attributes': {'$where': 1}}",
                        422,
                        "/attributes/$where"),
                bad("a dotted attribute", "{'externalId': '#', 'attributes': {'a.b': 1}}", 422, "/attributes/a.b"),
                bad("an empty attribute", "{'externalId': '#', 'attributes': {'': 1}}", 422, "/attributes/"),
                bad(
                        "an attribute of attributes",
                        "{'externalId': '#', 'attributes': {'a': {'$gt': 1}}}",
                        422,
                        "/attributes/a"),
                bad("an endless number", "{'externalId': '#', 'attributes': {'a': 1e999999999}}", 422, "/attributes/a"),
                bad("a large number", "{'externalId': '#', 'attributes': {'a': 1e400}}", 422, "/attributes/a"),
                bad(
                        "deep",
                        "{'externalId': '#', 'attributes': " + "[".repeat(2_000) + "]".repeat(2_000) + "}",
                        400,
                        ""),
                bad("long", "{'externalId': '#', 'city': '" + "x".repeat(5_000_000) + "'}", 422, "/city"),
                bad("a long name", "{'externalId': '#', '" + "x".repeat(200_000) + "': 1}", 400, ""),
                bad(
                        "nothing but faults",
                        "{'externalId': '#'"
                                + IntStream.range(0, 20_000)
                                        .mapToObj(",'%d': 1"::formatted)
                                        .collect(Collectors.joining())
                                + "}",
                        422,
                        "/0"));
    }

    private byte[] bytes(String json) {
        return json.replace("#", id).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void assertRefused(ResponseEntity<JsonNode> answer, int status, String pointer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.getBody().at("/errors/0/detail").asString())
                .isNotBlank()
                .hasSizeLessThan(1_000);
        assertThat(customer(id)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRecords")
    void overHttpItIsRefusedWhereItIsWrong(String what, String json, int status, String pointer) {
        assertRefused(
                api.send(HttpMethod.POST, "/api/customers", MediaType.APPLICATION_JSON, bytes(json)), status, pointer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRecords")
    void overKafkaItGoesAsideWithTheSameReasonAndTheNextIsTaken(String what, String json, int status, String pointer) {
        kafka.sendBytes("customers.inbound", id, bytes(json));
        kafka.send("customers.inbound", id, "{\"externalId\": \"%s-next\"}".formatted(id));

        await().untilAsserted(() -> assertThat(customer(id + "-next")).isNotNull());
        await().untilAsserted(() -> assertThat(rejected()).isNotNull());
        assertThat(rejected().at("/reasons/0/pointer").asString()).isEqualTo(pointer);
        assertThat(rejected().at("/reasons/0/detail").asString()).isNotBlank();
        assertThat(customer(id)).isNull();
    }

    private Document customer(String externalId) {
        return mongo.getCollection("customers")
                .find(new Document("externalId", externalId))
                .first();
    }

    private JsonNode rejected() {
        return api.get("/api/customers/rejected?limit=200")
                .getBody()
                .path("items")
                .valueStream()
                .filter(item -> id.equals(item.path("key").asString(null)))
                .findFirst()
                .orElse(null);
    }

    @Test
    void tenMegabytesAreTooManyForARequest() {
        String json = "{\"externalId\": \"#\", \"city\": \"" + "x".repeat(10_000_000) + "\"}";
        assertRefused(api.send(HttpMethod.POST, "/api/customers", MediaType.APPLICATION_JSON, bytes(json)), 413, "");
        assertRefused(api.sendChunked("/api/customers", bytes(json)), 413, "");
        assertRefused(api.sendChunked("/api/customers/batch", bytes("{\"records\": [" + json + "]}")), 413, "");
        assertRefused(api.sendChunked("/api/customers", bytes(json), "Idempotency-Key", id), 413, "");
    }

    @Test
    void aNumberBeyondAllMeasureHoldsUpNobody() {
        String json = "{\"externalId\": \"#\", \"attributes\": {\"a\": 1e99999999999}}";
        assertRefused(
                api.send(HttpMethod.POST, "/api/customers", MediaType.APPLICATION_JSON, bytes(json)),
                422,
                "/attributes/a");
        kafka.sendBytes("customers.inbound", id, bytes(json));
        kafka.send("customers.inbound", id, "{\"externalId\": \"%s-next\"}".formatted(id));

        await().untilAsserted(() -> assertThat(customer(id + "-next")).isNotNull());
        await().untilAsserted(() -> assertThat(rejected()).isNotNull());
        assertThat(rejected().at("/reasons/0/detail").asString()).isEqualTo("A number in it is beyond all measure.");
    }

    @Test
    void tenMegabytesOverKafkaGoAside() {
        kafka.sendBytes(
                "customers.inbound",
                id,
                bytes("{\"externalId\": \"#\", \"city\": \"" + "x".repeat(10_000_000) + "\"}"));

        await().untilAsserted(() -> assertThat(rejected()).isNotNull());
        JsonNode shown = api.get(
                        "/api/customers/rejected/" + rejected().path("id").asString())
                .getBody();
        assertThat(shown.path("bytes").asLong()).isGreaterThan(10_000_000);
        assertThat(shown.path("whole").asBoolean()).isFalse();
        assertThat(shown.path("content").asString())
                .startsWith("{\"externalId\": \"" + id)
                .hasSize(1024 * 1024);
    }

    @Test
    void whatDoesNotFitWithItsReasonsOnTheDeadLettersHoldsUpNobody() {
        // As large as the broker takes it: not even the headers of a dead letter fit beside it.
        byte[] noise = new byte[1_048_300];
        new Random(1).nextBytes(noise);
        kafka.sendBytes("customers.inbound", id, noise);
        kafka.send("customers.inbound", id, "{\"externalId\": \"%s-next\"}".formatted(id));

        await().untilAsserted(() -> assertThat(customer(id + "-next")).isNotNull());
        await().untilAsserted(() -> assertThat(rejected()).isNotNull());
        JsonNode shown = api.get(
                        "/api/customers/rejected/" + rejected().path("id").asString())
                .getBody();
        assertThat(shown.path("bytes").asLong()).isEqualTo(noise.length);
        assertThat(shown.path("whole").asBoolean()).isFalse();
        assertThat(shown.has("content")).isFalse();
    }

    static Stream<String> cursors() {
        return Stream.concat(
                Stream.of("made-up", "%00", "e30"),
                Stream.of(
                                "{\"s\": \"-createdAt\", \"v\": {\"$gt\": 1}, \"i\": \"x\"}",
                                "{\"s\": \"-createdAt\", \"v\": [1], \"i\": \"x\"}",
                                "{\"s\": \"-createdAt\", \"v\": {\"$regularExpression\": {\"pattern\": \".*\", \"options\": \"\"}}, \"i\": \"x\"}",
                                "{\"s\": \"-createdAt\", \"v\": {\"$code\": \"sleep(9)\"}, \"i\": \"x\"}",
                                "{\"s\": \"-createdAt\", \"v\": {\"$minKey\": 1}, \"i\": \"x\"}",
                                "{\"s\": \"-createdAt\", \"v\": {\"$undefined\": true}, \"i\": \"x\"}",
                                "{\"s\": \"-createdAt\", \"v\": 1, \"i\": {\"$ne\": 1}}",
                                "{\"s\": \"-createdAt\", \"i\": null}")
                        .map(json -> Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(json.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void aCursorThatWasMadeUpIsRefused(String cursor) {
        for (String list : List.of("/api/customers", "/api/customers/rejected", "/api/customers/import")) {
            assertRefused(api.get(list + "?cursor=" + cursor), 400, "/cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=201",
                "limit=1e9",
                "limit=1000000000000",
                "limit=",
                "sort=%24where",
                "sort=nameKey",
                "createdFrom=yesterday",
                "createdTo=2026-99-01"
            })
    void aParameterThatCannotBeUsedIsRefusedByName(String query) {
        assertRefused(api.get("/api/customers?" + query), 400, "/" + query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"search=%5B%28*.%5C%24%5E", "city=%24ne", "tag=%7B%22%24gt%22%3A%22%22%7D", "country=%00"})
    void whatLooksLikeAQueryIsText(String query) {
        assertThat(api.get("/api/customers?" + query).getBody().path("items").size())
                .isZero();
    }

    private ResponseEntity<JsonNode> upload(String table) {
        return api.send(HttpMethod.POST, "/api/customers/import", CSV, table.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTableWithStrayQuotesABomAndSemicolonsIsReadAsItIsMeant() {
        JsonNode job = upload(
                        "\uFEFFexternalId;firstName;city\n%1$s-1;As\"ha;Pune\n%1$s-2;\"Bo\"x;Agra\n%1$s-3;\"Never closed;Kochi\n%1$s-4;Cy;Goa\n"
                                .formatted(id))
                .getBody();
        assertThat(job.path("delimiter").asString()).isEqualTo(";");
        assertThat(job.path("columns").toString()).isEqualTo("[\"externalId\",\"firstName\",\"city\"]");

        JsonNode trial = api.get("/api/customers/import/" + job.path("id").asString() + "/check")
                .getBody();
        api.post("/api/customers/import/" + job.path("id").asString() + "/start", "");
        await().untilAsserted(() -> assertThat(
                        api.get("/api/customers/import/" + job.path("id").asString())
                                .getBody()
                                .path("state")
                                .asString())
                .isEqualTo("DONE"));

        assertThat(customer(id + "-1")).containsEntry("firstName", "As\"ha");
        assertThat(customer(id + "-2")).containsEntry("firstName", "Box");
        // What follows a quote that is never closed is one cell, with line breaks: refused, and given back.
        assertThat(trial.path("refused").asInt()).isEqualTo(1);
        assertThat(trial.at("/faults/0/faults/0/pointer").asString()).isEqualTo("/firstName");
    }

    @Test
    void aTableOfFiveHundredColumnsIsTakenAndItsRowsToldWhatIsTooMuch() {
        String header =
                IntStream.range(0, 499).mapToObj("attributes.a%d"::formatted).collect(Collectors.joining(","));
        JsonNode job = upload("externalId,%s\n%s,%s\n".formatted(header, id, "1,".repeat(498) + "1"))
                .getBody();
        assertThat(job.path("columns").size()).isEqualTo(500);

        JsonNode trial = api.get("/api/customers/import/" + job.path("id").asString() + "/check")
                .getBody();

        assertThat(trial.path("refused").asInt()).isEqualTo(1);
        assertThat(trial.at("/faults/0/faults/0/pointer").asString()).isEqualTo("/attributes");
        assertThat(upload("a,".repeat(1_000) + "b\n").getStatusCode().value()).isEqualTo(422);
    }

    @Test
    void aTableOfBytesIsRefusedRowByRow() {
        byte[] table = Arrays.copyOf(("externalId,city\n" + id + ",").getBytes(StandardCharsets.UTF_8), 60);
        Arrays.fill(table, 30, 60, (byte) 0);
        var uploaded = api.send(HttpMethod.POST, "/api/customers/import", CSV, table);
        JsonNode trial = api.get(
                        "/api/customers/import/" + uploaded.getBody().path("id").asString() + "/check")
                .getBody();
        assertThat(trial.path("refused").asInt()).isEqualTo(1);
        assertThat(trial.at("/faults/0/faults/0/pointer").asString()).isEqualTo("/city");
    }
}
