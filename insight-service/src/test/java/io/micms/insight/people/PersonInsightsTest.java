package io.micms.insight.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micms.insight.InsightFixtures;
import io.micms.insight.facts.Facts;
import io.micms.insight.facts.Settling;
import io.micms.platform.problem.Gone;
import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

@MiCmsTest
class PersonInsightsTest {

    private final Instant now = Instant.now();

    @LocalServerPort
    private int port;

    @Autowired
    private PersonInsights persons;

    @Autowired
    private CustomerModels models;

    @Autowired
    private MongoTemplate mongo;

    private InsightFixtures given;

    @BeforeEach
    void begin(@Autowired Facts facts, @Autowired Settling settling) {
        given = new InsightFixtures(facts, settling, mongo);
        given.forgetEverything();
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private JsonNode get(String id) {
        return new Api(port, TestTokens.bearer(Role.ANALYST))
                .get("/api/insights/customers/" + id)
                .getBody();
    }

    @Test
    void knowsWhatSomebodyBoughtAndRead() {
        given.customer("p1", daysAgo(400)).tagged("vip").keep();
        given.order("p1-a", "p1", "100.00", daysAgo(300)).keep();
        given.order("p1-b", "p1", "250.50", daysAgo(200)).of("Bags").over("app").keep();
        given.order("p1-c", "p1", "49.50", daysAgo(100)).keep();
        given.order("p1-d", "p1", "999.00", daysAgo(50)).cancelled().keep();
        given.order("p1-e", "p1", "7777.00", now.plus(Duration.ofDays(1))).keep();
        given.message("p1-m", "k", "p1", daysAgo(30)).opened(daysAgo(29)).keep();
        given.message("p1-n", "k", "p1", daysAgo(20)).in("SKIPPED").keep();
        given.settle();

        JsonNode person = get("p1");

        assertThat(person.at("/orders/count").asInt()).isEqualTo(3);
        assertThat(person.at("/orders/revenue").asString()).isEqualTo("400.00");
        assertThat(person.at("/orders/average").asString()).isEqualTo("133.33");
        assertThat(person.at("/orders/daysSinceLast").asInt()).isEqualTo(100);
        assertThat(person.at("/orders/daysBetween").asDouble()).isEqualTo(100);
        assertThat(person.at("/orders/cancelled").asInt()).isEqualTo(1);
        assertThat(person.path("favouriteCategory").asString()).isEqualTo("Bags");
        assertThat(person.at("/categories/0/share").asDouble()).isCloseTo(0.62625, within(1e-9));
        assertThat(person.path("favouriteChannel").asString()).isEqualTo("web");
        assertThat(person.at("/messages/sent").asInt()).isEqualTo(1);
        assertThat(person.at("/messages/opened").asInt()).isEqualTo(1);
        assertThat(person.at("/outlook/basis").asString()).isEqualTo("SILENCE");
        assertThat(person.at("/outlook/churn").asString()).isEqualTo("LOW");
        assertThat(person.at("/outlook/explanation").asString()).contains("No model is fitted yet");
        assertThat(person.at("/outlook/expectedValue").isMissingNode()).isTrue();
    }

    @Test
    void takesTheMergedForOnePerson() {
        given.customer("p2", daysAgo(90)).with("p2-old").version(2).keep();
        given.customer("p2-old", daysAgo(300)).partOf("p2").version(2).keep();
        given.order("p2-a", "p2", "10", daysAgo(10)).keep();
        // The order has not been moved to the survivor yet; messages never are.
        given.order("p2-b", "p2-old", "20", daysAgo(20)).keep();
        given.message("p2-m", "k", "p2-old", daysAgo(5)).keep();
        given.settle();

        PersonInsight asked = persons.of("p2-old");

        assertThat(asked.id()).isEqualTo("p2");
        assertThat(asked.mergedIds()).containsExactly("p2-old");
        assertThat(asked.orders().count()).isEqualTo(2);
        assertThat(asked.messages().sent()).isOne();
        assertThat(mongo.getCollection("people").countDocuments()).isOne();
    }

    @Test
    void knowsNothingOfTheErasedAndNobodyElse() {
        given.customer("p3", daysAgo(90)).born("04-01").keep();
        given.order("p3-a", "p3", "10", daysAgo(10)).keep();
        given.settle();
        assertThat(persons.of("p3").orders().count()).isOne();

        given.customer("p3", daysAgo(90)).erased().version(2).keep();
        given.settle();

        assertThatThrownBy(() -> persons.of("p3")).isInstanceOf(Gone.class);
        assertThat(mongo.getCollection("people").countDocuments()).isZero();
        Api api = new Api(port, TestTokens.bearer(Role.ANALYST));
        assertThat(api.get("/api/insights/customers/p3").getStatusCode()).isEqualTo(HttpStatus.GONE);
        assertThat(api.get("/api/insights/customers/nobody").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void countsAnOrderOfTheFutureWhenItsTimeHasCome() {
        given.customer("p4", daysAgo(90)).keep();
        given.order("p4-a", "p4", "10", Instant.now().plusSeconds(3)).keep();
        given.settle();
        assertThat(persons.of("p4").orders().count()).isZero();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(persons.of("p4").orders().count()).isOne());
    }

    @Test
    void learnsFromEverybody() {
        Random random = new Random(5);
        for (int i = 0; i < 240; i++) {
            String id = "e" + i;
            given.customer(id, daysAgo(360)).keep();
            int orders = 1 + (i % 4 == 0 ? random.nextInt(12) : random.nextInt(2));
            int first = 120 + random.nextInt(230);
            for (int n = 0; n < orders; n++) {
                int day = n == 0 ? first : first - random.nextInt(first);
                given.order(id + "-" + n, id, String.valueOf(50 + random.nextInt(400)), daysAgo(day))
                        .keep();
            }
        }
        given.customer("prospect", daysAgo(3)).keep();
        given.settle();

        models.refit();

        JsonNode base = new Api(port, TestTokens.bearer(Role.ANALYST))
                .get("/api/insights/customers")
                .getBody();
        assertThat(base.path("customers").asInt()).isEqualTo(241);
        assertThat(base.path("groups")).hasSize(CustomerGroup.values().length);
        assertThat(base.path("groups")
                        .valueStream()
                        .mapToInt(group -> group.path("customers").asInt())
                        .sum())
                .isEqualTo(241);
        assertThat(base.at("/model/customers").asInt()).isEqualTo(240);
        assertThat(base.at("/model/logLikelihood").asDouble()).isNegative();
        assertThat(base.path("modelNote").asString()).contains("BG/NBD was fitted to 240 of 240 customers");

        JsonNode person = get("e0");
        assertThat(person.at("/outlook/basis").asString()).isEqualTo("MODEL");
        double ordering = person.at("/outlook/probabilityOfOrder").asDouble();
        assertThat(ordering)
                .isBetween(0.0, person.at("/outlook/probabilityAlive").asDouble());
        assertThat(person.at("/outlook/churnRisk").asDouble()).isCloseTo(1 - ordering, within(1e-9));
        assertThat(person.at("/scores/recency").asInt()).isBetween(1, 5);
        assertThat(person.at("/group/title").isMissingNode()).isFalse();
        assertThat(get("prospect").at("/group/key").asString()).isEqualTo("PROSPECTS");
        assertThat(get("prospect").at("/outlook/basis").asString()).isEqualTo("NO_ORDERS");
    }
}
