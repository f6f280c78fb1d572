package io.micms.campaign.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.profiles.Backfill;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Occurrence;
import io.micms.campaign.profiles.OccurrenceNews;
import io.micms.campaign.profiles.ProfileUpdates;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.segments.PreviewTurns.Turn;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Unavailable;
import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who would be in a segment, of more people than are looked at one by one while somebody types. */
@MiCmsTest
class PreviewTest {

    private static final String TAG = "preview";
    private static final int PEOPLE = 3_000;
    private static final String HALF = condition("'field':'city','operator':'=','value':'Previewpur'");
    private static final String NOBODY_COUNTS_IT = "'field':'orders.count','operator':'%s','value':1,'within':'P%dD'";
    private static boolean filled;

    @Autowired
    ProfileUpdates updates;

    @Autowired
    Segments segments;

    @Autowired
    Profiles profiles;

    @Autowired
    Backfill backfill;

    @Autowired
    PlatformProperties platform;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    @BeforeEach
    void fill() {
        if (filled) {
            return;
        }
        filled = true;
        for (int from = 0; from < PEOPLE; from += 500) {
            updates.customersChanged(IntStream.range(from, from + 500)
                    .mapToObj(PreviewTest::customer)
                    .toList());
        }
        try (KafkaProbe kafka = KafkaProbe.ofTests()) {
            for (int i = 0; i < 30; i++) {
                kafka.send("orders", "preview-order-" + i, """
                        {"id":"preview-order-%d","version":1,"customerId":"preview-%d","status":"PAID","total":"10.00",
                        "placedAt":"%s"}""".formatted(
                                i, i, Instant.now().minus(Duration.ofDays(2))));
            }
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> preview(condition("'field':'orders.count','operator':'=','value':1"), "")
                                .path("count")
                                .asInt()
                        == 30);
    }

    private static CustomerCopy customer(int i) {
        return new CustomerCopy(
                "preview-" + i,
                1,
                null,
                "First" + i,
                "Last",
                null,
                null,
                i % 2 == 0 ? "Previewpur" : "Goa",
                "IN",
                LocalDate.of(1990, 1, 1).plusDays(i),
                null,
                List.of(TAG),
                Map.of("number", i),
                true,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(),
                null,
                null);
    }

    private static String condition(String condition) {
        return "{'combinator':'and','rules':[{'field':'tags','operator':'=','value':'%s'},{%s}]}"
                .formatted(TAG, condition);
    }

    private JsonNode preview(String rule, String more) {
        ResponseEntity<JsonNode> answer = new Api(port, TestTokens.bearer(Role.MARKETER))
                .post("/api/segments/preview", "{'rule':%s%s}".formatted(rule, more));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(200);
        return answer.getBody();
    }

    @Test
    void whatIsStoredIsCountedAtOnce() {
        JsonNode preview = preview(HALF, "");

        assertThat(preview.path("count").asInt()).isEqualTo(PEOPLE / 2);
        assertThat(preview.path("exact").asBoolean()).isTrue();
        assertThat(preview.path("low").asInt()).isEqualTo(PEOPLE / 2);
        assertThat(preview.path("of").asInt()).isGreaterThanOrEqualTo(PEOPLE);
        assertThat(preview.path("sample"))
                .hasSize(10)
                .allMatch(shown -> shown.path("city").asString().equals("Previewpur"));
        assertThat(preview.path("description").asString()).contains("city is \"Previewpur\"");
        assertThat(preview.path("joining").isMissingNode()
                        || preview.path("joining").isNull())
                .isTrue();

        JsonNode city = preview.at("/conditions/1");
        assertThat(city.path("pointer").asString()).isEqualTo("/rule/rules/1");
        assertThat(city.path("exact").asBoolean()).isFalse();
        assertThat(city.path("count").asInt()).isBetween(PEOPLE / 2 - 200, PEOPLE / 2 + 200);
        JsonNode exact = preview(HALF, ",'exact':true").at("/conditions/1");
        assertThat(exact.path("exact").asBoolean()).isTrue();
        assertThat(exact.path("count").asInt()).isEqualTo(PEOPLE / 2);
    }

    @Test
    void whatNobodyHasCountedIsEstimatedAndThenCounted() {
        String rule = condition(NOBODY_COUNTS_IT.formatted("<", 17));

        JsonNode estimate = preview(rule, "");
        assertThat(estimate.path("exact").asBoolean()).isFalse();
        assertThat(estimate.path("low").asInt())
                .isLessThan(estimate.path("high").asInt());
        assertThat(PEOPLE - 30)
                .isBetween(
                        estimate.path("low").asInt() - 30, estimate.path("high").asInt() + 30);

        JsonNode exact = preview(rule, ",'exact':true");
        assertThat(exact.path("exact").asBoolean()).isTrue();
        assertThat(exact.path("count").asInt()).isEqualTo(PEOPLE - 30);
        assertThat(preview(condition(NOBODY_COUNTS_IT.formatted("=", 17)), ",'exact':true")
                        .path("count")
                        .asInt())
                .isEqualTo(30);
    }

    /** What became of messages stands in the profiles only while a segment asks. */
    @Test
    void messagesThatNobodyAsksAboutAreEstimatedUntilASegmentDoes() {
        updates.messagesChanged(IntStream.range(0, 40)
                .mapToObj(i -> new OccurrenceNews(
                        Kind.CLICKED,
                        "preview-message-" + i,
                        "preview-" + i,
                        1,
                        new Occurrence(Instant.parse("2026-02-01T00:00:00Z"), BigDecimal.ZERO, List.of(), null, "k")))
                .toList());
        String rule = condition("'field':'messages.clicked','operator':'=','value':1");

        assertThat(preview(rule, "").path("exact").asBoolean()).isFalse();
        JsonNode counted = preview(rule, ",'exact':true");
        assertThat(counted.path("exact").asBoolean()).isTrue();
        assertThat(counted.path("count").asInt()).isEqualTo(40);

        Api marketer = new Api(port, TestTokens.bearer(Role.MARKETER));
        String segment = marketer.post("/api/segments", "{'name':'Clicked','rule':%s}".formatted(rule))
                .getBody()
                .path("id")
                .asString();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode stored = preview(rule, "");
            assertThat(stored.path("exact").asBoolean()).isTrue();
            assertThat(stored.path("count").asInt()).isEqualTo(40);
        });
        marketer.call(HttpMethod.DELETE, "/api/segments/" + segment, null);
    }

    @Test
    void countingEverybodyEndsWhenItTakesTooLong() {
        Previews impatient = new Previews(segments, profiles, backfill, platform, clock, Duration.ZERO);
        JsonNode rule = JsonMapper.shared()
                .readTree(condition(NOBODY_COUNTS_IT.formatted("<", 23)).replace('\'', '"'));

        assertThat(impatient.of(new Previews.Question(rule, null, false, null)).exact())
                .isFalse();
        assertThatThrownBy(() -> impatient.of(new Previews.Question(rule, null, true, null)))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("the estimate holds");
    }

    @Test
    void whoWouldJoinAndLeaveIsKnownBeforeSaving() {
        Api marketer = new Api(port, TestTokens.bearer(Role.MARKETER));
        String segment = marketer.post("/api/segments", "{'name':'Half','rule':%s}".formatted(HALF))
                .getBody()
                .path("id")
                .asString();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> marketer.get("/api/segments/" + segment)
                                .getBody()
                                .path("size")
                                .asInt()
                        == PEOPLE / 2);
        String comparison = ",'segmentId':'" + segment + "'";
        String tenth = condition("'field':'attributes.number','operator':'<','value':300");
        String recent = condition(NOBODY_COUNTS_IT.formatted("=", 19));

        for (JsonNode preview : List.of(preview(tenth, comparison), preview(tenth, comparison + ",'exact':true"))) {
            assertMovements(preview, 150, PEOPLE / 2 - 150);
        }
        assertMovements(preview(recent, comparison + ",'exact':true"), 15, PEOPLE / 2 - 15);
        assertThat(preview(recent, comparison).at("/leaving/exact").asBoolean()).isFalse();
        assertMovements(preview(HALF, comparison), 0, 0);
        assertThat(marketer.post("/api/segments/preview", "{'rule':%s,'segmentId':'none'}".formatted(HALF))
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    private static void assertMovements(JsonNode preview, int joining, int leaving) {
        assertThat(preview.at("/joining/count").asInt()).isEqualTo(joining);
        assertThat(preview.at("/joining/exact").asBoolean()).isTrue();
        assertThat(preview.at("/joining/sample"))
                .hasSize(Math.min(10, joining))
                .allMatch(customer -> customer.path("city").asString().equals("Goa"));
        assertThat(preview.at("/leaving/count").asInt()).isEqualTo(leaving);
        assertThat(preview.at("/leaving/sample"))
                .hasSize(Math.min(10, leaving))
                .allMatch(customer -> customer.path("city").asString().equals("Previewpur"));
    }

    @Test
    void whoAsksAgainDoesNotWaitForTheQuestionBefore() {
        PreviewTurns turns = new PreviewTurns();
        Turn first = turns.begin("ada 1");
        Turn others = turns.begin("grace 1");
        Turn anonymous = turns.begin(null);
        Turn second = turns.begin("ada 1");

        assertThatThrownBy(first::stillWanted).isInstanceOf(Conflict.class);
        first.close();
        assertThatCode(second::stillWanted).doesNotThrowAnyException();
        assertThatCode(others::stillWanted).doesNotThrowAnyException();
        assertThatCode(anonymous::stillWanted).doesNotThrowAnyException();
    }
}
