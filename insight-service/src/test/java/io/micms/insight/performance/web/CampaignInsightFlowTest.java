package io.micms.insight.performance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** From the topics to a campaign's results. */
@MiCmsTest
class CampaignInsightFlowTest {

    private final KafkaProbe kafka = KafkaProbe.ofTests();
    private final Instant sent = Instant.now().minus(Duration.ofDays(20));

    @LocalServerPort
    private int port;

    @AfterEach
    void close() {
        kafka.close();
    }

    private JsonNode get(String query) {
        return new Api(port, TestTokens.bearer(Role.ANALYST))
                .get("/api/insights/campaigns/flow-k" + query)
                .getBody();
    }

    private void message(int customer, String state, String more) {
        kafka.send(
                "messages",
                "flow-k:" + customer,
                "{\"id\":\"flow-k:%d:0:0\",\"version\":3,\"campaignId\":\"flow-k\",\"customerId\":\"flow-%d\",\"channel\":\"EMAIL\",\"step\":0,\"occurrence\":0,\"state\":\"%s\",\"queuedAt\":\"%s\"%s}"
                        .formatted(customer, customer, state, sent, more));
    }

    private void order(int customer, Duration after) {
        kafka.send(
                "orders",
                "flow-o" + customer,
                "{\"id\":\"flow-o%d\",\"version\":1,\"customerId\":\"flow-%d\",\"status\":\"PAID\",\"total\":\"100.00\",\"placedAt\":\"%s\"}"
                        .formatted(customer, customer, sent.plus(after)));
    }

    @Test
    void saysWhatACampaignBroughtAndHowSureThatIs() {
        kafka.send(
                "campaigns",
                "flow-k",
                "{\"id\":\"flow-k\",\"version\":2,\"name\":\"Thank you\",\"segmentId\":\"s\",\"channel\":\"EMAIL\",\"mode\":\"ONE_OFF\",\"state\":\"RUNNING\",\"launchedAt\":\"%s\"}"
                        .formatted(sent));
        for (int i = 0; i < 30; i++) {
            String opened = i < 15 ? ",\"openedAt\":\"%s\"".formatted(sent.plusSeconds(60)) : "";
            message(
                    i,
                    "DELIVERED",
                    ",\"sentAt\":\"%s\",\"deliveredAt\":\"%s\",\"variant\":\"%s\"%s"
                            .formatted(sent, sent, i % 2 == 0 ? "A" : "B", opened));
        }
        for (int i = 30; i < 40; i++) {
            message(i, "HELD_OUT", ",\"endedAt\":\"%s\"".formatted(sent));
        }
        for (int i = 0; i < 12; i++) {
            order(i, Duration.ofDays(1));
        }
        order(20, Duration.ofDays(9));
        order(30, Duration.ofDays(2));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode campaign = get("");
            assertThat(campaign.path("name").asString()).isEqualTo("Thank you");
            assertThat(campaign.at("/messages/delivered").asInt()).isEqualTo(30);
            assertThat(campaign.at("/messages/heldOut").asInt()).isEqualTo(10);
            assertThat(campaign.at("/revenue/revenue").asString()).isEqualTo("1200.00");
            assertThat(campaign.at("/uplift/heldOut/customers").asInt()).isEqualTo(1);
        });
        JsonNode campaign = get("");
        assertThat(campaign.at("/revenue/conversion").asDouble()).isEqualTo(0.4);
        assertThat(campaign.at("/revenue/perPerson").asString()).isEqualTo("40.00");
        assertThat(campaign.at("/uplift/conversion/estimate").asDouble()).isCloseTo(0.3, within(1e-9));
        assertThat(campaign.at("/uplift/confidence").asDouble()).isEqualTo(0.95);
        assertThat(campaign.path("variants")).hasSize(2);
        assertThat(campaign.at("/variants/0/revenue/customers").asInt()).isEqualTo(6);
        assertThat(campaign.path("curves")).hasSize(4);
        assertThat(campaign.at("/curves/0/points/6/customers").asInt()).isEqualTo(12);
        assertThat(get("?window=14").at("/revenue/orders").asInt()).isEqualTo(13);
        assertThat(get("?touch=opened").at("/revenue/people").asInt()).isEqualTo(15);
        assertThat(get("?touch=clicked").at("/revenue/people").asInt()).isZero();
    }

    @Test
    void refusesWhatItCannotShow() {
        Api api = new Api(port, TestTokens.bearer(Role.ANALYST));

        assertThat(api.get("/api/insights/campaigns/unheard-of").getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(api.get("/api/insights/campaigns/k?window=91")
                        .getBody()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/window");
        assertThat(api.get("/api/insights/campaigns/k?touch=seen")
                        .getBody()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/touch");
    }
}
