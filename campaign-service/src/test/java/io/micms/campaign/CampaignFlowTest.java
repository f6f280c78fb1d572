package io.micms.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.client.model.Filters;
import io.micms.platform.security.Role;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.OpenApiFile;
import io.micms.platform.testing.TestTokens;
import io.micms.platform.testing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its neighbours see it: events in, HTTP, mails and events out. */
@MiCmsTest
class CampaignFlowTest {

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static KafkaProbe kafka;

    @Autowired
    JsonMapper json;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    PlatformProperties platform;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    /** A tag that only this test's customers carry, so that tests do not meet in each other's segments. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void connect() {
        kafka = KafkaProbe.ofTests();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
        MAIL.stop();
    }

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        MAIL.start();
        properties.add("micms.delivery.smtp.host", () -> "127.0.0.1");
        properties.add("micms.delivery.smtp.port", () -> MAIL.getSmtp().getPort());
    }

    @Test
    void whoJoinsALiveCampaignsSegmentGetsOnePersonalMail() throws Exception {
        String segment = createSegment(spentAtLeast(5000));
        String campaign = launchLiveCampaign(segment);

        customer("asha", 1, "Asha", true);
        order("asha-1", "asha", 1, "PAID", "3000.00");
        order("asha-2", "asha", 1, "PAID", "2000.00");

        await().untilAsserted(() -> assertThat(mailsTo("asha")).hasSize(1));
        MimeMessage mail = mailsTo("asha").getFirst();
        assertThat(mail.getSubject()).isEqualTo("Asha, thank you");
        assertThat(part(mail, 1)).contains("2 orders").contains("/u/");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        await().untilAsserted(() -> assertThat(get("/api/campaigns/" + campaign + "/stats")
                        .path("sent")
                        .asInt())
                .isEqualTo(1));
        assertThat(mongo.getCollection("wordings")
                        .find(Filters.regex("_id", "^" + campaign))
                        .first()
                        .toJson())
                .contains("2 orders")
                .doesNotContainPattern("/[uoc]/[\\w-]{48}");

        // Everything again, out of order, and news that changes nothing for the rule.
        order("asha-2", "asha", 1, "PAID", "2000.00");
        customer("asha", 1, "Asha", true);
        customer("asha", 2, "Asha Devi", true);
        await().untilAsserted(() -> assertThat(get("/api/segments/" + segment + "/members")
                        .at("/items/0/firstName")
                        .asString())
                .isEqualTo("Asha Devi"));
        assertThat(mailsTo("asha")).hasSize(1);

        JsonNode log = get("/api/communications?customerId=" + id("asha"));
        assertThat(log.path("items")).hasSize(1);
        assertThat(log.at("/items/0/state").asString()).isEqualTo("SENT");
        assertThat(log.at("/items/0/subject").asString()).isEqualTo("Asha, thank you");
    }

    @Test
    void anOrderBeforeItsCustomerCounts() throws Exception {
        String segment = createSegment(spentAtLeast(100));
        order("early-1", "early", 1, "PAID", "150.00");
        customer("early", 1, "Early", true);

        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));
    }

    @Test
    void aCancelledOrderTakesItsCustomerOutAndBothAreToldOnKafka() throws Exception {
        String segment = createSegment(spentAtLeast(100));
        customer("fickle", 1, "Fickle", true);
        order("fickle-1", "fickle", 1, "PAID", "150.00");
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));
        order("fickle-1", "fickle", 2, "CANCELLED", "150.00");
        await().untilAsserted(() -> assertThat(size(segment)).isZero());

        await().untilAsserted(() -> {
            List<ConsumerRecord<String, String>> told =
                    kafka.read("audiences", record -> record.key().equals(segment + ":" + id("fickle")));
            assertThat(told).hasSizeGreaterThanOrEqualTo(2);
            JsonNode last = json.readTree(told.getLast().value());
            assertThat(last.path("member").asBoolean()).isFalse();
            assertThat(last.path("version").asInt()).isEqualTo(2);
            assertThat(last.path("reason").asString()).isEqualTo("ORDER_CHANGED");
        });
    }

    @Test
    void aChangedRuleJudgesEverybodyAgain() throws Exception {
        String segment = createSegment(spentAtLeast(1000));
        for (int i = 0; i < 5; i++) {
            customer("many" + i, 1, "Many", true);
            order("many-" + i, "many" + i, 1, "PAID", String.valueOf(400 + 200 * i));
        }
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(2));

        HttpResponse<String> changed =
                send("PUT", "/api/segments/" + segment, segmentJson(spentAtLeast(600)), Role.MARKETER);
        assertThat(changed.statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(4));

        assertThat(send("POST", "/api/segments/" + segment + "/archive", "", Role.MARKETER)
                        .statusCode())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(size(segment)).isZero());
    }

    @Test
    void theAudienceAtTheLaunchGetsTheMailAndWhoMayNotBeWrittenToIsSkipped() throws Exception {
        customer("willing", 1, "Willing", true);
        customer("unwilling", 1, "Unwilling", false);
        String segment = createSegment(spentAtLeast(0));
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(2));

        String campaign = launchLiveCampaign(segment);

        await().untilAsserted(() -> assertThat(mailsTo("willing")).hasSize(1));
        await().untilAsserted(() -> {
            JsonNode stats = get("/api/campaigns/" + campaign + "/stats");
            assertThat(stats.path("sent").asInt()).isEqualTo(1);
            assertThat(stats.at("/skippedBy/NO_CONSENT").asInt()).isEqualTo(1);
            assertThat(stats.path("total").asInt()).isEqualTo(2);
        });
        assertThat(mailsTo("unwilling")).isEmpty();
    }

    @Test
    void messagesAreFoundByTheirReasonWithTheirStateOrWithout() throws Exception {
        customer("willing", 1, "Willing", true);
        for (int i = 0; i < 3; i++) {
            customer("unwilling" + i, 1, "Unwilling", false);
        }
        String segment = createSegment(spentAtLeast(0));
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(4));
        String campaign = launch(createCampaign(segment, "ONE_OFF", "Hello"));
        await().untilAsserted(() -> assertThat(
                        get("/api/campaigns/" + campaign).path("state").asString())
                .isEqualTo("COMPLETED"));
        String messages = "/api/campaigns/" + campaign + "/messages";

        assertThat(get(messages).path("items")).hasSize(4);
        for (String filter : List.of("?reason=NO_CONSENT", "?state=SKIPPED&reason=NO_CONSENT")) {
            JsonNode first = get(messages + filter + "&limit=2");
            assertThat(first.path("items")).hasSize(2);
            JsonNode second = get(messages + filter + "&limit=2&cursor="
                    + first.path("nextCursor").asString());
            assertThat(second.has("nextCursor")).isFalse();
            assertThat(Stream.of(first, second)
                            .flatMap(page -> page.path("items").valueStream())
                            .map(item -> item.path("customerId").asString()))
                    .containsExactlyInAnyOrder(id("unwilling0"), id("unwilling1"), id("unwilling2"));
        }
        assertThat(get(messages + "?reason=NO_ADDRESS").path("items")).isEmpty();
        assertThat(get(messages + "?state=SENT&reason=NO_CONSENT").path("items"))
                .isEmpty();
        HttpResponse<String> unknown = send("GET", messages + "?reason=BORED", null, Role.ANALYST);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("reason").contains("BORED");
        assertThat(mongo.getCollection("messages").listIndexes().map(index -> index.getString("name")))
                .contains("campaign_reason_due");
    }

    @Test
    void whoChangesWhatIsToldAndWhatIsAskedOrRefusedIsNot() throws Exception {
        String segment = createSegment(spentAtLeast(0));
        String campaign = launch(createCampaign(segment, "LIVE", "Hello"));
        send("POST", "/api/campaigns/" + campaign + "/preview", "{}", Role.MARKETER);
        send("POST", "/api/campaigns/" + campaign + "/launch", "", Role.MARKETER);
        send("POST", "/api/campaigns/" + campaign + "/launch", "", Role.MANAGER);
        send("POST", "/api/campaigns/" + campaign + "/pause", "", Role.MANAGER);

        await().untilAsserted(() -> {
            List<ConsumerRecord<String, String>> told =
                    kafka.read("audit", record -> record.value().contains(campaign));
            assertThat(told).allSatisfy(Contracts::assertFits);
            assertThat(told.stream().map(record -> json.readTree(record.value())))
                    .allSatisfy(action -> {
                        assertThat(action.path("outcome").asString()).isEqualTo("DONE");
                        assertThat(action.path("service").asString()).isEqualTo("campaign-service");
                        assertThat(action.at("/actor/kind").asString()).isEqualTo("PERSON");
                    })
                    .extracting(action -> action.path("action").asString())
                    .containsExactlyInAnyOrder(
                            "POST /api/campaigns", "POST /api/campaigns/{id}/launch", "POST /api/campaigns/{id}/pause");
            assertThat(told.stream()
                            .map(record -> new String(
                                    record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)))
                    .doesNotHaveDuplicates();
        });
        assertThat(mongo.getCollection("actions")
                        .countDocuments(Filters.and(Filters.eq("on.id", campaign), Filters.eq("outcome", null))))
                .isZero();
    }

    @Test
    void campaignsAreListedByTheirChannel() throws Exception {
        String segment = createSegment(spentAtLeast(0));
        String mail = createCampaign(segment, "LIVE", "Hello");
        String sms = json.readTree(send("POST", "/api/campaigns", """
                        {"name":"Thanks","segmentId":"%s","channel":"SMS","mode":"LIVE","content":{"text":"Hello"}}""".formatted(segment), Role.MARKETER)
                        .body())
                .path("id")
                .asString();
        String ours = "/api/campaigns?segmentId=" + segment;

        assertThat(ids(get(ours + "&channel=EMAIL"))).containsExactly(mail);
        assertThat(ids(get(ours + "&channel=SMS"))).containsExactly(sms);
        assertThat(ids(get(ours))).containsExactly(sms, mail);
        HttpResponse<String> unknown = send("GET", ours + "&channel=PIGEON", null, Role.ANALYST);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("channel").contains("PIGEON");
    }

    @Test
    void theSettingsSayWhatTimeItIsOnThePlatform() throws Exception {
        assertThat(get("/api/settings/delivery").path("timeZone").asString())
                .isEqualTo(platform.timeZone().getId());
    }

    @Test
    void limitsArePutInPlaceWithoutARestart() throws Exception {
        JsonNode before = get("/api/settings/delivery");
        assertThat(before.has("limits")).isFalse();
        assertThat(before.at("/defaultLimits/email/perSecond").asDouble()).isZero();

        HttpResponse<String> refused = send("PUT", "/api/settings/delivery", """
                        {"limits":{"email":{"perSecond":-1},"domains":[{"domain":"*"},{"domain":"a b"}]}}""", Role.MANAGER);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json.readTree(refused.body()).path("errors"))
                .extracting(fault -> fault.path("pointer").asString())
                .containsExactly("/limits/email/perSecond", "/limits/domains/1/domain");

        HttpResponse<String> changed = send("PUT", "/api/settings/delivery", """
                        {"limits":{"email":{"perSecond":4321,"concurrency":9},"domains":[{"domain":"gmail.com","perSecond":50}]}}""", Role.MANAGER);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(get("/api/settings/delivery").at("/limits/domains/0/domain").asString())
                .isEqualTo("gmail.com");
        await().untilAsserted(() -> assertThat(limit("EMAIL")).isEqualTo(4321));
        assertThat(limit("SMS")).isZero();
        await().untilAsserted(() -> assertThat(
                        kafka.read("audit", record -> record.value().contains("PUT /api/settings/delivery")))
                .last()
                .satisfies(Contracts::assertFits)
                .satisfies(record -> assertThat(json.readTree(record.value())
                                .at("/details/settings")
                                .asString())
                        .contains("limits")));

        send("PUT", "/api/settings/delivery", "{}", Role.MANAGER);
        await().untilAsserted(() -> assertThat(limit("EMAIL")).isZero());
    }

    private double limit(String channel) {
        return meters.get("micms.delivery.limit")
                .tag("channel", channel)
                .gauge()
                .value();
    }

    @Test
    void whoWasPassedOverGetsItWhenJoiningAgain() throws Exception {
        String segment = createSegment(spentAtLeast(100));
        String campaign = launchLiveCampaign(segment);
        customer("shy", 1, "Shy", false);
        order("shy-1", "shy", 1, "PAID", "150.00");
        await().untilAsserted(() -> assertThat(get("/api/campaigns/" + campaign + "/stats")
                        .at("/skippedBy/NO_CONSENT")
                        .asInt())
                .isEqualTo(1));

        customer("shy", 2, "Shy", true);
        order("shy-1", "shy", 2, "CANCELLED", "150.00");
        await().untilAsserted(() -> assertThat(size(segment)).isZero());
        order("shy-1", "shy", 3, "PAID", "150.00");

        await().untilAsserted(() -> assertThat(mailsTo("shy")).hasSize(1));
    }

    @Test
    void aPausedCampaignSendsNothingUntilItResumes() throws Exception {
        String segment = createSegment(spentAtLeast(0));
        String campaign = launchLiveCampaign(segment);
        assertThat(send("POST", "/api/campaigns/" + campaign + "/pause", "", Role.MANAGER)
                        .statusCode())
                .isEqualTo(200);
        customer("patient", 1, "Patient", true);
        await().untilAsserted(() -> assertThat(get("/api/campaigns/" + campaign + "/stats")
                        .path("queued")
                        .asInt())
                .isEqualTo(1));
        assertThat(mailsTo("patient")).isEmpty();

        assertThat(send("POST", "/api/campaigns/" + campaign + "/resume", "", Role.MANAGER)
                        .statusCode())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(mailsTo("patient")).hasSize(1));
    }

    @Test
    void whoUnsubscribesGetsNoMore() throws Exception {
        String segment = createSegment(spentAtLeast(0));
        launchLiveCampaign(segment);
        customer("tired", 1, "Tired", true);
        await().untilAsserted(() -> assertThat(mailsTo("tired")).hasSize(1));
        Matcher link =
                Pattern.compile("/u/[\\w-]+").matcher(part(mailsTo("tired").getFirst(), 1));
        assertThat(link.find()).isTrue();

        assertThat(send("GET", link.group(), null, null).body()).contains("<form method=\"post\"");
        assertThat(send("POST", link.group(), "List-Unsubscribe=One-Click", null)
                        .statusCode())
                .isEqualTo(200);
        String tampered = link.group().substring(0, link.group().length() - 4) + "AAAA";
        assertThat(send("POST", tampered, "", null).statusCode()).isEqualTo(404);

        String second = launchLiveCampaign(segment);
        await().untilAsserted(() -> assertThat(get("/api/campaigns/" + second + "/stats")
                        .at("/skippedBy/UNSUBSCRIBED")
                        .asInt())
                .isEqualTo(1));
        assertThat(mailsTo("tired")).hasSize(1);
    }

    @Test
    void aOneOffIsCompleteWhenItsAudienceIsServed() throws Exception {
        customer("once", 1, "Once", true);
        String segment = createSegment(spentAtLeast(0));
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));
        String campaign = launch(createCampaign(segment, "ONE_OFF", "Hello"));
        await().untilAsserted(() -> assertThat(
                        get("/api/campaigns/" + campaign).path("state").asString())
                .isEqualTo("COMPLETED"));
        assertThat(mailsTo("once")).hasSize(1);

        customer("late", 1, "Late", true);
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(2));
        assertThat(get("/api/campaigns/" + campaign + "/stats").path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void aPreviewCountsAndShowsWhoMatches() throws Exception {
        customer("shown", 1, "Shown", true);
        String preview = "{\"rule\":%s}".formatted(spentAtLeast(0));
        await().untilAsserted(() -> {
            JsonNode answer = json.readTree(send("POST", "/api/segments/preview", preview, Role.MARKETER)
                    .body());
            assertThat(answer.path("count").asInt()).isEqualTo(1);
            assertThat(answer.at("/sample/0/firstName").asString()).isEqualTo("Shown");
            assertThat(answer.path("description").asString()).contains("total of orders is at least 0");
        });
    }

    @Test
    void badInputIsRefusedWithAPointerToEachFault() throws Exception {
        HttpResponse<String> rule = send("POST", "/api/segments", """
                {"name":"", "rule":{"combinator":"xor","rules":[{"field":"shoeSize","operator":"=","value":1},
                {"field":"city","operator":">=","value":"a"},{"combinator":"and","rules":[]}]}}""", Role.MARKETER);
        assertThat(rule.statusCode()).isEqualTo(422);
        assertThat(json.readTree(rule.body())
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .contains(
                        "/name",
                        "/rule/combinator",
                        "/rule/rules/0/field",
                        "/rule/rules/1/operator",
                        "/rule/rules/2/rules");

        String segment = createSegment(spentAtLeast(0));
        HttpResponse<String> template =
                send("POST", "/api/campaigns", campaignJson(segment, "LIVE", "Hello {% if %}"), Role.MARKETER);
        assertThat(template.statusCode()).isEqualTo(422);
        assertThat(template.body()).contains("/content/subject").contains("Line 1, column 13");
        assertThat(send("POST", "/api/campaigns/none/launch", "", Role.MARKETER).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCampaignIsLaunchedOnceAndStaleChangesAreRefused() throws Exception {
        String segment = createSegment(spentAtLeast(0));
        String campaign = createCampaign(segment, "LIVE", "Hello");
        HttpResponse<String> first = put("/api/campaigns/" + campaign, campaignJson(segment, "LIVE", "One"), "\"1\"");
        HttpResponse<String> second = put("/api/campaigns/" + campaign, campaignJson(segment, "LIVE", "Two"), "\"1\"");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(412);

        launch(campaign);
        assertThat(send("POST", "/api/campaigns/" + campaign + "/launch", "", Role.MANAGER)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aFieldListsWhatAConditionOnItMaySayBesidesOperatorAndValue() throws Exception {
        JsonNode fields = get("/api/segments/fields").path("fields");
        assertThat(fields).isNotEmpty();
        for (JsonNode field : fields) {
            JsonNode options = field.path("options");
            assertThat(options.isArray()).as(field.toString()).isTrue();
            for (String member : List.of("within", "where")) {
                String rule = """
                        {"rule":{"combinator":"and","rules":[{"field":"%s","operator":"notNull","%s":{}}]}}""".formatted(field.path("name").asString(), member);
                String answer = send("POST", "/api/segments/validate", rule, Role.MARKETER)
                        .body();
                boolean listed = options.valueStream().map(JsonNode::asString).anyMatch(member::equals);
                assertThat(answer.contains("counts nothing that could be narrowed down"))
                        .as(answer)
                        .isNotEqualTo(listed);
            }
        }
    }

    @Test
    void theEditorIsToldWhatTemplatesCanSayWithTheAttributesOfTheData() throws Exception {
        customer("said", 1, "Said", true);
        await().untilAsserted(() -> {
            HttpResponse<String> answer = send("GET", "/api/campaigns/variables", null, Role.MARKETER);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(json.readTree(answer.body())
                            .path("groups")
                            .valueStream()
                            .flatMap(group -> group.path("variables").valueStream())
                            .map(variable -> variable.path("name").asString()))
                    .contains("customer.firstName", "customer.attributes.plan", "order.total", "product.name");
        });
    }

    @Test
    void theApiIsTheCommittedOne() {
        OpenApiFile.assertCommitted("campaign-service", port);
    }

    @Test
    void aNoteStandsInTheLogWithItsAuthor() throws Exception {
        customer("noted", 1, "Noted", true);
        String note =
                "{\"customerId\":\"%s\",\"kind\":\"CALL\",\"text\":\"Asked for a refund\"}".formatted(id("noted"));
        await().untilAsserted(() -> assertThat(
                        send("POST", "/api/communications", note, Role.MARKETER).statusCode())
                .isEqualTo(201));
        JsonNode log = get("/api/communications?customerId=" + id("noted") + "&kind=CALL");
        assertThat(log.at("/items/0/author").asString()).isEqualTo("Ada Lovelace");
        assertThat(log.at("/items/0/customerName").asString()).isEqualTo("Noted Test");
    }

    @Test
    void whoIsMergedTakesOrdersLettersAndRefusalsAlongAndBack() throws Exception {
        String segment = createSegment(spentAtLeast(100));
        String campaign = launchLiveCampaign(segment);
        customer("alias", 1, "Alias", true);
        customer("survivor", 1, "Survivor", true);
        order("alias-1", "alias", 1, "PAID", "150.00");
        await().untilAsserted(() -> assertThat(mailsTo("alias")).hasSize(1));

        merged("alias", 2, "survivor");
        customer("survivor", 2, "Survivor", true, "\"" + id("alias") + "\"");
        order("alias-1", "survivor", 2, "PAID", "150.00");

        await().untilAsserted(
                        () -> assertThat(skippedBy(campaign, "ALREADY_SENT")).isEqualTo(1));
        assertThat(membersOf(segment)).containsExactly(id("survivor"));
        assertThat(mailsTo("survivor")).isEmpty();
        assertThat(get("/api/communications?customerId=" + id("survivor"))
                        .at("/items/0/customerId")
                        .asString())
                .isEqualTo(id("alias"));

        Matcher link =
                Pattern.compile("/u/[\\w-]+").matcher(part(mailsTo("alias").getFirst(), 1));
        assertThat(link.find()).isTrue();
        assertThat(send("POST", link.group(), "List-Unsubscribe=One-Click", null)
                        .statusCode())
                .isEqualTo(200);
        String second = launchLiveCampaign(segment);
        await().untilAsserted(
                        () -> assertThat(skippedBy(second, "UNSUBSCRIBED")).isEqualTo(1));

        customer("alias", 3, "Alias", true);
        customer("survivor", 3, "Survivor", true);
        order("alias-1", "alias", 3, "PAID", "150.00");
        await().untilAsserted(() -> assertThat(membersOf(segment)).containsExactly(id("alias")));
        assertThat(mailsTo("alias")).hasSize(1);
    }

    @Test
    void aDeletedOrderCountsNoLonger() throws Exception {
        String segment = createSegment(spentAtLeast(100));
        customer("returned", 1, "Returned", true);
        order("returned-1", "returned", 1, "PAID", "150.00");
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));

        kafka.send("orders", id("returned-1"), """
                {"id":"%s","version":2,"customerId":"%s","deletedAt":"2026-11-02T10:00:00Z"}""".formatted(id("returned-1"), id("returned")));
        await().untilAsserted(() -> assertThat(size(segment)).isZero());

        order("returned-1", "returned", 1, "PAID", "150.00");
        order("returned-1", "returned", 3, "PAID", "200.00");
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));
    }

    @Test
    void nothingPersonalIsLeftOfWhoWasErased() throws Exception {
        String segment = createSegment(spentAtLeast(100));
        launchLiveCampaign(segment);
        customer("gone", 1, "Ozymandias", true);
        order("gone-1", "gone", 1, "PAID", "150.00");
        String note = "{\"customerId\":\"%s\",\"kind\":\"NOTE\",\"text\":\"Asked about the %s flute\"}"
                .formatted(id("gone"), mark);
        await().untilAsserted(() -> assertThat(
                        send("POST", "/api/communications", note, Role.MARKETER).statusCode())
                .isEqualTo(201));
        await().untilAsserted(() -> assertThat(
                        get("/api/communications?customerId=" + id("gone")).path("items"))
                .hasSize(2));
        String[] personal = {"Ozymandias", id("gone") + "@example.com", mark + " flute"};
        assertThat(Traces.of(mongo, personal)).hasSizeGreaterThanOrEqualTo(3);
        JsonNode held =
                json.readTree(send("GET", "/internal/persons?id=" + id("gone") + "&id=nobody", null, Role.MANAGER)
                        .body());
        assertThat(get("/api/communications?customerId=" + id("gone")).toString())
                .as("analysts read no contact details")
                .doesNotContain(id("gone") + "@example.com")
                .contains("•••@example.com");
        assertThat(held.at("/profiles/0/customer/firstName").asString()).isEqualTo("Ozymandias");
        assertThat(held.at("/profiles/0/segments/0").asString()).isEqualTo(segment);
        assertThat(held.at("/messages/0/to").asString()).isEqualTo(id("gone") + "@example.com");
        assertThat(held.at("/communications/0/body").asString()).contains("flute");
        assertThat(held.path("occurrences")).hasSizeGreaterThanOrEqualTo(1);
        assertThat(held.path("suppressions").isArray()).isTrue();

        kafka.send("customers", id("gone"), """
                {"id":"%s","version":7,"erasedAt":"2026-11-20T08:00:00Z","identityHashes":[]}""".formatted(id("gone")));
        await().untilAsserted(() -> assertThat(
                        kafka.read("erasures", record -> record.key().equals(id("gone") + ":campaign-service")))
                .isNotEmpty()
                .allSatisfy(Contracts::assertFits));

        assertThat(Traces.of(mongo, personal)).isEmpty();
        assertThat(size(segment)).isZero();
        assertThat(get("/api/communications?customerId=" + id("gone")).path("items"))
                .hasSize(2);
        HttpResponse<String> refused = send("POST", "/api/communications", note, Role.MARKETER);
        assertThat(refused.statusCode()).isEqualTo(410);
        assertThat(refused.body()).contains("was erased");

        customer("gone", 1, "Ozymandias", true);
        customer("after", 1, "After", true);
        await().untilAsserted(() -> assertThat(
                        send("GET", "/api/segments/" + createSegment(spentAtLeast(0)) + "/members", null, Role.ANALYST)
                                .body())
                .contains(id("after")));
        assertThat(Traces.of(mongo, personal)).isEmpty();
    }

    private void merged(String name, int version, String survivor) {
        kafka.send("customers", id(name), """
                {"id":"%1$s","version":%2$d,"externalId":"%1$s","mergedInto":"%3$s","mergedAt":"2026-11-02T09:00:00Z"}""".formatted(id(name), version, id(survivor)));
    }

    private List<String> membersOf(String segment) throws Exception {
        return get("/api/segments/" + segment + "/members")
                .path("items")
                .valueStream()
                .map(member -> member.path("customerId").asString())
                .toList();
    }

    private int skippedBy(String campaign, String reason) throws Exception {
        return get("/api/campaigns/" + campaign + "/stats")
                .at("/skippedBy/" + reason)
                .asInt();
    }

    @Test
    void anEntryMadeByHandIsEditedCompletedAndDeleted() throws Exception {
        String entry = record("kept", "2026-11-06T09:00:00Z", "shoes");
        JsonNode created = get("/api/communications/" + entry);
        assertThat(created.path("tags").toString()).isEqualTo("[\"shoes\"]");
        assertThat(created.path("version").asInt()).isEqualTo(1);

        HttpResponse<String> edited =
                patch(entry, "{\"tags\":[\"stock\"],\"task\":{\"assignee\":\"grace@example.com\"}}", "\"1\"");
        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        assertThat(edited.headers().firstValue("ETag")).contains("\"2\"");
        JsonNode changed = json.readTree(edited.body());
        assertThat(changed.path("body").asString()).isEqualTo("Asked for blue");
        assertThat(changed.path("tags").toString()).isEqualTo("[\"stock\"]");
        assertThat(changed.path("task").toString())
                .isEqualTo("{\"dueAt\":\"2026-11-06T09:00:00Z\",\"assignee\":\"grace@example.com\"}");
        assertThat(patch(entry, "{\"text\":\"Late\"}", "\"1\"").statusCode()).isEqualTo(412);

        JsonNode done = json.readTree(send("POST", "/api/communications/" + entry + "/done", "", Role.MARKETER)
                .body());
        assertThat(done.at("/task/doneBy").asString()).isEqualTo("Ada Lovelace");
        assertThat(done.at("/task/doneAt").isMissingNode()).isFalse();
        JsonNode again = json.readTree(send("DELETE", "/api/communications/" + entry + "/done", null, Role.MARKETER)
                .body());
        assertThat(again.at("/task/doneAt").isMissingNode()).isTrue();

        JsonNode without = json.readTree(patch(entry, "{\"task\":null}", "*").body());
        assertThat(without.has("task")).isFalse();
        assertThat(send("POST", "/api/communications/" + entry + "/done", "", Role.MARKETER)
                        .statusCode())
                .isEqualTo(409);

        assertThat(delete("/api/communications/" + entry, "\"1\"").statusCode()).isEqualTo(412);
        assertThat(delete("/api/communications/" + entry, "*").statusCode()).isEqualTo(204);
        assertThat(send("GET", "/api/communications/" + entry, null, Role.ANALYST)
                        .statusCode())
                .isEqualTo(404);
        assertThat(patch(entry, "{\"text\":\"Back\"}", "*").statusCode()).isEqualTo(404);
        assertThat(get("/api/communications?customerId=" + id("kept")).path("items"))
                .isEmpty();
    }

    @Test
    void aPatchThatIsWrongSaysWhere() throws Exception {
        String entry = record("wrong", null, "shoes");

        HttpResponse<String> refused =
                patch(entry, "{\"kind\":\"CALL\",\"a/b\":1,\"task\":{\"doneAt\":\"2026-11-06T09:00:00Z\"}}", "*");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(pointers(refused)).containsExactlyInAnyOrder("/kind", "/a~1b", "/task/doneAt");
        assertThat(pointers(
                        patch(entry, "{\"text\":\" \",\"tags\":[\"x\",\"\"],\"task\":{\"assignee\":\"Ada\"}}", "*")))
                .containsExactlyInAnyOrder("/text", "/tags/1", "/task/dueAt");
        assertThat(pointers(patch(entry, "{\"task\":{\"dueAt\":\"soon\"}}", "*")))
                .containsExactly("/task/dueAt");
        assertThat(pointers(patch(entry, "[]", "*"))).containsExactly("");
        assertThat(get("/api/communications/" + entry).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void tasksAreListedByWhenTheyAreDue() throws Exception {
        String late = record("tasks", "2026-01-03T00:00:00Z", "late");
        String later = record("tasks", "2026-01-04T00:00:00Z", "late");
        String ahead = record("tasks", "2999-01-01T00:00:00Z", "ahead");
        String done = record("tasks", "2026-01-01T00:00:00Z", "late");
        send("POST", "/api/communications/" + done + "/done", "", Role.MARKETER);
        String lastDone = record("tasks", "2026-01-02T00:00:00Z", "late");
        send("POST", "/api/communications/" + lastDone + "/done", "", Role.MARKETER);
        record("tasks", null, "late");

        assertThat(listed("&task=open")).containsExactly(late, later, ahead);
        assertThat(listed("&task=overdue")).containsExactly(late, later);
        assertThat(listed("&task=done")).containsExactly(lastDone, done);
        assertThat(listed("&task=open&sort=-dueAt")).containsExactly(ahead, later, late);
        assertThat(listed("&task=open&tag=ahead")).containsExactly(ahead);
        assertThat(listed("&tag=late")).hasSize(5).doesNotContain(ahead);
        assertThat(listed("&kind=MEETING&task=open")).isEmpty();
        assertThat(send("GET", "/api/communications?task=maybe", null, Role.ANALYST)
                        .statusCode())
                .isEqualTo(400);

        JsonNode first = get("/api/communications?task=open&limit=2&customerId=" + id("tasks"));
        assertThat(ids(first)).containsExactly(late, later);
        JsonNode second = get("/api/communications?task=open&limit=2&customerId=" + id("tasks") + "&cursor="
                + first.path("nextCursor").asString());
        assertThat(ids(second)).containsExactly(ahead);
        assertThat(second.has("nextCursor")).isFalse();
    }

    private List<String> listed(String filter) throws Exception {
        return ids(get("/api/communications?customerId=" + id("tasks") + filter));
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private List<String> pointers(HttpResponse<String> refused) {
        return json.readTree(refused.body())
                .path("errors")
                .valueStream()
                .map(fault -> fault.path("pointer").asString())
                .toList();
    }

    private HttpResponse<String> patch(String entry, String body, String ifMatch) throws Exception {
        return http.send(
                request("PATCH", "/api/communications/" + entry, body, Role.MARKETER)
                        .setHeader("content-type", "application/merge-patch+json")
                        .header("if-match", ifMatch)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A call with the customer, who is made known if they are not. */
    private String record(String customer, @Nullable String dueAt, String tag) throws Exception {
        customer(customer, 1, customer, true);
        String body = "{\"customerId\":\"%s\",\"kind\":\"CALL\",\"text\":\"Asked for blue\",\"tags\":[\"%s\"]%s}"
                .formatted(id(customer), tag, dueAt == null ? "" : ",\"task\":{\"dueAt\":\"" + dueAt + "\"}");
        AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
        await().untilAsserted(() -> {
            answer.set(send("POST", "/api/communications", body, Role.MARKETER));
            assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(201);
        });
        return json.readTree(answer.get().body()).path("id").asString();
    }

    private String spentAtLeast(int total) {
        return """
                {"combinator":"and","rules":[{"field":"tags","operator":"=","value":"%s"},
                {"field":"orders.total","operator":">=","value":%d}]}""".formatted(mark, total);
    }

    private String segmentJson(String rule) {
        return "{\"name\":\"Segment %s\",\"rule\":%s}".formatted(mark, rule);
    }

    private String createSegment(String rule) throws Exception {
        HttpResponse<String> created = send("POST", "/api/segments", segmentJson(rule), Role.MARKETER);
        assertThat(created.statusCode()).isEqualTo(201);
        return json.readTree(created.body()).path("id").asString();
    }

    private static String campaignJson(String segment, String mode, String subject) {
        return """
                {"name":"Thanks","segmentId":"%s","channel":"EMAIL","mode":"%s","content":{"subject":"%s",
                "html":"<p>You have {{ orders.count }} orders.</p><a href='{{ unsubscribe_url }}'>No more</a>"}}""".formatted(segment, mode, subject);
    }

    private String createCampaign(String segment, String mode, String subject) throws Exception {
        HttpResponse<String> created =
                send("POST", "/api/campaigns", campaignJson(segment, mode, subject), Role.MARKETER);
        assertThat(created.statusCode()).isEqualTo(201);
        return json.readTree(created.body()).path("id").asString();
    }

    private String launchLiveCampaign(String segment) throws Exception {
        return launch(createCampaign(segment, "LIVE", "{{ customer.firstName }}, thank you"));
    }

    private String launch(String campaign) throws Exception {
        assertThat(send("POST", "/api/campaigns/" + campaign + "/launch", "", Role.MANAGER)
                        .statusCode())
                .isEqualTo(200);
        return campaign;
    }

    private String id(String name) {
        return mark + "-" + name;
    }

    private void customer(String name, int version, String firstName, boolean consents) {
        customer(name, version, firstName, consents, "");
    }

    private void customer(String name, int version, String firstName, boolean consents, String mergedIds) {
        kafka.send("customers", id(name), """
                {"id":"%1$s","version":%2$d,"externalId":"%1$s","firstName":"%3$s","lastName":"Test",
                "email":"%1$s@example.com","tags":["%4$s"],"attributes":{"plan":"gold"},
                "consent":{"email":%5$s,"sms":false},"mergedIds":[%6$s]}""".formatted(id(name), version, firstName, mark, consents, mergedIds));
    }

    private void order(String name, String customer, int version, String status, String total) {
        kafka.send("orders", id(name), """
                {"id":"%s","version":%d,"customerId":"%s","status":"%s","total":"%s","placedAt":"2026-11-01T10:00:00Z"}""".formatted(id(name), version, id(customer), status, total));
    }

    private List<MimeMessage> mailsTo(String name) {
        String address = (id(name) + "@example.com").toLowerCase(Locale.ROOT);
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getRecipients(Message.RecipientType.TO)[0]
                                .toString()
                                .equals(address);
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(IntStream.range(0, parts.getCount()).boxed()).contains(index);
        return parts.getBodyPart(index).getContent().toString();
    }

    private long size(String segment) throws Exception {
        return get("/api/segments/" + segment).path("size").asLong();
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response = send("GET", path, null, Role.ANALYST);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private HttpResponse<String> put(String path, String body, String ifMatch) throws Exception {
        return http.send(
                request("PUT", path, body, Role.MARKETER)
                        .header("if-match", ifMatch)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> delete(String path, String ifMatch) throws Exception {
        return http.send(
                request("DELETE", path, null, Role.MARKETER)
                        .header("if-match", ifMatch)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body, Role role) throws Exception {
        return http.send(request(method, path, body, role).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, String body, Role role) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("content-type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return role == null ? request : request.header("authorization", TestTokens.bearer(role));
    }
}
