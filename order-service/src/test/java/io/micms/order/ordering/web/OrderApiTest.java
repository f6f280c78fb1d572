package io.micms.order.ordering.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import io.micms.platform.testing.ToldActions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

@MiCmsTest
class OrderApiTest {

    private final String marketer = TestTokens.bearer(Role.MARKETER);
    private final String analyst = TestTokens.bearer(Role.ANALYST);

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    private ResponseEntity<JsonNode> call(
            @Nullable String authorization, HttpMethod method, String path, @Nullable String json, String... headers) {
        return new Api(port, authorization).call(method, path, json, headers);
    }

    private String customer() {
        String id = UUID.randomUUID().toString();
        mongo.getCollection("customers")
                .insertOne(new Document("_id", id).append("version", 1L).append("name", "Asha Rao"));
        return id;
    }

    private JsonNode create(String customerId, String more) {
        return create(customerId, "10", "2026-11-01", more);
    }

    private JsonNode create(String customerId, String total, String day, String more) {
        ResponseEntity<JsonNode> created = call(
                marketer,
                HttpMethod.POST,
                "/api/orders",
                "{'customerId': '%s', 'placedAt': '%sT10:00:00Z', 'total': '%s'%s}"
                        .formatted(customerId, day, total, more));
        assertThat(created.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        return created.getBody();
    }

    private List<String> listed(String query, String field) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = call(analyst, HttpMethod.GET, "/api/orders?limit=2&" + query + cursor, null)
                    .getBody();
            page.path("items").forEach(item -> seen.add(item.path(field).asString("")));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return seen;
    }

    @Test
    void createsShowsAndUpdatesByExternalId() {
        String id = customer();
        JsonNode created = create(id, ", 'externalId': '%s'".formatted(id));
        assertThat(created.path("customerName").asString()).isEqualTo("Asha Rao");
        assertThat(created.path("total").asString()).isEqualTo("10.00");
        assertThat(created.path("status").asString()).isEqualTo("PLACED");

        ResponseEntity<JsonNode> updated =
                call(marketer, HttpMethod.POST, "/api/orders", "{'externalId': '%s', 'status': 'PAID'}".formatted(id));
        assertThat(updated.getStatusCode()).isEqualTo(HttpStatus.OK);

        ResponseEntity<JsonNode> shown = call(
                analyst, HttpMethod.GET, "/api/orders/" + created.path("id").asString(), null);
        assertThat(shown.getBody().path("status").asString()).isEqualTo("PAID");
        assertThat(shown.getHeaders().getETag()).isEqualTo("\"2\"");
    }

    @Test
    void aPersonsOrderNeedsNoExternalIdAndIsANewOneEachTime() {
        String id = customer();

        assertThat(create(id, "").path("id")).isNotEqualTo(create(id, "").path("id"));
    }

    @Test
    void underOneKeyAPersonsOrderIsMadeOnce() {
        String order =
                "{'customerExternalId': '%s', 'placedAt': '2026-11-01T10:00:00Z', 'total': '10'}".formatted(customer());
        String key = UUID.randomUUID().toString();

        ResponseEntity<JsonNode> first = call(marketer, HttpMethod.POST, "/api/orders", order, "Idempotency-Key", key);
        ResponseEntity<JsonNode> second = call(marketer, HttpMethod.POST, "/api/orders", order, "Idempotency-Key", key);

        assertThat(second.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(second.getHeaders().getLocation())
                .isNotNull()
                .isEqualTo(first.getHeaders().getLocation());
    }

    @Test
    void takesAnOrderOfSomeoneUnknownAndLetsItWait() {
        JsonNode waiting = create("nobody-yet", "");

        assertThat(waiting.has("customerId")).isFalse();
    }

    @Test
    void changesUnderTheEntityTag() {
        String path = "/api/orders/" + create(customer(), "").path("id").asString();

        ResponseEntity<JsonNode> changed =
                call(marketer, HttpMethod.PATCH, path, "{'status': 'SHIPPED', 'version': 1}", "If-Match", "\"1\"");
        assertThat(changed.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(changed.getBody().path("status").asString()).isEqualTo("SHIPPED");
        assertThat(call(marketer, HttpMethod.PATCH, path, "{'status': 'PAID'}", "If-Match", "\"1\"")
                        .getStatusCode())
                .isEqualTo(HttpStatus.PRECONDITION_FAILED);
    }

    @Test
    void saysEveryFaultWithItsPointer() {
        ResponseEntity<JsonNode> refused = call(marketer, HttpMethod.POST, "/api/orders", "{'externalId': 'E-1'}");

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("errors").findValuesAsString("pointer"))
                .containsExactly("/customerExternalId", "/placedAt", "/total");
    }

    @Test
    void listsByCustomerSortedByTotalAndDate() {
        String id = customer();
        create(id, "9.5", "2026-11-03", "");
        create(id, "100", "2026-11-03", "");
        create(id, "20", "2026-11-02", "");
        create(id, "20", "2026-11-02", "");
        create(id, "3", "2026-11-01", "");

        assertThat(listed("sort=total&customerId=" + id, "total"))
                .containsExactly("3.00", "9.50", "20.00", "20.00", "100.00");
        assertThat(listed("sort=-total&customerId=" + id, "total"))
                .containsExactly("100.00", "20.00", "20.00", "9.50", "3.00");
        assertThat(listed("sort=-placedAt&from=2026-11-03&customerId=" + id, "total"))
                .hasSize(2);
        assertThat(listed("to=2026-11-02&customerId=" + id, "total")).hasSize(3);
        assertThat(listed("to=2026-11-02T10:00:00Z&customerId=" + id, "total")).hasSize(1);
        assertThat(listed("status=PAID&customerId=" + id, "total")).isEmpty();
        assertThat(listed("sort=total&minTotal=9.50&maxTotal=20&customerId=" + id, "total"))
                .containsExactly("9.50", "20.00", "20.00");
        assertThat(call(analyst, HttpMethod.GET, "/api/orders?minTotal=-1", null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(call(analyst, HttpMethod.GET, "/api/orders?status=LOST", null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void exportsTheListAsATable() {
        String id = customer();
        create(id, "9.5", "2026-11-03", ", 'channel': '@web'");
        create(id, "100", "2026-11-02", "");

        String text = RestClient.create("http://localhost:" + port)
                .get()
                .uri("/api/orders/export?minTotal=9.5&customerId=" + id)
                .header("Authorization", analyst)
                .retrieve()
                .body(String.class);

        assertThat(text).isNotNull();
        List<String> lines = text.lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("\uFEFFid,externalId,customerId,");
        assertThat(lines.get(1)).contains(",PLACED,INR,9.50,").contains(",'@web,");
        assertThat(lines.get(2)).contains(",100.00,");
    }

    @Test
    void letsInOnlyWhoMay() {
        assertThat(call(null, HttpMethod.GET, "/api/orders", null).getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(call(analyst, HttpMethod.POST, "/api/orders", "{}").getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(call(TestTokens.client("orders:read"), HttpMethod.GET, "/api/orders", null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(call(TestTokens.client("orders:read"), HttpMethod.POST, "/api/orders", "{}")
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void aDeletedOrderIsGoneUntilSomethingNewerBringsItBack() {
        String customer = customer();
        String externalId = UUID.randomUUID().toString();
        JsonNode order = create(customer, ", 'externalId': '%s', 'channel': 'web'".formatted(externalId));
        String path = "/api/orders/" + order.path("id").asString();

        assertThat(call(marketer, HttpMethod.DELETE, path, null, "If-Match", "\"7\"")
                        .getStatusCode())
                .isEqualTo(HttpStatus.PRECONDITION_FAILED);
        assertThat(call(marketer, HttpMethod.DELETE, path, null, "If-Match", "\"1\"")
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);

        assertThat(call(marketer, HttpMethod.GET, path, null).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(call(marketer, HttpMethod.DELETE, path, null).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(call(marketer, HttpMethod.PATCH, path, "{'status': 'PAID'}").getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(listed("customerId=" + customer, "id")).isEmpty();

        String again = "{'externalId': '%s', 'customerId': '%s', 'placedAt': '2026-11-02T10:00:00Z', 'total': '20'%s}";
        assertThat(call(
                                marketer,
                                HttpMethod.POST,
                                "/api/orders",
                                again.formatted(externalId, customer, ", 'updatedAt': '2026-11-02T10:00:00Z'"))
                        .getStatusCode())
                .isEqualTo(HttpStatus.CONFLICT);
        assertThat(call(marketer, HttpMethod.GET, path, null).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);

        ResponseEntity<JsonNode> back =
                call(marketer, HttpMethod.POST, "/api/orders", again.formatted(externalId, customer, ""));
        assertThat(back.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(back.getBody().path("id")).isEqualTo(order.path("id"));
        assertThat(back.getBody().has("channel")).isFalse();
        assertThat(listed("customerId=" + customer, "total")).containsExactly("20.00");
    }

    @Test
    void everythingHeldOfAPersonIsTold() {
        String customer = customer();
        String merged = customer();
        JsonNode order = create(customer, ", 'items': [{'sku': 'SH-9', 'quantity': 1, 'unitPrice': '10'}]");
        JsonNode deleted = create(merged, "");
        call(marketer, HttpMethod.DELETE, "/api/orders/" + deleted.path("id").asString(), null);
        create(customer(), "");

        ResponseEntity<JsonNode> held = call(
                TestTokens.bearer(Role.MANAGER),
                HttpMethod.GET,
                "/internal/persons?id=" + customer + "&id=" + merged,
                null);

        assertThat(held.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(held.getBody().path("customers")).hasSize(2);
        assertThat(held.getBody().at("/customers/0/name").asString()).isEqualTo("Asha Rao");
        assertThat(held.getBody()
                        .path("orders")
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .containsExactlyInAnyOrder(
                        order.path("id").asString(), deleted.path("id").asString());
        assertThat(held.getBody().path("orders").findValues("sku")).hasSize(1);
        assertThat(call(TestTokens.bearer(Role.MANAGER), HttpMethod.GET, "/internal/persons", null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void whoChangesAnOrderIsTold() {
        JsonNode order = create(customer(), ", 'externalId': '%s'".formatted(UUID.randomUUID()));
        String id = order.path("id").asString();
        String again = "{'externalId': '%s', 'status': 'PAID'}"
                .formatted(order.path("externalId").asString());
        call(TestTokens.client("orders:write"), HttpMethod.POST, "/api/orders", again);
        call(marketer, HttpMethod.PATCH, "/api/orders/" + id, "{'status': 'SHIPPED'}", "If-Match", "\"2\"");
        call(marketer, HttpMethod.PATCH, "/api/orders/" + id, "{'status': 'DELIVERED'}", "If-Match", "\"2\"");
        call(marketer, HttpMethod.DELETE, "/api/orders/" + id, null);

        List<JsonNode> told = ToldActions.await(
                id, "POST /api/orders", "POST /api/orders", "PATCH /api/orders/{id}", "DELETE /api/orders/{id}");
        assertThat(told).allSatisfy(action -> {
            assertThat(action.path("service").asString()).isEqualTo("order-service");
            assertThat(action.path("outcome").asString()).isEqualTo("DONE");
        });
        assertThat(told)
                .filteredOn(action -> action.at("/actor/kind").asString().equals("CLIENT"))
                .singleElement()
                .satisfies(action -> assertThat(action.at("/on/id").asString()).isEqualTo(id));
        assertThat(told)
                .filteredOn(action -> action.path("action").asString().startsWith("PATCH"))
                .singleElement()
                .satisfies(action ->
                        assertThat(action.at("/details/fields").asString()).isEqualTo("status"));
    }
}
