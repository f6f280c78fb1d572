package io.micms.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.campaign.profiles.AudienceHistory;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.SegmentService;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audiences follow orders, messages and time, and say why. */
@MiCmsTest
class AudienceFlowTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static KafkaProbe kafka;

    @Autowired
    SegmentService segments;

    @Autowired
    AudienceHistory history;

    @Autowired
    PlatformProperties platform;

    @Autowired
    MongoTemplate mongo;

    /** Whom only this test knows. */
    private final String customer = "c-" + UUID.randomUUID();

    @BeforeAll
    static void connect() {
        kafka = KafkaProbe.ofTests();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
    }

    @Test
    void whoHasOrderedLatelyLeavesWhenTimeHasPassed() {
        String segment = segment("{'field':'orders.count','operator':'>=','value':1,'within':'PT3S'}");
        customer("{}");
        order("o1", 1, "PAID", Instant.now(), "Shoes");

        await().untilAsserted(() ->
                assertThat(lastEvent(segment).path("member").asBoolean()).isTrue());
        assertThat(lastEvent(segment).path("reason").asString()).isEqualTo("ORDER_CHANGED");
        assertThat(lastEvent(segment).path("cause").asString()).isEqualTo(customer + "-o1");

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(lastEvent(segment).path("member").asBoolean())
                                .isFalse());
        assertThat(lastEvent(segment).path("reason").asString()).isEqualTo("TIME_PASSED");
        assertThat(lastEvent(segment).has("cause")).isFalse();
    }

    /** Whom a new rule left as they were is compared with the moment of that judging, not with the one before. */
    @Test
    void whoDidNotMatchANewRuleJoinsWithTheNextOrder() {
        customer("{}");
        order("o1", 1, "PAID", Instant.now(), "Shoes");
        await().untilAsserted(() -> assertThat(counted()).isEqualTo(1));
        await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
        long before = epoch();
        String segment = segment("{'field':'orders.lastAt','operator':'withinLast','value':'PT3S'}");
        await().until(() -> epoch() > before);

        order("o2", 1, "PAID", Instant.now(), "Shoes");

        await().untilAsserted(() ->
                assertThat(lastEvent(segment).path("version").asInt()).isPositive());
        assertThat(lastEvent(segment).path("reason").asString()).isIn("ORDER_CHANGED", "TIME_PASSED");
    }

    private long epoch() {
        return mongo.getCollection("profiles")
                .find(new Document("_id", customer))
                .first()
                .getLong("epoch");
    }

    @Test
    void anOrderToComeCountsFromItsInstantOn() {
        String segment = segment("{'field':'orders.count','operator':'=','value':1}");
        customer("{}");
        Instant soon = Instant.now().plusSeconds(3);
        order("o1", 1, "PLACED", soon, "Shoes");

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(lastEvent(segment).path("member").asBoolean())
                                .isTrue());
        assertThat(Instant.parse(lastEvent(segment).path("since").asString())).isAfterOrEqualTo(soon);
        assertThat(lastEvent(segment).path("reason").asString()).isEqualTo("TIME_PASSED");
    }

    @Test
    void whatARuleComesToAskForLaterIsCountedFromTheBeginning() {
        customer("{}");
        order("o1", 1, "PAID", Instant.now().minusSeconds(86_400), "Shoes");
        order("o2", 1, "PAID", Instant.now().minusSeconds(86_400 * 40), "Shoes");
        order("o3", 1, "PAID", Instant.now().minusSeconds(86_400), "Hats");
        await().untilAsserted(() -> assertThat(counted()).isEqualTo(3));

        String segment = segment(
                "{'field':'orders.total','operator':'=','value':100,'within':'P30D','where':{'category':['shoes']}}");

        await().untilAsserted(() ->
                assertThat(lastEvent(segment).path("member").asBoolean()).isTrue());
        assertThat(lastEvent(segment).path("reason").asString()).isEqualTo("SEGMENT_CHANGED");
        assertThat(lastEvent(segment).path("cause").asString()).isEqualTo(segment);

        order("o1", 2, "REFUNDED", Instant.now().minusSeconds(86_400), "Shoes");
        await().untilAsserted(() ->
                assertThat(lastEvent(segment).path("member").asBoolean()).isFalse());
        order("o1", 3, "PAID", Instant.now().minusSeconds(86_400), "Shoes");
        await().untilAsserted(() ->
                assertThat(lastEvent(segment).path("version").asInt()).isEqualTo(3));
    }

    @Test
    void whatBecameOfMessagesCounts() {
        String segment = segment(
                "{'field':'messages.opened','operator':'>=','value':1,'within':'P1D','where':{'campaign':['k-7']}}");
        customer("{}");
        kafka.send("messages", "m1", """
                {"id":"m-%s","version":2,"campaignId":"K-7","customerId":"%s","state":"SENT","sentAt":"%s"}""".formatted(
                        customer, customer, Instant.now().minusSeconds(60)));
        kafka.send("messages", "m1", """
                {"id":"m-%s","version":3,"campaignId":"K-7","customerId":"%s","state":"SENT","sentAt":"%s","openedAt":"%s"}""".formatted(
                        customer, customer, Instant.now().minusSeconds(60), Instant.now()));

        await().untilAsserted(() ->
                assertThat(lastEvent(segment).path("member").asBoolean()).isTrue());
        assertThat(lastEvent(segment).path("reason").asString()).isEqualTo("MESSAGE_CHANGED");
        assertThat(lastEvent(segment).path("cause").asString()).isEqualTo("m-" + customer);
    }

    @Test
    void eachJoiningAndLeavingIsInTheHistoryOfItsDay() {
        String segment = segment("{'field':'city','operator':'=','value':'%s'}".formatted(customer));
        customer("{'city':'%s'}".formatted(customer));
        await().untilAsserted(() -> assertThat(today(segment).size()).isEqualTo(1));
        customer("{'city':'elsewhere'}", 2);
        customer("{'city':'%s'}".formatted(customer), 3);

        await().untilAsserted(() ->
                assertThat(lastEvent(segment).path("version").asInt()).isEqualTo(3));
        assertThat(today(segment)).isEqualTo(new AudienceHistory.Day(LocalDate.now(zone()), 2, 1, 1));
        assertThat(history.days(segment, 3))
                .hasSize(3)
                .first()
                .satisfies(day -> assertThat(day.size()).isZero());
    }

    private AudienceHistory.Day today(String segment) {
        return history.days(segment, 1).getFirst();
    }

    private ZoneId zone() {
        return platform.timeZone();
    }

    private int counted() {
        return (int) mongo.count(
                new Query(Criteria.where("customerId")
                        .is(customer)
                        .and("uncounted")
                        .exists(false)),
                "occurrences");
    }

    private String segment(String condition) {
        String mine = "{'field':'externalId','operator':'=','value':'%s'}".formatted(customer);
        String rule = "{'combinator':'and','rules':[%s,%s]}"
                .formatted(mine, condition)
                .replace('\'', '"');
        return segments.create(new Segment.Draft("Of " + customer, null, JSON.readTree(rule)))
                .segment()
                .id();
    }

    private void customer(String said) {
        customer(said, 1);
    }

    private void customer(String said, int version) {
        String more = said.substring(1, said.length() - 1).replace('\'', '"');
        kafka.send("customers", customer, """
                {"id":"%s","version":%d,"externalId":"%s"%s}""".formatted(customer, version, customer, more.isEmpty() ? "" : "," + more));
    }

    private void order(String number, int version, String status, Instant placedAt, String category) {
        kafka.send("orders", customer + "-" + number, """
                {"id":"%s-%s","version":%d,"customerId":"%s","status":"%s","total":"120.00","placedAt":"%s","channel":"web",
                 "items":[{"sku":"A","category":"%s","quantity":2,"unitPrice":"50.00"}]}""".formatted(
                        customer, number, version, customer, status, placedAt, category));
    }

    private JsonNode lastEvent(String segment) {
        List<ConsumerRecord<String, String>> told =
                kafka.read("audiences", record -> record.key().equals(segment + ":" + customer));
        return told.isEmpty()
                ? JSON.createObjectNode()
                : JSON.readTree(told.getLast().value());
    }
}
