package io.micms.insight.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.insight.InsightFixtures;
import io.micms.insight.facts.Facts;
import io.micms.insight.facts.Settling;
import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@MiCmsTest
class SuggestionsFlowTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @LocalServerPort
    private int port;

    @Autowired
    private Suggestions suggestions;

    @Autowired
    private MongoTemplate mongo;

    private InsightFixtures given;

    @BeforeEach
    void begin(@Autowired Facts facts, @Autowired Settling settling) {
        given = new InsightFixtures(facts, settling, mongo);
        given.forgetEverything();
    }

    private JsonNode get() {
        return new Api(port, TestTokens.bearer(Role.ANALYST))
                .get("/api/insights/segments")
                .getBody();
    }

    private void newCustomers(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            given.customer(prefix + i, now.minus(Duration.ofDays(5))).keep();
        }
        given.settle();
    }

    private void kept(Instant at, Duration took, long customers) {
        Suggestion kept = new Suggestion(
                Suggestion.Key.BEST_CUSTOMERS,
                "Kept from before",
                "Somebody matched it.",
                Rules.allOf(Rules.of("Shoes & more", Rules.rule("orders.count", ">=", 1))),
                7,
                null,
                null,
                List.of(new Suggestion.Figure("customers", "7")));
        mongo.save(CountedRow.of(at, took, customers, List.of(kept)));
    }

    @Test
    void countsAtOnceWhereThatIsQuick() {
        newCustomers("q", 3);

        assertThat(get().at("/items/0/key").asString()).isEqualTo("NEW_WITHOUT_ORDER");
        assertThat(get().at("/items/0/size").asLong()).isEqualTo(3);

        newCustomers("r", 2);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(get().at("/items/0/size").asLong()).isEqualTo(5));
    }

    @Test
    void tellsWhatIsKeptWithItsAgeWhereCountingTakesAWhile() {
        newCustomers("s", 3);
        Instant before = now.minus(Duration.ofMinutes(9));
        kept(before, Duration.ofSeconds(4), 3);

        JsonNode answer = get();

        assertThat(answer.path("countedAt").asString()).isEqualTo(before.toString());
        assertThat(answer.at("/items/0/name").asString()).isEqualTo("Kept from before");
        assertThat(answer.at("/items/0/rule/rules/0/where/category/0").asString())
                .isEqualTo("Shoes & more");
    }

    @Test
    void countsAnewInTheBackgroundWhatHasBecomeOld() {
        newCustomers("t", 3);
        kept(now.minus(Duration.ofHours(1)), Duration.ofSeconds(4), 3);

        suggestions.countWhenDue();

        assertThat(get().at("/items/0/name").asString()).isEqualTo("New, no order yet");
    }

    @Test
    void countsSoonerWhileCustomersBecomeManyMore() {
        newCustomers("u", 3);
        kept(now.minus(Duration.ofMinutes(1)), Duration.ofSeconds(4), 2);

        suggestions.countWhenDue();

        assertThat(get().at("/items/0/size").asLong()).isEqualTo(3);
    }

    @Test
    void leavesTheCustomersAloneForTenTimesAsLongAsCountingTook() {
        newCustomers("v", 3);
        Instant before = now.minus(Duration.ofMinutes(20));
        kept(before, Duration.ofMinutes(3), 1);

        suggestions.countWhenDue();

        assertThat(mongo.findById(CountedRow.ID, CountedRow.class).at()).isEqualTo(before);
    }
}
