package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.micms.campaign.rules.RuleScenarios.Person;
import io.micms.platform.testing.TestMongo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.Document;

/** The three readings of a rule agree, whatever the rule, whoever the customers and whenever. */
class RuleReadingsTest {

    private static final Duration HORIZON = Duration.ofDays(800);
    private static MongoClient client;
    private static MongoCollection<Document> customers;

    @BeforeContainer
    static void start() {
        client = MongoClients.create(TestMongo.uri());
        customers = client.getDatabase("rule_readings").getCollection("customers");
    }

    @AfterContainer
    static void stop() {
        client.close();
    }

    @Property(tries = 1_000)
    void predicateAndQueryAgree(
            @ForAll("rules") Rule.Group rule,
            @ForAll("groupsOfPeople") List<Person> people,
            @ForAll("instants") Instant now,
            @ForAll("zones") ZoneId zone) {
        assertAgreement(rule, people, now, zone);
    }

    /** One condition at a time, whenever something is at an edge of what it asks about. */
    @Property(tries = 500)
    void predicateAndQueryAgreeAtEveryEdge(
            @ForAll("conditions") Rule.Condition condition,
            @ForAll("people") Person person,
            @ForAll("zones") ZoneId zone) {
        for (Instant now : person.moments(zone, condition)) {
            assertAgreement(condition, List.of(person), now, zone);
        }
    }

    private static void assertAgreement(Rule rule, List<Person> people, Instant now, ZoneId zone) {
        Set<Aggregate> aggregates = Aggregates.in(rule);
        List<Facts> facts =
                people.stream().map(person -> person.at(now, zone, aggregates)).toList();
        customers.deleteMany(new Document());
        customers.insertMany(IntStream.range(0, facts.size())
                .mapToObj(i -> new Document("_id", i).append("facts", StoredFacts.of(facts.get(i))))
                .toList());

        List<Integer> queried = customers
                .find(new RuleQuery("facts.", now, zone).of(rule))
                .map(found -> found.getInteger("_id"))
                .into(new ArrayList<>());

        assertThat(queried)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, facts.size())
                        .filter(i -> RulePredicate.matches(rule, facts.get(i)))
                        .boxed()
                        .toList());
    }

    /** Asks only at the next change, from one to the next, and compares with asking all the time. */
    @Property(tries = 300)
    void askingAtTheNextChangeIsEnough(
            @ForAll("rules") Rule.Group rule,
            @ForAll("people") Person person,
            @ForAll("instants") Instant start,
            @ForAll("zones") ZoneId zone) {
        assertThatAskingIsEnough(rule, person, start, zone);
    }

    @Property(tries = 1_000)
    void askingOneConditionAtTheNextChangeIsEnough(
            @ForAll("conditions") Rule.Condition condition,
            @ForAll("people") Person person,
            @ForAll("instants") Instant start,
            @ForAll("zones") ZoneId zone) {
        assertThatAskingIsEnough(condition, person, start, zone);
    }

    private static void assertThatAskingIsEnough(Rule rule, Person person, Instant start, ZoneId zone) {
        Set<Aggregate> aggregates = Aggregates.in(rule);
        Instant end = start.plus(HORIZON);
        List<Instant> moments = moments(person, start, end, zone, rule);
        Instant asked = start;
        int next = 0;
        while (asked != null && asked.isBefore(end)) {
            Facts facts = person.at(asked, zone, aggregates);
            boolean answer = RulePredicate.matches(rule, facts);
            Instant change = NextChange.of(rule, facts);
            assertThat(change == null || change.isAfter(asked)).isTrue();
            for (; next < moments.size() && (change == null || moments.get(next).isBefore(change)); next++) {
                Instant moment = moments.get(next);
                assertThat(RulePredicate.matches(rule, person.at(moment, zone, aggregates)))
                        .as("at %s as at %s, before %s", moment, asked, change)
                        .isEqualTo(answer);
            }
            asked = change;
        }
    }

    /** Around whatever may change an answer, where days begin, and now and then. */
    private static List<Instant> moments(Person person, Instant start, Instant end, ZoneId zone, Rule rule) {
        Stream<Instant> days = Stream.iterate(Span.day(start, zone), day -> day.plusDays(1))
                .limit(HORIZON.toDays())
                .filter(day -> day.getDayOfMonth() < 3 || day.getDayOfMonth() > 27)
                .map(day -> Span.first(day, zone))
                .flatMap(first -> Stream.of(first.minusMillis(1), first));
        Stream<Instant> sometimes = Stream.iterate(
                start, at -> at.isBefore(end), at -> at.plus(Duration.ofDays(9)).plusMillis(1_234_567));
        return Stream.of(days, person.moments(zone, rule).stream(), sometimes)
                .flatMap(moments -> moments)
                .filter(at -> !at.isBefore(start) && at.isBefore(end))
                .sorted()
                .distinct()
                .toList();
    }

    @Provide
    Arbitrary<Rule.Group> rules() {
        return RuleScenarios.rules();
    }

    @Provide
    Arbitrary<Rule.Condition> conditions() {
        return RuleScenarios.conditions();
    }

    @Provide
    Arbitrary<Person> people() {
        return RuleScenarios.people();
    }

    @Provide
    Arbitrary<List<Person>> groupsOfPeople() {
        return RuleScenarios.people().list().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return RuleScenarios.instants();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return RuleScenarios.zones();
    }
}
