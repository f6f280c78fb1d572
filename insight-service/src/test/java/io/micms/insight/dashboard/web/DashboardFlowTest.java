package io.micms.insight.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import io.micms.platform.testing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** From the topics to the dashboard, over a real broker and through the service's own API. */
@MiCmsTest
class DashboardFlowTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    private final KafkaProbe kafka = KafkaProbe.ofTests();
    private final Instant now = Instant.now();

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void forgetEverything() {
        for (String rows : List.of("customers", "orders", "messages", "days", "people")) {
            mongo.getCollection(rows).deleteMany(new Document());
        }
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    private ResponseEntity<JsonNode> get(@Nullable String authorization, String query) {
        var request = RestClient.create()
                .get()
                .uri(URI.create("http://localhost:" + port + "/api/insights/dashboard" + query));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.retrieve()
                .onStatus(status -> true, (sent, received) -> {})
                .toEntity(JsonNode.class);
    }

    private JsonNode dashboard(int days) {
        return get(TestTokens.bearer(Role.ANALYST), "?days=" + days).getBody();
    }

    private static String customer(String id, int version, @Nullable String city, Instant createdAt) {
        return "{\"id\": \"%s\", \"version\": %d, %s \"createdAt\": \"%s\", \"unknownToUs\": {}}"
                .formatted(id, version, city == null ? "" : "\"city\": \"" + city + "\",", createdAt);
    }

    private static String order(
            String id, int version, String customerId, String status, String total, Instant placedAt) {
        return "{\"id\": \"%s\", \"version\": %d, \"customerId\": \"%s\", \"status\": \"%s\", \"total\": \"%s\", \"placedAt\": \"%s\"}"
                .formatted(id, version, customerId, status, total, placedAt);
    }

    private static String message(String id, int version, String state, Instant queuedAt, @Nullable Instant sentAt) {
        return "{\"id\": \"%s\", \"version\": %d, \"campaignId\": \"k\", \"customerId\": \"c\", \"state\": \"%s\", \"queuedAt\": \"%s\"%s}"
                .formatted(id, version, state, queuedAt, sentAt == null ? "" : ", \"sentAt\": \"" + sentAt + "\"");
    }

    private double consumedOrders() {
        return meters.counter("micms.records.consumed", "topic", "orders").count();
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days));
    }

    @Test
    void saysHowTheBusinessDoes() {
        kafka.send("customers", "d-1", customer("d-1", 1, "Pune", daysAgo(0)));
        kafka.send("customers", "d-2", customer("d-2", 1, "Mumbai", daysAgo(2)));
        kafka.send("customers", "d-3", customer("d-3", 1, "Pune", daysAgo(40)));
        kafka.send("customers", "d-4", customer("d-4", 1, null, daysAgo(40)));
        kafka.send("orders", "d-o1", order("d-o1", 1, "d-1", "PAID", "100.10", daysAgo(0)));
        kafka.send("orders", "d-o2", order("d-o2", 1, "d-1", "PLACED", "0.2", daysAgo(2)));
        kafka.send("orders", "d-o3", order("d-o3", 1, "d-2", "DELIVERED", "300", daysAgo(2)));
        kafka.send("orders", "d-o4", order("d-o4", 1, "d-3", "CANCELLED", "9999", daysAgo(2)));
        kafka.send("orders", "d-o5", order("d-o5", 1, "d-3", "PAID", "9999", daysAgo(40)));
        kafka.send("orders", "d-o6", order("d-o6", 1, "d-3", "PAID", "9999", now.plus(Duration.ofDays(1))));
        kafka.send("messages", "d-m1", message("d-m1", 1, "QUEUED", daysAgo(0), null));
        kafka.send("messages", "d-m2", message("d-m2", 1, "DELIVERED", daysAgo(2), daysAgo(0)));
        kafka.send("messages", "d-m3", message("d-m3", 1, "SENT", daysAgo(2), daysAgo(2)));
        kafka.send("messages", "d-m4", message("d-m4", 1, "SKIPPED", daysAgo(2), null));
        kafka.send("messages", "d-m5", message("d-m5", 1, "FAILED", daysAgo(2), null));
        kafka.send("messages", "d-m6", message("d-m6", 1, "UNCONFIRMED", daysAgo(2), null));
        kafka.send("messages", "d-m7", message("d-m7", 1, "SENT", daysAgo(40), daysAgo(40)));

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode dashboard = dashboard(30);
            assertThat(dashboard.path("customers").toString())
                    .isEqualTo("{\"total\":4,\"new\":2,\"active\":2,\"repeatRate\":0.5}");
            assertThat(dashboard.path("orders").toString())
                    .isEqualTo("{\"total\":4,\"counted\":3,\"revenue\":\"400.30\",\"average\":\"133.43\"}");
            assertThat(dashboard.path("messages").toString())
                    .isEqualTo(
                            "{\"queued\":1,\"sent\":2,\"delivered\":1,\"opened\":0,\"clicked\":0,\"failed\":1,\"skipped\":1,"
                                    + "\"heldOut\":0,\"unconfirmed\":1,\"unsubscribed\":0,\"bounced\":0,\"complained\":0}");
        });
        JsonNode dashboard = dashboard(30);
        assertThat(dashboard.path("currency").asString()).isEqualTo("INR");
        assertThat(dashboard.path("period").path("days").asInt()).isEqualTo(30);
        assertThat(dashboard.path("series").size()).isEqualTo(30);
        LocalDate today = LocalDate.ofInstant(now, ZONE);
        assertThat(dashboard.path("series").get(29).toString())
                .isEqualTo("{\"day\":\"%s\",\"orders\":1,\"revenue\":\"100.10\",\"newCustomers\":1,\"messagesSent\":1}"
                        .formatted(today));
        assertThat(dashboard.path("series").get(27).toString())
                .isEqualTo("{\"day\":\"%s\",\"orders\":2,\"revenue\":\"300.20\",\"newCustomers\":1,\"messagesSent\":1}"
                        .formatted(today.minusDays(2)));
        assertThat(dashboard.path("topCities").toString())
                .isEqualTo("[{\"city\":\"Mumbai\",\"customers\":1,\"revenue\":\"300.00\"},"
                        + "{\"city\":\"Pune\",\"customers\":2,\"revenue\":\"100.30\"}]");
        assertThat(dashboard(1).path("orders").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void isExactHoweverOftenAndInWhateverOrderAnythingIsDelivered() {
        Random random = new Random(20261101);
        List<String> statuses = List.of("PLACED", "PAID", "CANCELLED", "REFUNDED");
        List<String> deliveries = new ArrayList<>();
        Map<Integer, BigDecimal> totals = new HashMap<>();
        Set<String> active = new HashSet<>();
        int counted = 0;
        for (int i = 0; i < 120; i++) {
            int versions = 1 + random.nextInt(4);
            for (int version = 1; version <= versions; version++) {
                String status = statuses.get(random.nextInt(statuses.size()));
                BigDecimal total = BigDecimal.valueOf(random.nextInt(1_000_000), 4);
                String customerId = "e-" + random.nextInt(20);
                String delivery = order("e-o" + i, version, customerId, status, total.toPlainString(), daysAgo(i % 20));
                deliveries.addAll(Collections.nCopies(1 + random.nextInt(3), delivery));
                if (version == versions && !status.equals("CANCELLED") && !status.equals("REFUNDED")) {
                    totals.put(i, total);
                    active.add(customerId);
                    counted++;
                }
            }
        }
        Collections.shuffle(deliveries, random);
        double consumedBefore = consumedOrders();
        for (int i = 0; i < deliveries.size(); i++) {
            // Keys of no meaning, so that the versions of one order come from different partitions.
            kafka.send("orders", "any-" + i, deliveries.get(i));
        }

        BigDecimal revenue = totals.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        int expected = counted;
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(consumedOrders() - consumedBefore).isEqualTo(deliveries.size());
            JsonNode dashboard = dashboard(30);
            assertThat(dashboard.path("orders").path("total").asInt()).isEqualTo(120);
            assertThat(dashboard.path("orders").path("counted").asInt()).isEqualTo(expected);
            assertThat(new BigDecimal(dashboard.path("orders").path("revenue").asString()))
                    .isEqualByComparingTo(revenue);
            assertThat(new BigDecimal(dashboard.path("orders").path("average").asString()))
                    .isEqualByComparingTo(revenue.divide(BigDecimal.valueOf(expected), 2, RoundingMode.HALF_UP));
            assertThat(dashboard.path("customers").path("active").asInt()).isEqualTo(active.size());
        });
    }

    @Test
    void showsNothingAsZeros() {
        JsonNode dashboard = dashboard(7);

        assertThat(dashboard.path("orders").toString())
                .isEqualTo("{\"total\":0,\"counted\":0,\"revenue\":\"0.00\",\"average\":\"0.00\"}");
        assertThat(dashboard.path("series").size()).isEqualTo(7);
        assertThat(dashboard.path("topCities").size()).isZero();
    }

    @Test
    void refusesWhatItCannotShowAndWhoMayNotSee() {
        assertThat(get(TestTokens.bearer(Role.ANALYST), "?days=0").getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(get(TestTokens.bearer(Role.ANALYST), "?days=many").getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(get(null, "").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(get(TestTokens.client("orders:read"), "").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(get(TestTokens.client("insights:read"), "").getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void whoIsMergedOrErasedAndWhatIsDeletedCountsNoLonger() {
        kafka.send("customers", "gone-1", customer("gone-1", 1, "Pune", daysAgo(2)));
        kafka.send("customers", "gone-2", customer("gone-2", 1, "Mumbai", daysAgo(2)));
        kafka.send("orders", "gone-o", order("gone-o", 1, "gone-2", "PAID", "10.00", daysAgo(1)));
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode before = dashboard(7);
            assertThat(before.at("/customers/total").asInt()).isEqualTo(2);
            assertThat(before.at("/orders/total").asInt()).isEqualTo(1);
        });
        JsonNode held = RestClient.create()
                .get()
                .uri(URI.create("http://localhost:" + port + "/internal/persons?id=gone-2"))
                .header("Authorization", TestTokens.bearer(Role.MANAGER))
                .retrieve()
                .body(JsonNode.class);
        assertThat(held.at("/customers/0/city").asString()).isEqualTo("Mumbai");
        assertThat(held.path("orders")).hasSize(1);
        assertThat(held.path("messages")).isEmpty();
        assertThat(held.at("/insights/0/orders").asInt()).isEqualTo(1);

        kafka.send(
                "customers",
                "gone-1",
                "{\"id\": \"gone-1\", \"version\": 2, \"mergedInto\": \"gone-2\", \"mergedAt\": \"2026-11-02T09:00:00Z\"}");
        kafka.send(
                "customers",
                "gone-2",
                "{\"id\": \"gone-2\", \"version\": 2, \"erasedAt\": \"2026-11-03T09:00:00Z\", \"identityHashes\": []}");
        kafka.send(
                "orders",
                "gone-o",
                "{\"id\": \"gone-o\", \"version\": 2, \"customerId\": \"gone-2\", \"deletedAt\": \"2026-11-03T09:00:00Z\"}");

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode after = dashboard(7);
            assertThat(after.at("/customers/total").asInt()).isZero();
            assertThat(after.at("/orders/total").asInt()).isZero();
            assertThat(kafka.read("erasures", record -> "gone-2:insight-service".equals(record.key())))
                    .isNotEmpty()
                    .allSatisfy(Contracts::assertFits);
            assertThat(Traces.of(mongo, "Pune", "Mumbai")).isEmpty();
        });
    }

    private static Instant noonOf(LocalDate day) {
        return day.atTime(12, 30).atZone(ZONE).toInstant();
    }

    @Test
    void tellsCitiesCategoriesChannelsAndTagsApartAndComparesThemWithBefore() {
        LocalDate day = LocalDate.of(2026, 3, 10);
        kafka.send(
                "customers",
                "s-1",
                "{\"id\": \"s-1\", \"version\": 1, \"city\": \"Pune\", \"country\": \"IN\", \"tags\": [\"vip\", \"new\"], \"createdAt\": \"%s\"}"
                        .formatted(noonOf(day)));
        String order =
                "{\"id\": \"%s\", \"version\": 1, \"customerId\": \"s-1\", \"status\": \"PAID\", \"total\": \"%s\", \"placedAt\": \"%s\", \"channel\": \"%s\","
                        + " \"items\": [{\"sku\": \"1\", \"category\": \"Shoes\", \"quantity\": 2, \"unitPrice\": \"20.00\"}, {\"sku\": \"2\", \"category\": \"%s\", \"quantity\": 1, \"unitPrice\": \"5.00\"}]}";
        kafka.send("orders", "s-o1", order.formatted("s-o1", "50.00", noonOf(day), "web", "Bags"));
        kafka.send("orders", "s-o2", order.formatted("s-o2", "45.00", noonOf(day.minusDays(1)), "app", "Shoes"));

        String query = "?from=2026-03-10&to=2026-03-10";
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode now = get(TestTokens.bearer(Role.ANALYST), query).getBody();
            assertThat(now.at("/orders/revenue").asString()).isEqualTo("50.00");
            assertThat(now.at("/before/orders/revenue").asString()).isEqualTo("45.00");
            assertThat(now.at("/customers/new").asInt()).isOne();
            assertThat(now.path("pending").asInt()).isZero();
        });
        JsonNode dashboard = get(TestTokens.bearer(Role.ANALYST), query).getBody();
        assertThat(dashboard
                        .path("breakdowns")
                        .valueStream()
                        .map(split -> split.path("split").asString()
                                + split.path("values")
                                        .valueStream()
                                        .map(value -> " " + value.path("value").asString() + "="
                                                + value.path("revenue").asString() + "<"
                                                + value.path("revenueBefore").asString())
                                        .toList()))
                .containsExactly(
                        "CITY[ Pune=50.00<45.00]",
                        "COUNTRY[ IN=50.00<45.00]",
                        "CHANNEL[ web=50.00<0.00,  app=0.00<45.00]",
                        "CATEGORY[ Shoes=40.00<45.00,  Bags=5.00<0.00]",
                        "TAG[ new=50.00<45.00,  vip=50.00<45.00]");
        assertThat(dashboard.at("/movers/0/value").asString()).isEqualTo("web");
        assertThat(dashboard.at("/movers/0/difference").asString()).isEqualTo("50.00");
        JsonNode hourly = get(TestTokens.bearer(Role.ANALYST), query + "&granularity=hour")
                .getBody();
        assertThat(hourly.path("series")).hasSize(24);
        assertThat(hourly.at("/series/12/revenue").asString()).isEqualTo("50.00");
        assertThat(hourly.at("/seriesBefore/12/revenue").asString()).isEqualTo("45.00");

        // The customer moves: what they bought moves along.
        kafka.send("customers", "s-1", customer("s-1", 2, "Goa", noonOf(day)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get(TestTokens.bearer(Role.ANALYST), query)
                                .getBody()
                                .at("/breakdowns/0/values/0/value")
                                .asString())
                        .isEqualTo("Goa"));
    }

    @Test
    void seesADayThatIsNotLikeItsWeekdaysAndSaysWhatDroveIt() {
        LocalDate odd = LocalDate.of(2026, 4, 15);
        for (int week = 0; week <= 8; week++) {
            for (int n = 0; n < (week == 0 ? 12 : 2); n++) {
                kafka.send(
                        "orders",
                        "w-%d-%d".formatted(week, n),
                        "{\"id\": \"w-%d-%d\", \"version\": 1, \"customerId\": \"w\", \"status\": \"PAID\", \"total\": \"100.00\", \"placedAt\": \"%s\", \"channel\": \"%s\", \"items\": []}"
                                .formatted(week, n, noonOf(odd.minusWeeks(week)), n < 2 ? "web" : "app"));
            }
        }

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode dashboard = get(TestTokens.bearer(Role.ANALYST), "?from=2026-04-13&to=2026-04-19")
                    .getBody();
            assertThat(dashboard
                            .path("anomalies")
                            .valueStream()
                            .map(anomaly -> anomaly.path("metric").asString()
                                    + " "
                                    + anomaly.path("value").asString()))
                    .containsExactly("REVENUE 1200.00", "ORDERS 12");
            JsonNode orders = dashboard.at("/anomalies/1");
            assertThat(orders.path("day").asString()).isEqualTo("2026-04-15");
            assertThat(orders.path("expected").asDouble()).isEqualTo(2);
            assertThat(orders.path("drivers").toString())
                    .isEqualTo(
                            "[{\"split\":\"CHANNEL\",\"value\":\"app\",\"actual\":10.0,\"expected\":0.0,\"part\":1.0}]");
            assertThat(orders.path("explanation").asString())
                    .isEqualTo(
                            "Orders on Wednesday 15 April: 12, where 2 is usual for that weekday and 0 to 7 would not"
                                    + " stand out. The channel app had 10 instead of 0, which is 100% of the difference.");
            assertThat(dashboard
                            .at("/bands/1/days")
                            .valueStream()
                            .filter(day -> "2026-04-15".equals(day.path("day").asString()))
                            .findFirst()
                            .orElseThrow()
                            .path("high")
                            .asDouble())
                    .isEqualTo(6.95);
        });
    }

    @Test
    void saysWhatIsWrongWithARange() {
        LocalDate today = LocalDate.ofInstant(now, ZONE);
        Map<String, String> pointers = Map.of(
                "?from=2026-03-10&to=2026-03-09",
                "/from",
                "?to=2026-03-09",
                "/from",
                "?from=2020-01-01&to=2026-03-09",
                "/from",
                "?from=10.3.2026&to=2026-03-10",
                "/from",
                "?from=2026-03-10&to=" + today.plusDays(2),
                "/to",
                "?days=7&from=2026-03-10",
                "/days",
                "?days=30&granularity=hour",
                "/granularity",
                "?days=3&granularity=week",
                "/granularity");
        pointers.forEach((query, pointer) -> {
            ResponseEntity<JsonNode> answer = get(TestTokens.bearer(Role.ANALYST), query);
            assertThat(answer.getStatusCode()).as(query).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getBody().at("/errors/0/pointer").asString())
                    .as(query)
                    .isEqualTo(pointer);
        });
    }
}
