package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.TextOperator;
import io.micms.platform.testing.TestMongo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.Document;

/** The predicate and the query pick the same customers, whatever the rule and whoever the customers. */
class RuleReadingsTest {

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

    @Property(tries = 300)
    void predicateAndQueryAgree(@ForAll("rules") Rule rule, @ForAll("people") List<Facts> people) {
        customers.deleteMany(new Document());
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            documents.add(new Document("_id", i).append("facts", StoredFacts.of(people.get(i))));
        }
        customers.insertMany(documents);

        List<Integer> queried = customers
                .find(new RuleQuery("facts.", Instant.EPOCH, ZoneOffset.UTC).of(rule))
                .map(found -> found.getInteger("_id"))
                .into(new ArrayList<>());
        List<Integer> predicted = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            if (RulePredicate.matches(rule, people.get(i))) {
                predicted.add(i);
            }
        }
        assertThat(queried).containsExactlyInAnyOrderElementsOf(predicted);
    }

    @Provide
    Arbitrary<List<Facts>> people() {
        Arbitrary<Object> anything = Arbitraries.oneOf(texts(), numbers(), Arbitraries.of(true, false));
        return Combinators.combine(
                        texts().injectNull(0.3),
                        texts().list().ofMaxSize(3),
                        numbers().injectNull(0.3),
                        Arbitraries.of(true, false).injectNull(0.3),
                        anything.injectNull(0.3))
                .as((city, tags, total, consent, plan) -> new Facts.Builder(Instant.EPOCH, ZoneOffset.UTC)
                        .text("city", city)
                        .texts("tags", tags)
                        .number("total", total)
                        .flag("consent", consent)
                        .scalar("plan", plan)
                        .build())
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<Rule> rules() {
        return rule(3);
    }

    private static Arbitrary<Rule> rule(int depth) {
        if (depth == 0) {
            return condition();
        }
        Arbitrary<Rule> group = Combinators.combine(
                        Arbitraries.of(Combinator.class),
                        Arbitraries.of(true, false),
                        rule(depth - 1).list().ofMinSize(1).ofMaxSize(3))
                .as(Rule.Group::new);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(2, group), net.jqwik.api.Tuple.of(1, condition()));
    }

    private static Arbitrary<Rule> condition() {
        Arbitrary<Subject> scalars =
                Arbitraries.of("city", "total", "consent", "plan").map(Subject.Field::new);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        Arbitrary<Rule.Text> folded = texts().map(Rule.Text::of);
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of("city", "total", "consent", "plan", "tags")
                                        .map(Subject.Field::new),
                                flags)
                        .as(Rule.Presence::new),
                Combinators.combine(scalars, Arbitraries.of(TextOperator.class), folded)
                        .as(Rule.TextComparison::new),
                Combinators.combine(scalars, flags, folded.list().ofMinSize(1).ofMaxSize(3))
                        .as(Rule.TextIn::new),
                Combinators.combine(
                                Arbitraries.just(new Subject.Field("tags")),
                                flags,
                                folded.list().ofMinSize(1).ofMaxSize(3))
                        .as(Rule.ListHas::new),
                Combinators.combine(scalars, Arbitraries.of(Ordering.class), numbers())
                        .as(Rule.NumberComparison::new),
                Combinators.combine(scalars, flags, numbers(), numbers())
                        .as((field, not, one, other) ->
                                new Rule.NumberBetween(field, not, one.min(other), one.max(other))),
                Combinators.combine(
                                scalars, flags, numbers().list().ofMinSize(1).ofMaxSize(3))
                        .as(Rule.NumberIn::new),
                Combinators.combine(scalars, flags, flags).as(Rule.FlagIs::new));
    }

    /** Few and alike, with case, accents and everything that a regular expression might trip over. */
    private static Arbitrary<String> texts() {
        return Arbitraries.of(
                "Pune",
                "pune",
                "PUNE ",
                "Pu",
                "une",
                "Mumbai",
                "São Paulo",
                "a.b",
                "a*b",
                "(",
                "\\E",
                "$",
                "ß",
                "1",
                "1\n");
    }

    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.of("0", "1", "1.0", "1.00", "-1", "0.1", "4999.99", "5000", "5000.01", "1E+3")
                .map(BigDecimal::new);
    }
}
