package io.micms.customer.duplicates.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

@MiCmsTest
class DuplicateApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "same-%s@example.com".formatted(mark);

    @LocalServerPort
    private int port;

    private Api marketer = new Api(0, null);

    @BeforeEach
    void signIn() {
        marketer = new Api(port, TestTokens.bearer(Role.MARKETER));
    }

    private String create(String name, String fields) {
        return marketer.post("/api/customers", "{'externalId': '%s-%s', %s}".formatted(mark, name, fields))
                .getBody()
                .path("id")
                .asString();
    }

    private Optional<JsonNode> group(String value) {
        String cursor = "";
        do {
            JsonNode page =
                    marketer.get("/api/customers/duplicates?limit=200" + cursor).getBody();
            for (JsonNode group : page.path("items")) {
                if (group.path("value").asString().equals(value)) {
                    return Optional.of(group);
                }
            }
            cursor = page.hasNonNull("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return Optional.empty();
    }

    private static List<String> ids(JsonNode group) {
        List<String> ids = new ArrayList<>();
        group.path("customers").forEach(customer -> ids.add(customer.path("id").asString()));
        return ids;
    }

    private void awaitGroup(String value, String... ids) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(group(value))
                        .hasValueSatisfying(group -> assertThat(ids(group)).containsExactlyInAnyOrder(ids)));
    }

    @Test
    void whoSharesAnEmailIsListedUntilTheyAreOneOrShareItNoMore() {
        String one = create("A", "'email': '%s'".formatted(email));
        String other = create("B", "'email': '%s'".formatted(email.toUpperCase(java.util.Locale.ROOT)));
        String third = create("C", "'email': '%s'".formatted(email));
        awaitGroup(email, one, other, third);
        assertThat(group(email).orElseThrow().path("reason").asString()).isEqualTo("EMAIL");

        marketer.post("/api/customers/%s/merge".formatted(one), "{'customerId': '%s'}".formatted(other));
        awaitGroup(email, one, third);

        marketer.call(HttpMethod.PATCH, "/api/customers/" + third, "{'email': 'new-%s'}".formatted(email));
        await().atMost(SOON).untilAsserted(() -> assertThat(group(email)).isEmpty());
    }

    @Test
    void whoSharesAPhoneNumberIsListedUntilSomebodySaysTheyDiffer() {
        String phone = "+9198" + (10_000_000 + Math.abs(mark.hashCode() % 89_999_999));
        String one = create("A", "'phone': '%s'".formatted(phone));
        String other = create("B", "'phone': '%s'".formatted(phone));
        awaitGroup(phone, one, other);
        String id = group(phone).orElseThrow().path("id").asString();

        assertThat(marketer.post("/api/customers/duplicates/%s/dismiss".formatted(id), null)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(group(phone)).isEmpty();

        String third = create("C", "'phone': '%s'".formatted(phone));
        awaitGroup(phone, one, other, third);
    }

    @Test
    void aGroupThatIsNotThereCannotBeDismissed() {
        assertThat(marketer.post("/api/customers/duplicates/none/dismiss", null).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }
}
