package io.micms.customer.customers.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

@MiCmsTest
class CustomerApiTest {

    private final String marketer = TestTokens.bearer(Role.MARKETER);
    private final String analyst = TestTokens.bearer(Role.ANALYST);

    @LocalServerPort
    private int port;

    private ResponseEntity<JsonNode> call(
            @Nullable String authorization, HttpMethod method, String path, @Nullable String json, String... headers) {
        return new Api(port, authorization).call(method, path, json, headers);
    }

    private JsonNode create(String json) {
        ResponseEntity<JsonNode> created = call(marketer, HttpMethod.POST, "/api/customers", json);
        assertThat(created.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        return created.getBody();
    }

    private JsonNode list(String authorization, String query) {
        return call(authorization, HttpMethod.GET, "/api/customers?" + query, null)
                .getBody();
    }

    private static List<String> externalIds(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("externalId").asString("")));
        return ids;
    }

    private static String unique() {
        return "x" + UUID.randomUUID().toString().replace("-", "");
    }

    @Test
    void createsShowsAndUpdatesByExternalId() {
        String id = unique();
        ResponseEntity<JsonNode> created =
                call(marketer, HttpMethod.POST, "/api/customers", "{'externalId': '%s', 'city': 'Pune'}".formatted(id));
        assertThat(created.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(created.getHeaders().getETag()).isEqualTo("\"1\"");
        String location = String.valueOf(created.getHeaders().getLocation());
        assertThat(location)
                .isEqualTo("/api/customers/" + created.getBody().path("id").asString());

        ResponseEntity<JsonNode> again =
                call(marketer, HttpMethod.POST, "/api/customers", "{'externalId': '%s', 'city': 'Agra'}".formatted(id));
        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.OK);

        ResponseEntity<JsonNode> shown = call(analyst, HttpMethod.GET, location, null);
        assertThat(shown.getBody().path("city").asString()).isEqualTo("Agra");
        assertThat(shown.getHeaders().getETag()).isEqualTo("\"2\"");
    }

    @Test
    void saysEveryFaultWithItsPointer() {
        ResponseEntity<JsonNode> refused =
                call(marketer, HttpMethod.POST, "/api/customers", "{'email': 'nobody', 'colour': 'red'}");

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refused.getBody().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/email", "/colour");
    }

    @Test
    void patchMergesUnderTheEntityTag() {
        JsonNode customer =
                create("{'externalId': '%s', 'firstName': 'Asha', 'attributes': {'plan': 'gold', 'points': 1},"
                                .formatted(unique())
                        + " 'consent': {'email': true, 'sms': true}}");
        String path = "/api/customers/" + customer.path("id").asString();

        ResponseEntity<JsonNode> patched = call(
                marketer,
                HttpMethod.PATCH,
                path,
                "{'attributes': {'points': 2, 'plan': null}, 'consent': {'sms': false}, 'version': 1}",
                "If-Match",
                "\"1\"");
        assertThat(patched.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(patched.getBody().path("firstName").asString()).isEqualTo("Asha");
        assertThat(patched.getBody().path("attributes").toString()).isEqualTo("{\"points\":2}");
        assertThat(patched.getBody().path("consent").toString()).isEqualTo("{\"email\":true,\"sms\":false}");

        ResponseEntity<JsonNode> stale =
                call(marketer, HttpMethod.PATCH, path, "{'firstName': 'Usha'}", "If-Match", "\"1\"");
        assertThat(stale.getStatusCode()).isEqualTo(HttpStatus.PRECONDITION_FAILED);
    }

    @Test
    void putClearsWhatItDoesNotName() {
        JsonNode customer = create("{'externalId': '%s', 'firstName': 'Asha', 'tags': ['vip']}".formatted(unique()));

        JsonNode replaced = call(
                        marketer,
                        HttpMethod.PUT,
                        "/api/customers/" + customer.path("id").asString(),
                        "{'lastName': 'Rao'}")
                .getBody();

        assertThat(replaced.has("firstName")).isFalse();
        assertThat(replaced.path("tags").size()).isZero();
        assertThat(replaced.path("lastName").asString()).isEqualTo("Rao");
        assertThat(replaced.path("externalId")).isEqualTo(customer.path("externalId"));
    }

    @Test
    void pagesThroughEveryoneOnceInEitherOrder() {
        String tag = unique();
        for (String name : List.of("Årsen", "banerjee", "Çelik", "Das", "eriksen")) {
            create("{'externalId': '%s', 'lastName': '%s', 'tags': ['%s']}".formatted(tag + name, name, tag));
        }
        for (String sort : List.of("lastName", "-lastName", "createdAt", "-createdAt")) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = list(marketer, "limit=2&tag=" + tag + "&sort=" + sort + cursor);
                page.path("items")
                        .forEach(item -> seen.add(item.path("lastName").asString()));
                cursor = page.has("nextCursor")
                        ? "&cursor=" + page.path("nextCursor").asString()
                        : "";
            } while (!cursor.isEmpty());

            List<String> ascending = List.of("Årsen", "banerjee", "Çelik", "Das", "eriksen");
            assertThat(seen).as(sort).isEqualTo(sort.startsWith("-") ? ascending.reversed() : ascending);
        }
    }

    @Test
    void findsByBeginningsWithoutAccentsAndCase() {
        String id = unique();
        create(("{'externalId': '%s', 'firstName': 'Zoë', 'lastName': 'Qvist (jr.)', 'email': '%s@example.com',"
                        + " 'phone': '+46701234567', 'city': 'Malmö', 'country': 'SE'}")
                .formatted(id, id));

        for (String search : List.of("zoe", "QVI", "zo qv", id, id + "@EXAMPLE", "+46 70-123 45", "(jr.")) {
            assertThat(externalIds(list(marketer, "search=" + encode(search))))
                    .as(search)
                    .contains(id);
        }
        assertThat(externalIds(list(marketer, "search=oe"))).doesNotContain(id);
        assertThat(externalIds(list(marketer, "search=" + encode(".*")))).isEmpty();
        assertThat(externalIds(list(marketer, "city=malmo&country=se&limit=200")))
                .contains(id);
        assertThat(externalIds(list(marketer, "city=malm&limit=200"))).doesNotContain(id);
    }

    private List<String> exported(String authorization, String query) {
        ResponseEntity<byte[]> table = RestClient.create()
                .get()
                .uri(URI.create("http://localhost:" + port + "/api/customers/export?" + query))
                .header("Authorization", authorization)
                .retrieve()
                .toEntity(byte[].class);
        assertThat(table.getHeaders().getContentType()).hasToString("text/csv;charset=UTF-8");
        assertThat(table.getHeaders().getContentDisposition().getFilename()).isEqualTo("customers.csv");
        String text = new String(table.getBody(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFid,");
        return text.substring(1).lines().toList();
    }

    @Test
    void exportsTheListAsATableThatNoSpreadsheetExecutes() {
        String id = unique();
        create("{'externalId': '%s-1', 'firstName': '=cmd', 'phone': '+919812345678', 'tags': ['vip', 'b, c']}"
                .formatted(id));
        create("{'externalId': '%s-2', 'email': '%s@example.com', 'attributes': {'plan': 'gold'}}".formatted(id, id));

        List<String> lines = exported(marketer, "search=" + id);

        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).endsWith(",updatedAt,attributes.plan");
        assertThat(lines.get(1))
                .contains("," + id + "-2,", "," + id + "@example.com,")
                .endsWith(",gold");
        assertThat(lines.get(2))
                .contains(",'=cmd,", ",'+919812345678,", ",\"vip|b, c\",")
                .endsWith(",");
        assertThat(exported(analyst, "search=" + id).get(2)).contains("•••78").doesNotContain("919812345678");
        assertThat(call(marketer, HttpMethod.GET, "/api/customers/export?createdFrom=soon", null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void findsByWhenTheyWereFirstHeardOf() {
        String id = unique();
        JsonNode created = create("{'externalId': '%s'}".formatted(id));
        Instant at = Instant.parse(created.path("createdAt").asString());
        String day = LocalDate.ofInstant(at, ZoneId.of("Asia/Kolkata")).toString();

        assertThat(externalIds(list(marketer, "search=%s&createdFrom=%s&createdTo=%s".formatted(id, day, day))))
                .containsExactly(id);
        assertThat(externalIds(list(marketer, "search=%s&createdFrom=%s".formatted(id, at.plusMillis(1)))))
                .isEmpty();
        assertThat(externalIds(list(marketer, "search=%s&createdTo=%s".formatted(id, at))))
                .isEmpty();
        assertThat(call(marketer, HttpMethod.GET, "/api/customers?createdFrom=yesterday", null)
                        .getBody()
                        .at("/errors/0/detail")
                        .asString())
                .contains("createdFrom", "ISO-8601");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void analystsSeeNoContactDetailsAndCannotFindPeopleByThem() {
        String id = unique();
        JsonNode customer =
                create("{'externalId': '%s', 'email': '%s@example.com', 'phone': '+919812345678'}".formatted(id, id));

        JsonNode seen = call(
                        analyst,
                        HttpMethod.GET,
                        "/api/customers/" + customer.path("id").asString(),
                        null)
                .getBody();
        assertThat(seen.path("email").asString()).isEqualTo("x•••@example.com");
        assertThat(seen.path("phone").asString()).isEqualTo("•••78");
        assertThat(externalIds(list(analyst, "search=" + id + "@"))).isEmpty();
        assertThat(externalIds(list(analyst, "search=" + id))).containsExactly(id);
    }

    @Test
    void letsInOnlyWhoMay() {
        assertThat(call(null, HttpMethod.GET, "/api/customers", null).getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(call(analyst, HttpMethod.POST, "/api/customers", "{'externalId': 'a'}")
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(call(TestTokens.client("orders:read"), HttpMethod.GET, "/api/customers", null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(call(TestTokens.client("customers:read"), HttpMethod.GET, "/api/customers", null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(call(marketer, HttpMethod.DELETE, "/api/customers/1", null).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(call(marketer, HttpMethod.GET, "/api/customers/none", null).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void manyAtOnceMakeOneCustomer() throws Exception {
        String id = unique();
        List<Callable<ResponseEntity<JsonNode>>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String city = "City " + i;
            calls.add(() -> call(
                    marketer,
                    HttpMethod.POST,
                    "/api/customers",
                    "{'externalId': '%s', 'city': '%s'}".formatted(id, city)));
        }
        List<HttpStatus> statuses = new ArrayList<>();
        HashSet<String> customers = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                statuses.add(HttpStatus.valueOf(call.get().getStatusCode().value()));
                customers.add(call.get().getBody().path("id").asString());
            }
        }

        assertThat(customers).hasSize(1);
        assertThat(statuses).containsOnlyOnce(HttpStatus.CREATED).containsOnly(HttpStatus.CREATED, HttpStatus.OK);
    }
}
