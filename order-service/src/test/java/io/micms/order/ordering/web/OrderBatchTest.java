package io.micms.order.ordering.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.testing.Api;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Many orders in one request. */
@MiCmsTest
class OrderBatchTest {

    private final String id = UUID.randomUUID().toString().substring(0, 8);

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void signIn() {
        api = new Api(port, TestTokens.client("orders:write", "orders:read"));
    }

    @Test
    void everyRecordIsAnsweredInItsPlace() {
        String order =
                "{'externalId': '%1$s', 'customerExternalId': 'C-%1$s', 'placedAt': '2026-11-01T10:00:00Z', 'total': '10'}"
                        .formatted(id);
        JsonNode answer = api.post(
                        "/api/orders/batch",
                        "{'records': [%s, %s, {'externalId': '%s', 'total': '5', 'items': [{'sku': 'A', 'quantity': 1, 'unitPrice': '4'}]}, {'total': '1'}]}"
                                .formatted(order, order.replace("'10'", "'11', 'status': 'PAID'"), id)
                                .replace('\'', '"'))
                .getBody();

        assertThat(answer.path("results")
                        .valueStream()
                        .map(result -> result.path("status").asInt()))
                .containsExactly(201, 200, 422, 422);
        assertThat(answer.at("/results/2/errors/0/pointer").asString()).isEqualTo("/total");
        assertThat(answer.at("/results/3/errors/0/pointer").asString()).isEqualTo("/externalId");
        JsonNode stored =
                api.get("/api/orders/" + answer.at("/results/0/id").asString()).getBody();
        assertThat(stored.path("status").asString()).isEqualTo("PAID");
        assertThat(stored.path("version")).isEqualTo(answer.at("/results/1/version"));
    }
}
