package io.micms.order.ordering.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.testing.Api;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A rejected order, from the dead letters to its mending. */
@MiCmsTest
class RejectedOrdersTest {

    private static final String PATH = "/api/orders/rejected";

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final KafkaProbe kafka = KafkaProbe.ofTests();

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void signIn() {
        api = new Api(port, TestTokens.client("orders:write", "orders:read"));
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    private String order(String total, String quantity) {
        return "{'externalId': '%1$s', 'customerExternalId': 'C-%1$s', 'placedAt': '2026-11-01T10:00:00Z', 'total': '%2$s', 'items': [{'sku': 'A', 'quantity': %3$s, 'unitPrice': '5.00'}]}"
                .formatted(id, total, quantity)
                .replace('\'', '"');
    }

    private Optional<JsonNode> rejected() {
        return api.get(PATH + "?limit=200")
                .getBody()
                .path("items")
                .valueStream()
                .filter(item -> ("C-" + id).equals(item.path("key").asString(null)))
                .findFirst();
    }

    @Test
    void anOrderThatDoesNotAddUpIsMended() {
        kafka.send("orders.inbound", "C-" + id, order("11.00", "2"));
        await().untilAsserted(() -> assertThat(rejected()).isPresent());
        JsonNode record = rejected().orElseThrow();
        assertThat(record.at("/reasons/0/pointer").asString()).isEqualTo("/total");
        assertThat(record.at("/reasons/0/detail").asString()).contains("11", "10");
        String address = PATH + "/" + record.path("id").asString() + "/resubmit";

        assertThat(api.post(address, order("11.00", "3")).getStatusCode().value())
                .isEqualTo(422);
        JsonNode mended = api.post(address, order("10.00", "2")).getBody();

        assertThat(mended.path("state").asString()).isEqualTo("RESUBMITTED");
        assertThat(api.get("/api/orders/" + mended.at("/settlement/documentId").asString())
                        .getBody()
                        .path("total")
                        .asString())
                .isEqualTo("10.00");
    }

    @Test
    void ofAnErasedCustomersOrdersNothingIsLeft() {
        kafka.send("orders.inbound", "C-" + id, order("11.00", "2"));
        await().untilAsserted(() -> assertThat(rejected()).isPresent());
        String address = PATH + "/" + rejected().orElseThrow().path("id").asString();

        kafka.send("customers", id, "{\"id\": \"%1$s\", \"version\": 1, \"externalId\": \"C-%1$s\"}".formatted(id));
        kafka.send(
                "customers",
                id,
                "{\"id\": \"%s\", \"version\": 2, \"erasedAt\": \"2026-11-20T08:00:00Z\", \"identityHashes\": []}"
                        .formatted(id));

        await().untilAsserted(() -> assertThat(rejected()).isEmpty());
        assertThat(api.get(address).getBody().toString()).doesNotContain("C-" + id);
    }
}
