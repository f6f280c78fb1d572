package io.micms.customer.customers.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@MiCmsTest
class MergeApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final KafkaProbe kafka = KafkaProbe.ofTests();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @LocalServerPort
    private int port;

    private Api marketer = new Api(0, null);
    private Api analyst = new Api(0, null);

    @BeforeEach
    void signIn() {
        marketer = new Api(port, TestTokens.bearer(Role.MARKETER));
        analyst = new Api(port, TestTokens.bearer(Role.ANALYST));
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    private String create(String name, String fields) {
        return marketer.post("/api/customers", "{'externalId': '%s-%s', %s}".formatted(mark, name, fields))
                .getBody()
                .path("id")
                .asString();
    }

    private ConsumerRecord<String, String> lastEvent(String id, String type) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read("customers", record -> id.equals(record.key()))
                                .getLast())
                        .satisfies(event -> assertThat(new String(
                                        event.headers().lastHeader("ce_type").value()))
                                .isEqualTo(type)));
        return kafka.read("customers", record -> id.equals(record.key())).getLast();
    }

    @Test
    void oneOfTwoAndTwoAgain() {
        String survivor = create("A", "'firstName': 'Asha', 'city': 'Pune'");
        String other = create("B", "'lastName': 'Rao', 'email': 'b%s@example.com'".formatted(mark));

        var merged =
                marketer.post("/api/customers/%s/merge".formatted(survivor), "{'customerId': '%s'}".formatted(other));

        assertThat(merged.getStatusCode()).isEqualTo(HttpStatus.OK);
        JsonNode shown = merged.getBody();
        assertThat(shown.path("lastName").asString()).isEqualTo("Rao");
        assertThat(shown.at("/merged/0/externalId").asString()).isEqualTo(mark + "-B");
        assertThat(shown.at("/merged/0/name").asString()).isEqualTo("Rao");
        var gone = marketer.get("/api/customers/" + other);
        assertThat(gone.getStatusCode()).isEqualTo(HttpStatus.GONE);
        assertThat(gone.getBody().path("mergedInto").asString()).isEqualTo(survivor);
        assertThat(analyst.get("/api/customers/" + survivor)
                        .getBody()
                        .at("/merged/0/email")
                        .asString())
                .startsWith("b•••");
        for (String search : new String[] {mark + "-a", mark + "-b"}) {
            JsonNode found = marketer.get("/api/customers?search=" + search).getBody();
            assertThat(found.path("items").size()).as(search).isEqualTo(1);
            assertThat(found.at("/items/0/id").asString()).isEqualTo(survivor);
        }
        ConsumerRecord<String, String> told = lastEvent(other, "customer.merged.v1");
        Contracts.assertFits(told);
        assertThat(JsonMapper.shared().readTree(told.value()).path("mergedInto").asString())
                .isEqualTo(survivor);
        ConsumerRecord<String, String> taken = lastEvent(survivor, "customer.changed.v1");
        Contracts.assertFits(taken);
        assertThat(JsonMapper.shared()
                        .readTree(taken.value())
                        .at("/mergedIds/0")
                        .asString())
                .isEqualTo(other);

        var back = marketer.post("/api/customers/%s/merge/%s/undo".formatted(survivor, other), null);

        assertThat(back.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(back.getBody().path("id").asString()).isEqualTo(other);
        assertThat(marketer.get("/api/customers/" + survivor).getBody().has("lastName"))
                .isFalse();
        lastEvent(other, "customer.changed.v1");
    }

    @Test
    void whatCannotBeMergedIsRefusedWithTheReason() {
        String one = create("A", "'city': 'Pune'");
        String other = create("B", "'city': 'Pune'");
        String merge = "/api/customers/%s/merge".formatted(one);

        assertThat(marketer.post(merge, "{'customerId': '%s'}".formatted(one)).getStatusCode())
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(marketer.post(merge, "{}").getBody().at("/errors/0/pointer").asString())
                .isEqualTo("/customerId");
        assertThat(marketer.post(merge, "{'customerId': 'nobody'}").getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        marketer.post(merge, "{'customerId': '%s'}".formatted(other));
        var circle = marketer.post("/api/customers/%s/merge".formatted(other), "{'customerId': '%s'}".formatted(one));
        assertThat(circle.getStatusCode()).isEqualTo(HttpStatus.GONE);
        assertThat(circle.getBody().path("mergedInto").asString()).isEqualTo(one);
        assertThat(analyst.post(merge, "{'customerId': '%s'}".formatted(other)).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }
}
