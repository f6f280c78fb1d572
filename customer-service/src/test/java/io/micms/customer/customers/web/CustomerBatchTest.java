package io.micms.customer.customers.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Many customers in one request. */
@MiCmsTest
class CustomerBatchTest {

    private static final String PATH = "/api/customers/batch";

    private final String id = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private MongoTemplate mongo;

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void signIn() {
        api = new Api(port, TestTokens.client("customers:write"));
    }

    private static String batch(String... records) {
        return "{\"records\": [%s]}".formatted(String.join(", ", records)).replace('\'', '"');
    }

    private Document customer(String externalId) {
        return mongo.getCollection("customers")
                .find(new Document("externalId", externalId))
                .first();
    }

    @Test
    void everyRecordIsAnsweredInItsPlace() {
        api.post(
                "/api/customers",
                "{\"externalId\": \"%s-1\", \"city\": \"Pune\", \"updatedAt\": \"2026-01-01T00:00:00Z\"}"
                        .formatted(id));

        var answer = api.post(
                PATH,
                batch(
                        "{'externalId': '%s-2', 'city': 'Pune'}".formatted(id),
                        "{'externalId': '%s-1', 'city': 'Agra'}".formatted(id),
                        "{'externalId': '%s-3', 'email': 'nobody', 'colour': 'red'}".formatted(id),
                        "7",
                        "null",
                        "{'externalId': '%s-1', 'city': 'Kochi', 'updatedAt': '2026-01-01T00:00:00Z'}".formatted(id),
                        "{'externalId': '%s-4', 'updatedAt': '2126-01-01T00:00:00Z'}".formatted(id)));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        JsonNode body = answer.getBody();
        assertThat(body.path("created").asInt()).isEqualTo(1);
        assertThat(body.path("updated").asInt()).isEqualTo(1);
        assertThat(body.path("unchanged").asInt()).isEqualTo(1);
        assertThat(body.path("refused").asInt()).isEqualTo(4);
        JsonNode results = body.path("results");
        assertThat(results.valueStream().map(result -> result.path("index").asInt()))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(results.valueStream().map(result -> result.path("status").asInt()))
                .containsExactly(201, 200, 422, 422, 422, 200, 422);
        assertThat(results.at("/0/id").asString()).isEqualTo(customer(id + "-2").getString("_id"));
        assertThat(results.at("/0/version").asLong()).isEqualTo(1);
        assertThat(results.at("/1/version").asLong()).isEqualTo(2);
        assertThat(results.at("/5/id")).isEqualTo(results.at("/1/id"));
        assertThat(results.at("/2/errors").toString()).contains("/email", "/colour");
        assertThat(results.at("/6/errors/0/pointer").asString()).isEqualTo("/updatedAt");
        assertThat(customer(id + "-1")).containsEntry("city", "Agra");
        assertThat(customer(id + "-3")).isNull();
    }

    @Test
    void recordsOfOneCustomerGoIntoOne() {
        JsonNode results = api.post(
                        PATH,
                        batch(
                                "{'email': '%s@example.com', 'city': 'Pune'}".formatted(id),
                                "{'externalId': '%1$s', 'email': '%1$s@Example.com', 'firstName': 'Asha'}"
                                        .formatted(id)))
                .getBody()
                .path("results");

        assertThat(results.valueStream().map(result -> result.path("status").asInt()))
                .containsExactly(201, 200);
        assertThat(results.at("/0/id")).isEqualTo(results.at("/1/id"));
        assertThat(customer(id)).containsEntry("city", "Pune").containsEntry("firstName", "Asha");
    }

    @Test
    void thousandGoInOneRequestAndNotOneMore() {
        String records = IntStream.range(0, 1_000)
                .mapToObj("{'externalId': '%s-%%d'}".formatted(id)::formatted)
                .collect(Collectors.joining(","));
        assertThat(api.post(PATH, batch(records)).getBody().path("created").asInt())
                .isEqualTo(1_000);

        var tooMany = api.post(PATH, batch(records, "{'externalId': '%s-more'}".formatted(id)));
        assertThat(tooMany.getStatusCode().value()).isEqualTo(422);
        assertThat(tooMany.getBody().at("/errors/0/pointer").asString()).isEqualTo("/records");
        assertThat(customer(id + "-more")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"records\": []}", "{\"records\": null}", "{\"records\": \"all\"}"})
    void aBatchOfNothingIsRefused(String body) {
        var answer = api.post(PATH, body);
        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody().at("/errors/0/pointer").asString()).isEqualTo("/records");
    }

    @Test
    void theSameKeyGetsTheSameAnswer() {
        String body = batch("{'externalId': '%s'}".formatted(id));
        JsonNode first = keyed(body);

        assertThat(keyed(body)).isEqualTo(first);
        assertThat(first.path("created").asInt()).isEqualTo(1);
        assertThat(api.post(PATH, body).getBody().path("created").asInt()).isZero();
    }

    private JsonNode keyed(String body) {
        return RestClient.create("http://localhost:" + port)
                .post()
                .uri(PATH)
                .header("Authorization", TestTokens.bearer(Role.MARKETER))
                .header("Idempotency-Key", id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class);
    }
}
