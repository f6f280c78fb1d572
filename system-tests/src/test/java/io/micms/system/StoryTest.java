package io.micms.system;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.local.launcher.Platform;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main job, end to end: somebody signs in, describes an audience and launches a live campaign to it; another system
 * produces a customer and an order; the customer joins and gets one personal mail.
 */
class StoryTest {

    private static final String SPENDERS_IN_PUNE = """
            {"combinator":"and","rules":[{"field":"city","operator":"=","value":"Pune"},
            {"field":"orders.total","operator":">=","value":5000},
            {"field":"tags","operator":"=","value":"%s"}]}""";

    private static final String OUR_SUBJECT = ", a word of thanks";

    private static Platform platform;
    private static KafkaProducer<String, String> kafka;
    private static SignedIn ada;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.get();
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.kafkaBootstrapServers()),
                new StringSerializer(),
                new StringSerializer());
        ada = SignedIn.as(platform.gateway(), "ada@example.com");
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
    }

    @Test
    void aCustomerWhoStartsToMatchGetsOnePersonalMail() {
        JsonNode before = ada.get("/api/insights/dashboard");
        long mailsBefore = mailsInAll();
        String campaign = launchLiveCampaign("story");

        produceCustomer("story-1", "Asha", "story");
        produceOrder("story-O1", "story-1", "5200.00");

        soon().untilAsserted(() -> assertThat(mailsTo("story-1@example.com")).hasSize(1));
        JsonNode mail = mailsTo("story-1@example.com").getFirst();
        assertThat(mail.path("subject").asString()).isEqualTo("Asha, a word of thanks");
        assertThat(mail.path("html").asString()).contains("Dear Asha &amp; Co").contains("1 orders");

        JsonNode members = ada.get("/api/segments/" + segmentOf(campaign) + "/members");
        assertThat(members.at("/items/0/externalId").asString()).isEqualTo("story-1");
        String customerId = members.at("/items/0/customerId").asString();
        soon().untilAsserted(() -> {
            JsonNode log = ada.get("/api/communications?customerId=" + customerId);
            assertThat(log.path("items")
                            .valueStream()
                            .filter(entry ->
                                    entry.path("campaignName").asString().equals("Thanks story"))
                            .map(entry -> entry.path("state").asString()))
                    .containsExactly("SENT");
        });
        assertThat(ada.get("/api/customers/" + customerId).path("firstName").asString())
                .isEqualTo("Asha & Co");
        assertThat(ada.get("/api/orders?customerId=" + customerId)
                        .at("/items/0/externalId")
                        .asString())
                .isEqualTo("story-O1");

        // The same again, as a producer that restarts would send it.
        produceCustomer("story-1", "Asha", "story");
        produceOrder("story-O1", "story-1", "5200.00");
        produceCustomer("story-2", "Second", "story");
        produceOrder("story-O2", "story-2", "6000.00");
        soon().untilAsserted(() -> assertThat(mailsTo("story-2@example.com")).hasSize(1));
        assertThat(mailsTo("story-1@example.com")).hasSize(1);

        soon().untilAsserted(() -> {
            JsonNode after = ada.get("/api/insights/dashboard");
            assertThat(number(after, "/customers/total") - number(before, "/customers/total"))
                    .isEqualTo(2);
            assertThat(number(after, "/orders/total") - number(before, "/orders/total"))
                    .isEqualTo(2);
            assertThat(number(after, "/messages/sent") - number(before, "/messages/sent"))
                    .isEqualTo(mailsInAll() - mailsBefore)
                    .isGreaterThanOrEqualTo(2);
            assertThat(decimal(after, "/orders/revenue").subtract(decimal(before, "/orders/revenue")))
                    .isEqualByComparingTo("11200");
        });
    }

    @Test
    void whoListensIsToldWhatHasChanged() {
        SignedIn listener = SignedIn.as(platform.gateway(), "ada@example.com");
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Stream<String> lines = listener.listen()) {
            Thread.ofVirtual().start(() -> lines.forEach(heard::add));
            soon().until(() -> heard.contains("event: hello"));
            String campaign = launchLiveCampaign("heard");
            produceCustomer("heard-1", "Heard", "heard");
            produceOrder("heard-O1", "heard-1", "5200.00");

            soon().untilAsserted(() -> assertThat(heard)
                    .contains("data: {\"id\":\"" + campaign + "\"}", "data: {\"id\":\"" + segmentOf(campaign) + "\"}"));
            assertThat(heard).noneMatch(line -> line.contains("heard-1"));

            // The only way to end the lines from here.
            assertThat(listener.request("POST", "/logout", "").statusCode()).isIn(200, 204);
        }
    }

    @Test
    void theOrderMayComeBeforeItsCustomer() {
        String campaign = launchLiveCampaign("early");
        produceOrder("early-O1", "early-1", "9000.00");
        produceCustomer("early-1", "Early", "early");

        soon().untilAsserted(() -> assertThat(mailsTo("early-1@example.com")).hasSize(1));
        assertThat(ada.get("/api/campaigns/" + campaign + "/stats")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whoSpentTooLittleOrLivesElsewhereGetsNothing() {
        String campaign = launchLiveCampaign("guard");
        produceCustomer("guard-1", "Little", "guard");
        produceOrder("guard-O1", "guard-1", "4999.99");
        produce("customers.inbound", "guard-2", """
                {"externalId":"guard-2","firstName":"Far","email":"guard-2@example.com","city":"Mumbai",
                "tags":["guard"],"consent":{"email":true}}""");
        produceOrder("guard-O2", "guard-2", "9000.00");
        produceCustomer("guard-3", "Right", "guard");
        produceOrder("guard-O3", "guard-3", "5000.00");

        soon().untilAsserted(() -> assertThat(mailsTo("guard-3@example.com")).hasSize(1));
        assertThat(ada.get("/api/campaigns/" + campaign + "/stats")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(mailsTo("guard-1@example.com")).isEmpty();
        assertThat(mailsTo("guard-2@example.com")).isEmpty();
    }

    @Test
    void onePersonUnderTwoNamesIsMergedToldApartAndForgotten() {
        produceCustomer("twice-1", "Zenobia", "twice");
        produceCustomer("twice-2", "Zenobia", "twice");
        produceOrder("twice-O2", "twice-2", "700.00");
        soon().untilAsserted(() -> assertThat(customerId("twice-1")).isNotEmpty());
        soon().untilAsserted(() -> assertThat(customerId("twice-2")).isNotEmpty());
        String survivor = customerId("twice-1");
        String other = customerId("twice-2");
        soon().untilAsserted(() -> assertThat(ordersOf(other)).isEqualTo(1));
        soon().untilAsserted(() -> assertThat(ada.request("POST", "/api/communications", """
                        {"customerId":"%s","kind":"CALL","text":"Zenobia called","tags":["shoes"]}""".formatted(other))
                        .statusCode())
                .isEqualTo(201));

        ada.post("/api/customers/" + survivor + "/merge", "{\"customerId\":\"" + other + "\"}");
        soon().untilAsserted(() -> assertThat(ordersOf(survivor)).isEqualTo(1));
        soon().untilAsserted(() -> assertThat(
                        ada.get("/api/communications?customerId=" + survivor).path("items"))
                .hasSize(1));
        produceOrder("twice-O3", "twice-2", "800.00");
        soon().untilAsserted(() -> assertThat(ordersOf(survivor)).isEqualTo(2));

        ada.post("/api/customers/" + survivor + "/merge/" + other + "/undo", "");
        soon().untilAsserted(() -> assertThat(ordersOf(other)).isEqualTo(2));
        assertThat(ordersOf(survivor)).isZero();

        ada.post("/api/customers/" + survivor + "/merge", "{\"customerId\":\"" + other + "\"}");
        soon().untilAsserted(() -> assertThat(ordersOf(survivor)).isEqualTo(2));
        JsonNode held = ada.get("/api/customers/" + survivor + "/export");
        assertThat(held.at("/customer/firstName").asString()).startsWith("Zenobia");
        assertThat(held.at("/services/order-service/orders")).hasSize(2);
        assertThat(held.at("/services/campaign-service/communications")).hasSize(1);
        assertThat(held.path("services").propertyNames())
                .containsExactlyInAnyOrder("campaign-service", "insight-service", "order-service");

        assertThat(ada.request("DELETE", "/api/customers/" + survivor, null).statusCode())
                .isEqualTo(202);
        soon().untilAsserted(() -> assertThat(ada.get("/api/customers/erasures/" + survivor)
                        .path("complete")
                        .asBoolean())
                .isTrue());
        assertThat(ada.get("/api/customers?search=Zenobia").path("items")).isEmpty();
        assertThat(ada.get("/api/communications?customerId=" + survivor).toString())
                .doesNotContain("Zenobia");
        assertThat(ada.request("GET", "/api/customers/" + survivor, null).statusCode())
                .isEqualTo(410);
        // They go on counting, as those of whom the orders were placed as.
        soon().untilAsserted(
                        () -> assertThat(ordersOf(survivor) + ordersOf(other)).isEqualTo(2));
        assertThat(ada.get("/api/orders?customerId=" + other).toString()).doesNotContain("twice-2");
    }

    private static String customerId(String externalId) {
        return ada.get("/api/customers?search=" + externalId).at("/items/0/id").asString("");
    }

    private static int ordersOf(String customerId) {
        return ada.get("/api/orders?customerId=" + customerId).path("items").size();
    }

    @Test
    void aBadRecordHoldsUpNobodyBehindIt() {
        produce("customers.inbound", "poison", "{\"externalId\":");
        produce("customers.inbound", "poison", "{\"externalId\":\"poison\",\"shoeSize\":44}");
        produce(
                "customers.inbound",
                "poison",
                "{\"externalId\":\"poison\",\"firstName\":\"Fine\",\"email\":\"p@example.com\"}");
        soon().untilAsserted(() -> assertThat(ada.get("/api/customers?search=poison")
                        .at("/items/0/firstName")
                        .asString())
                .isEqualTo("Fine"));
        soon().untilAsserted(() -> assertThat(ada.get("/api/customers/rejected?limit=200")
                        .path("items")
                        .valueStream()
                        .filter(record -> record.path("key").asString("").equals("poison")))
                .hasSize(2));
    }

    @Test
    void signedOutEveryApiAnswers401() {
        SignedIn nobody = SignedIn.nobody(platform.gateway());
        for (String path : List.of(
                "/api/me",
                "/api/customers",
                "/api/orders",
                "/api/segments",
                "/api/campaigns",
                "/api/communications",
                "/api/insights/dashboard",
                "/api/users")) {
            HttpResponse<String> response = nobody.request("GET", path, null);
            assertThat(response.statusCode()).as(path).isEqualTo(401);
            assertThat(response.headers().firstValue("content-type").orElse(""))
                    .as(path)
                    .startsWith("application/problem+json");
        }
        assertThat(nobody.request("POST", "/api/customers", "{}").statusCode()).isIn(401, 403);
    }

    @Test
    void whoWasNotInvitedStaysOut() {
        SignedIn eve = SignedIn.nobody(platform.gateway());
        eve.signIn("eve@example.com");
        assertThat(eve.request("GET", "/api/me", null).statusCode()).isEqualTo(401);
    }

    @Test
    void signingOutEndsTheSession() {
        SignedIn person = SignedIn.as(platform.gateway(), "ada@example.com");
        assertThat(person.get("/api/me").path("email").asString()).isEqualTo("ada@example.com");
        assertThat(person.request("POST", "/logout", "").statusCode()).isIn(200, 204);
        assertThat(person.request("GET", "/api/me", null).statusCode()).isEqualTo(401);
    }

    @Test
    void withoutItsAntiForgeryTokenNothingIsChanged() throws Exception {
        HttpResponse<String> forged = http.send(
                HttpRequest.newBuilder(platform.gateway().resolve("/api/customers"))
                        .header("content-type", "application/json")
                        .header("cookie", "MICMS_SESSION=made-up")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"externalId\":\"forged\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(forged.statusCode()).isIn(401, 403);
        assertThat(ada.get("/api/customers?search=forged").path("items")).isEmpty();
    }

    @Test
    void servicesCheckTheTokenThemselves() throws Exception {
        HttpResponse<String> direct = http.send(
                HttpRequest.newBuilder(platform.service(io.micms.local.launcher.Port.CUSTOMER)
                                .resolve("/api/customers"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(direct.statusCode()).isEqualTo(401);
    }

    @Test
    void theUiIsServedOnEveryPathOfItsOwn() throws Exception {
        for (String path : List.of("/", "/segments", "/campaigns/some-id")) {
            HttpResponse<String> page = http.send(
                    HttpRequest.newBuilder(platform.gateway().resolve(path))
                            .header("accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).contains("<div id=\"root\">");
        }
    }

    private String launchLiveCampaign(String tag) {
        String segment = ada.post(
                        "/api/segments",
                        "{\"name\":\"Spenders in Pune %s\",\"rule\":%s}"
                                .formatted(tag, SPENDERS_IN_PUNE.formatted(tag)))
                .path("id")
                .asString();
        String campaign = ada.post("/api/campaigns", """
                        {"name":"Thanks %s","segmentId":"%s","channel":"EMAIL","mode":"LIVE","content":{
                        "subject":"{{ customer.firstName | split: ' ' | first }}, a word of thanks",
                        "html":"<p>Dear {{ customer.firstName }}, thank you for {{ orders.count }} orders.</p>"}}""".formatted(tag, segment))
                .path("id")
                .asString();
        assertThat(ada.post("/api/campaigns/" + campaign + "/launch", "")
                        .path("state")
                        .asString())
                .isEqualTo("RUNNING");
        return campaign;
    }

    private static String segmentOf(String campaign) {
        return ada.get("/api/campaigns/" + campaign).path("segmentId").asString();
    }

    private static void produceCustomer(String externalId, String firstName, String tag) {
        produce("customers.inbound", externalId, """
                {"externalId":"%1$s","firstName":"%2$s & Co","lastName":"Rao","email":"%1$s@example.com","city":"Pune",
                "country":"IN","tags":["%3$s"],"consent":{"email":true,"sms":false}}""".formatted(externalId, firstName, tag));
    }

    private static void produceOrder(String externalId, String customerExternalId, String total) {
        produce("orders.inbound", customerExternalId, """
                {"externalId":"%s","customerExternalId":"%s","placedAt":"%s","status":"PAID",
                "currency":"INR","total":"%s","channel":"web",
                "items":[{"sku":"SH-9","name":"Trail shoe","category":"Shoes","quantity":1,"unitPrice":"%s"}]}""".formatted(
                        externalId, customerExternalId, Instant.now(), total, total));
    }

    private static void produce(String topic, String key, String json) {
        try {
            kafka.send(new ProducerRecord<>(topic, key, json)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Only those of this test's campaigns: the browser's test has a live one to the same city. */
    private static List<JsonNode> mailsTo(String address) {
        return inbox("&to=" + address)
                .path("items")
                .valueStream()
                .filter(mail -> mail.path("subject").asString().endsWith(OUR_SUBJECT))
                .toList();
    }

    private static long mailsInAll() {
        return inbox("&limit=1").path("total").asLong();
    }

    private static JsonNode inbox(String query) {
        try {
            HttpResponse<String> mails = http.send(
                    HttpRequest.newBuilder(URI.create(platform.inbox() + "/api/messages?channel=email" + query))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JsonMapper.shared().readTree(mails.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(ofSeconds(30)).pollInterval(ofMillis(100)).pollDelay(Duration.ZERO);
    }

    private static long number(JsonNode json, String pointer) {
        return json.at(pointer).asLong();
    }

    private static BigDecimal decimal(JsonNode json, String pointer) {
        return new BigDecimal(json.at(pointer).asString());
    }
}
