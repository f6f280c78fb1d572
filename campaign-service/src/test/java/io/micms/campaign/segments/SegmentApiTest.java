package io.micms.campaign.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PUT;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Segments as people use them, over HTTP. */
@MiCmsTest
class SegmentApiTest {

    private static KafkaProbe kafka;

    @LocalServerPort
    int port;

    /** A tag that only this test's customers carry, so that tests do not meet in each other's segments. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void connect() {
        kafka = KafkaProbe.ofTests();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
    }

    @Test
    void anArchivedSegmentIsEmptyAndComesBack() {
        String segment = create("All", marked(""));
        customer("one", "Pune");
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));

        JsonNode archived = ok(marketer().post(segment + "/archive", ""));
        assertThat(archived.path("state").asString()).isEqualTo("ARCHIVED");
        await().untilAsserted(() -> assertThat(size(segment)).isZero());
        assertThat(listed("")).doesNotContain(segment);
        assertThat(listed("&state=ARCHIVED")).contains(segment);
        assertThat(listed("&state=ALL")).contains(segment);
        assertThat(marketer().post(segment + "/archive", "").getStatusCode().value())
                .isEqualTo(409);
        assertThat(put(segment, "All", marked(""), "*").getStatusCode().value()).isEqualTo(409);

        ok(marketer().post(segment + "/restore", ""));
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));
    }

    @Test
    void aDeletedSegmentIsGoneFromEverywhere() {
        String segment = create("Short-lived", marked(""));
        customer("left", "Pune");
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));
        assertThat(marketer()
                        .call(DELETE, segment, null, "If-Match", "\"7\"")
                        .getStatusCode()
                        .value())
                .isEqualTo(412);

        assertThat(marketer().call(DELETE, segment, null).getStatusCode().value())
                .isEqualTo(204);

        for (String path : List.of("", "/members", "/uses", "/history", "/why/" + id("left"))) {
            assertThat(analyst().get(segment + path).getStatusCode().value())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(marketer().call(DELETE, segment, null).getStatusCode().value())
                .isEqualTo(404);
        assertThat(marketer().post(segment + "/restore", "").getStatusCode().value())
                .isEqualTo(404);
        assertThat(listed("&state=ALL")).doesNotContain(segment);
        await().untilAsserted(() -> assertThat(
                        ok(analyst().get("/api/segments/of/" + id("left"))).path("items"))
                .isEmpty());
        await().untilAsserted(() -> assertThat(
                        kafka.read("segments", record -> record.key().equals(idOf(segment))))
                .last()
                .satisfies(
                        record -> assertThat(record.value()).contains("DELETED").doesNotContain(mark)));
    }

    @Test
    void aSegmentInUseStays() {
        String used = create("Used", marked(""));
        String user = create("User", in(used));
        JsonNode campaign = created(marketer().post("/api/campaigns", """
                {'name':'Thanks','segmentId':'%s','channel':'SMS','mode':'LIVE','content':{'text':'Hello'}}""".formatted(idOf(used))));

        assertThat(ok(analyst().get(used + "/uses"))
                        .path("items")
                        .valueStream()
                        .map(use -> use.path("kind").asString() + " "
                                + use.path("name").asString()))
                .containsExactly("SEGMENT User " + mark, "CAMPAIGN Thanks");
        for (ResponseEntity<JsonNode> refused :
                List.of(marketer().call(DELETE, used, null), marketer().post(used + "/archive", ""))) {
            assertThat(refused.getStatusCode().value()).isEqualTo(409);
            assertThat(refused.getBody()
                            .path("usedBy")
                            .valueStream()
                            .map(use -> use.path("id").asString()))
                    .containsExactly(idOf(user), campaign.path("id").asString());
        }

        assertThat(marketer().call(DELETE, user, null).getStatusCode().value()).isEqualTo(204);
        assertThat(marketer().call(DELETE, used, null).getBody().path("usedBy")).hasSize(1);
        ok(manager().post("/api/campaigns/" + campaign.path("id").asString() + "/launch", ""));
        ok(manager().post("/api/campaigns/" + campaign.path("id").asString() + "/stop", ""));
        assertThat(marketer().call(DELETE, used, null).getStatusCode().value()).isEqualTo(204);
    }

    @Test
    void aSegmentIsNeverPartOfItselfNotEvenThroughThreeOthers() {
        String a = create("A", marked(""));
        String b = create("B", in(a));
        String c = create("C", in(b));
        String d = create("D", in(c));

        ResponseEntity<JsonNode> refused = put(a, "A", in(d), "*");

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        JsonNode fault = refused.getBody().path("errors").get(0);
        assertThat(fault.path("pointer").asString()).isEqualTo("/rule/rules/0/value/0");
        assertThat(fault.path("detail").asString())
                .contains(Stream.of("A", "D", "C", "B", "A")
                        .map(name -> "\"" + name + " " + mark + "\"")
                        .collect(Collectors.joining(" → ")));
    }

    @Test
    void aSegmentOfASegmentFollowsIt() {
        String inner = create("Inner", marked(city("Pune")));
        String outer = create("Outer", in(inner));
        customer("moved", "Mumbai");
        assertThat(ok(analyst().get(outer)).path("ruleDescription").asString())
                .isEqualTo("Is in segment \"Inner %s\"".formatted(mark));

        put(inner, "Inner", marked(city("Mumbai")), "*");

        await().untilAsserted(() -> assertThat(size(outer)).isEqualTo(1));
        put(inner, "Inner", marked(city("Goa")), "*");
        await().untilAsserted(() -> assertThat(size(outer)).isZero());
    }

    @Test
    void ofTwoPeopleWhoEditAtOnceTheSecondIsTold() {
        String segment = create("Edited", marked(""));

        assertThat(put(segment, "One", marked(city("Pune")), "\"1\"")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(put(segment, "Two", marked(city("Mumbai")), "\"1\"")
                        .getStatusCode()
                        .value())
                .isEqualTo(412);
        assertThat(ok(analyst().get(segment)).path("name").asString()).startsWith("One");
    }

    @Test
    void copiesAreNumbered() {
        String segment = create("Original", marked(""));
        for (String name : List.of("Copy of Original %s", "Copy of Original %s (2)", "Copy of Original %s (3)")) {
            JsonNode copy = created(marketer().post(segment + "/duplicate", ""));
            assertThat(copy.path("name").asString()).isEqualTo(name.formatted(mark));
            assertThat(copy.path("rule")).isEqualTo(ok(analyst().get(segment)).path("rule"));
        }
    }

    @Test
    void whySaysWhatEachConditionSawAndWhenTimeWillChangeIt() {
        String locals = create("Locals", marked(city("pune")));
        String segment = create("Why", """
                {'combinator':'and','rules':[{'field':'segment','operator':'in','value':['%s']},
                {'field':'orders.total','operator':'>=','value':100,'within':'P30D'},
                {'field':'email','operator':'endsWith','value':'.com'}]}""".formatted(idOf(locals)));
        customer("curious", "Pune");
        Instant placedAt = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        order("curious", "150.00", placedAt, "Shoes");
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));

        JsonNode why = ok(analyst().get(segment + "/why/" + id("curious")));

        assertThat(why.path("member").asBoolean()).isTrue();
        assertThat(why.path("reason").asString()).isEqualTo("ORDER_CHANGED");
        assertThat(why.path("cause").asString()).isEqualTo(id("curious") + "-order");
        String leaves = placedAt.plus(Duration.ofDays(30)).toString();
        assertThat(why.path("nextChangeAt").asString()).isEqualTo(leaves);
        assertThat(why.at("/finding/combinator").asString()).isEqualTo("and");
        JsonNode inSegment = why.at("/finding/rules/0");
        assertThat(inSegment.path("kind").asString()).isEqualTo("SEGMENT");
        assertThat(inSegment.path("description").asString()).isEqualTo("Is in segment \"Locals %s\"".formatted(mark));
        assertThat(inSegment.at("/rules/0/rules/1/value").asString()).isEqualTo("Pune");
        JsonNode total = why.at("/finding/rules/1");
        assertThat(total.path("pointer").asString()).isEqualTo("/rules/1");
        assertThat(total.path("holds").asBoolean()).isTrue();
        assertThat(total.path("value").asString()).isEqualTo("150");
        assertThat(total.path("changesAt").asString()).isEqualTo(leaves);
        assertThat(why.at("/finding/rules/2/value").asString()).contains("•••@");
        assertThat(ok(marketer().get(segment + "/why/" + id("curious")))
                        .at("/finding/rules/2/value")
                        .asString())
                .isEqualTo(id("curious") + "@example.com");

        assertThat(analyst().get(segment + "/why/nobody").getStatusCode().value())
                .isEqualTo(404);
        assertThat(ok(analyst().get("/api/segments/of/" + id("curious")))
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .containsExactlyInAnyOrder("Locals " + mark, "Why " + mark);
    }

    @Test
    void membersAreListedWithTheReasonAndAsATable() throws Exception {
        String segment = create("Table; \"odd\"/name", marked(""));
        customer("=cmd", "Pune");
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));

        JsonNode member = ok(analyst().get(segment + "/members")).at("/items/0");
        assertThat(member.path("reason").asString()).isEqualTo("CUSTOMER_CHANGED");
        assertThat(member.path("email").asString()).contains("•••");
        assertThat(ok(marketer().get(segment + "/members")).at("/items/0/email").asString())
                .isEqualTo(id("=cmd") + "@example.com");

        HttpResponse<String> masked = export(segment, Role.ANALYST);
        assertThat(masked.headers().firstValue("content-type").orElseThrow()).startsWith("text/csv");
        assertThat(masked.body().lines().toList())
                .first()
                .asString()
                .endsWith("customerId,externalId,firstName,lastName,email,phone,city,country,since");
        assertThat(masked.body())
                .contains(id("=cmd"))
                .doesNotContain("@example.com,+91")
                .doesNotContain("+919812345678");
        assertThat(export(segment, Role.MARKETER).body()).contains(id("=cmd") + "@example.com", "+919812345678");
        assertThat(analyst()
                        .get("/api/segments/none/members/export")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    private HttpResponse<String> export(String segment, Role role) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + segment + "/members/export"))
                                .header("authorization", TestTokens.bearer(role))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theHistoryEndsToday() {
        String segment = create("Historic", marked(""));
        customer("historic", "Pune");
        await().untilAsserted(() -> assertThat(size(segment)).isEqualTo(1));

        JsonNode days = ok(analyst().get(segment + "/history?days=7")).path("days");
        assertThat(days).hasSize(7);
        assertThat(days.get(6).path("joined").asInt()).isEqualTo(1);
        assertThat(days.get(6).path("size").asInt()).isEqualTo(1);
        assertThat(LocalDate.parse(days.get(0).path("day").asString()).plusDays(6))
                .isEqualTo(days.get(6).path("day").asString());
        for (String bad : List.of("0", "401", "x")) {
            assertThat(analyst()
                            .get(segment + "/history?days=" + bad)
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
        }
    }

    @Test
    void aValidRuleIsDescribedNormalisedAndKnownAgain() {
        String segment = create("Known", marked(city("Pune")));
        JsonNode valid = ok(marketer().post("/api/segments/validate", "{'rule':%s}".formatted("""
                {'combinator':'or','not':true,'rules':[{'field':'city','operator':'!=','value':'PUNE'},
                {'field':'tags','operator':'doesNotContain','value':'%s'}]}""".formatted(mark))));

        assertThat(valid.path("valid").asBoolean()).isTrue();
        assertThat(valid.path("description").asString()).startsWith("Not (city is not \"PUNE\" or tags");
        assertThat(valid.path("normalised").asString()).contains("\"pune\"");
        assertThat(valid.path("sameAs")
                        .valueStream()
                        .map(same -> same.path("id").asString()))
                .containsExactly(idOf(segment));
    }

    @Test
    void fieldsCarryWhatThereIsToChooseFrom() {
        // Of the many that other tests leave behind, the most frequent are shown.
        for (int i = 0; i < 20; i++) {
            customer("chosen" + i, "Nagpur" + mark);
            order("chosen" + i, "10.00", Instant.now().minusSeconds(60), "Hats" + mark);
        }
        customer("chosen", "Nagpur" + mark);
        order("chosen", "10.00", Instant.now().minusSeconds(60), "Hats" + mark);
        await().untilAsserted(() -> {
            JsonNode fields = ok(analyst().get("/api/segments/fields")).path("fields");
            assertThat(field(fields, "city").path("values").toString()).contains("Nagpur" + mark);
            JsonNode total = field(fields, "orders.total");
            assertThat(total.path("options").toString()).isEqualTo("[\"within\",\"where\"]");
            assertThat(total.path("where")
                            .valueStream()
                            .map(where -> where.path("name").asString()))
                    .containsExactly("category", "sku", "channel");
            assertThat(total.at("/where/0/values").toString()).contains("hats" + mark);
            assertThat(field(fields, "messages.opened")
                            .path("where")
                            .valueStream()
                            .map(where -> where.path("name").asString()))
                    .containsExactly("campaign");
            assertThat(field(fields, "birthDate").path("type").asString()).isEqualTo("DATE");
            assertThat(field(fields, "segment").path("operators").toString()).isEqualTo("[\"in\",\"notIn\"]");
        });
    }

    private static JsonNode field(JsonNode fields, String name) {
        return fields.valueStream()
                .filter(field -> field.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> badRules() {
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> "{'field':'city','operator':'=','value':'c" + i + "'}")
                .collect(Collectors.joining(","));
        String values =
                IntStream.range(0, 100_000).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(","));
        return Stream.of(
                Arguments.of(
                        "unknown field", rule("'field':'shoeSize','operator':'=','value':1"), "/rule/rules/0/field"),
                Arguments.of(
                        "unfit operator", rule("'field':'city','operator':'>','value':1"), "/rule/rules/0/operator"),
                Arguments.of("empty group", "{'combinator':'and','rules':[]}", "/rule/rules"),
                Arguments.of("10,000 rules", "{'combinator':'or','rules':[" + many + "]}", "/rule/rules/500"),
                Arguments.of("depth 200", nested(200), "/rule" + "/rules/0".repeat(21)),
                Arguments.of("1e400", rule("'field':'age','operator':'=','value':1e400"), "/rule/rules/0/value"),
                Arguments.of(
                        "P-1D",
                        rule("'field':'orders.lastAt','operator':'withinLast','value':'P-1D'"),
                        "/rule/rules/0/value"),
                Arguments.of(
                        "PT0S",
                        rule("'field':'orders.lastAt','operator':'withinLast','value':'PT0S'"),
                        "/rule/rules/0/value"),
                Arguments.of(
                        "a window of more than 100 years",
                        rule("'field':'orders.count','operator':'=','value':1,'within':'P101Y'"),
                        "/rule/rules/0/within"),
                Arguments.of(
                        "unknown segment",
                        rule("'field':'segment','operator':'in','value':['none']"),
                        "/rule/rules/0/value/0"),
                Arguments.of(
                        "100,000 values",
                        rule("'field':'city','operator':'in','value':[" + values + "]"),
                        "/rule/rules/0/value"));
    }

    private static String rule(String condition) {
        return "{'combinator':'and','rules':[{" + condition + "}]}";
    }

    private static String nested(int depth) {
        return "{'combinator':'and','rules':[".repeat(depth) + "{'field':'city','operator':'null'}"
                + "]}".repeat(depth);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRules")
    void badRulesAreRefusedWhereverTheyComeIn(String name, String rule, String pointer) {
        for (ResponseEntity<JsonNode> refused : List.of(
                marketer().post("/api/segments", "{'name':'Bad','rule':%s}".formatted(rule)),
                marketer().post("/api/segments/validate", "{'rule':%s}".formatted(rule)),
                marketer().post("/api/segments/preview", "{'rule':%s}".formatted(rule)))) {
            assertThat(refused.getStatusCode().value()).isEqualTo(422);
            assertThat(refused.getBody()
                            .path("errors")
                            .valueStream()
                            .map(fault -> fault.path("pointer").asString()))
                    .containsExactly(pointer);
        }
    }

    @Test
    void whatIsNotJsonIsRefused() {
        for (String body : List.of(
                "{'rule':{'combinator':'and','rules':[{'field':'age','operator':'=','value':NaN}]}}",
                "{'rule':" + nested(2_000) + "}")) {
            assertThat(marketer()
                            .post("/api/segments/validate", body)
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
        }
    }

    @Test
    void textsLikeRegularExpressionsAreTexts() {
        customer("regex", ".*(" + mark);
        String literal = create("Literal", marked(city(".*(" + mark)));
        String pattern = create("Pattern", marked(",{'field':'city','operator':'contains','value':'.*'}"));
        String other = create("Other", marked(city(".*")));
        await().untilAsserted(() ->
                assertThat(List.of(size(literal), size(pattern), size(other))).containsExactly(1L, 1L, 0L));
    }

    private Api marketer() {
        return new Api(port, TestTokens.bearer(Role.MARKETER));
    }

    private Api manager() {
        return new Api(port, TestTokens.bearer(Role.MANAGER));
    }

    private Api analyst() {
        return new Api(port, TestTokens.bearer(Role.ANALYST));
    }

    /** Everyone of this test whom more conditions, if there are any, do not leave out. */
    private String marked(String more) {
        return "{'combinator':'and','rules':[{'field':'tags','operator':'=','value':'%s'}%s]}".formatted(mark, more);
    }

    private static String city(String city) {
        return ",{'field':'city','operator':'=','value':'%s'}".formatted(city);
    }

    private static String in(String segment) {
        return rule("'field':'segment','operator':'in','value':['%s']".formatted(idOf(segment)));
    }

    private static String idOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String draft(String name, String rule) {
        return "{'name':'%s %s','rule':%s}".formatted(name.replace("\"", "\\\""), mark, rule);
    }

    /** @return its path */
    private String create(String name, String rule) {
        return "/api/segments/"
                + created(marketer().post("/api/segments", draft(name, rule)))
                        .path("id")
                        .asString();
    }

    private ResponseEntity<JsonNode> put(String segment, String name, String rule, String ifMatch) {
        return marketer().call(PUT, segment, draft(name, rule), "If-Match", ifMatch);
    }

    private List<String> listed(String filter) {
        return ok(analyst().get("/api/segments?limit=200&search=" + mark + filter))
                .path("items")
                .valueStream()
                .map(segment -> "/api/segments/" + segment.path("id").asString())
                .toList();
    }

    private long size(String segment) {
        return ok(analyst().get(segment)).path("size").asLong();
    }

    private static JsonNode ok(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        return answer.getBody();
    }

    private static JsonNode created(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return answer.getBody();
    }

    private String id(String name) {
        return mark + "-" + name;
    }

    private void customer(String name, String city) {
        kafka.send("customers", id(name), """
                {"id":"%1$s","version":1,"externalId":"%1$s","firstName":"%2$s","city":"%3$s",
                "email":"%1$s@example.com","phone":"+919812345678","tags":["%4$s"],
                "consent":{"email":true}}""".formatted(id(name), name, city, mark));
    }

    private void order(String customer, String total, Instant placedAt, String category) {
        kafka.send("orders", id(customer) + "-order", """
                {"id":"%1$s-order","version":1,"customerId":"%1$s","status":"PAID","total":"%2$s","placedAt":"%3$s",
                "items":[{"category":"%4$s","sku":"S","quantity":1,"unitPrice":"%2$s"}]}""".formatted(id(customer), total, placedAt, category));
    }
}
