package io.micms.campaign.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.NextChange;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.TextOperator;
import io.micms.campaign.rules.RulePredicate;
import io.micms.campaign.rules.Span;
import io.micms.campaign.rules.Subject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Whatever the rules and whoever the customer, the index says what every rule by itself says. */
class RuleIndexTest {

    private static final Instant START = Instant.parse("2027-02-27T22:30:00Z");

    /** A customer at two moments. */
    record Course(Facts before, Facts after) {}

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void findsWhatMatches(@ForAll("rules") Map<String, Rule> rules, @ForAll("courses") Course course) {
        assertThat(RuleIndex.of(rules).matching(course.after())).isEqualTo(matching(rules, course.after()));
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void findsWhatChanges(@ForAll("rules") Map<String, Rule> rules, @ForAll("courses") Course course) {
        assertThat(RuleIndex.of(rules).changes(course.before(), course.after()))
                .isEqualTo(changes(rules, course.before(), course.after()));
    }

    /** Nothing that was found out about one customer may be left for the next. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void knowsNothingOfTheCustomersBefore(
            @ForAll("rules") Map<String, Rule> rules, @ForAll("manyCourses") List<Course> courses) {
        RuleIndex index = RuleIndex.of(rules);
        for (Course course : courses) {
            assertThat(index.changes(course.before(), course.after()))
                    .isEqualTo(changes(rules, course.before(), course.after()));
            assertThat(index.matching(course.before())).isEqualTo(matching(rules, course.before()));
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void knowsUntilWhenNothingChangesByItself(
            @ForAll("rules") Map<String, Rule> rules, @ForAll("courses") Course course) {
        Facts facts = course.after();
        Instant next = RuleIndex.of(rules).nextChange(facts);
        if (next != null) {
            assertThat(next).isAfter(facts.at());
        }
        for (Rule rule : rules.values()) {
            Instant ofRule = NextChange.of(rule, facts);
            if (ofRule != null) {
                assertThat(next).isNotNull().isBeforeOrEqualTo(ofRule);
            }
        }
    }

    /** What guards one of the groups around a shared one must not keep the others from being looked at. */
    @Test
    void followsWhatIsSharedIntoEveryGroupAroundIt() {
        Map<String, Rule> rules = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            Rule shared = new Rule.Group(
                    Combinator.OR,
                    false,
                    List.of(
                            new Rule.FlagIs(new Subject.Field("consent"), false, true),
                            new Rule.NumberComparison(
                                    new Subject.Field("total"), Ordering.GREATER, BigDecimal.valueOf(i))));
            rules.put("near" + i, all(text("city", TextOperator.EQUAL, "near" + i), shared));
            rules.put("far" + i, all(text("city", TextOperator.EQUAL, "far" + i), shared));
        }
        assertThat(changesWithConsent(rules, "near3").joined()).containsExactly("near3");
        assertThat(changesWithConsent(rules, "far3").joined()).containsExactly("far3");
    }

    /** Nor those that are segments by themselves. */
    @Test
    void followsWhatIsASegmentAndAPartOfAnother() {
        Map<String, Rule> rules = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            Rule shared = new Rule.Group(
                    Combinator.OR,
                    false,
                    List.of(
                            new Rule.FlagIs(new Subject.Field("consent"), false, true),
                            new Rule.NumberComparison(
                                    new Subject.Field("total"), Ordering.GREATER, BigDecimal.valueOf(i))));
            rules.put("part" + i, all(text("city", TextOperator.EQUAL, "city" + i), shared));
            if (i == 3) {
                rules.put("whole", shared);
            }
        }
        assertThat(changesWithConsent(rules, "elsewhere").joined()).containsExactly("whole");
    }

    private static Changes changesWithConsent(Map<String, Rule> rules, String city) {
        Facts.Builder before = new Facts.Builder(START, ZoneOffset.UTC).text("city", city);
        Facts.Builder after =
                new Facts.Builder(START, ZoneOffset.UTC).text("city", city).flag("consent", true);
        return RuleIndex.of(rules).changes(before.build(), after.build());
    }

    private static Rule all(Rule... rules) {
        return new Rule.Group(Combinator.AND, false, List.of(rules));
    }

    @Test
    void sharesWhatIsTheSame() {
        Rule pune = text("city", TextOperator.EQUAL, "Pune");
        Rule notPune = text("city", TextOperator.NOT_EQUAL, "PUNE");
        Rule rich = new Rule.NumberComparison(
                new Subject.Field("total"), Ordering.GREATER_OR_EQUAL, new BigDecimal("5000"));
        Rule richToo = new Rule.NumberComparison(
                new Subject.Field("total"), Ordering.GREATER_OR_EQUAL, new BigDecimal("5000.00"));
        Circuit circuit = Circuit.of(Map.of(
                "both", new Rule.Group(Combinator.AND, false, List.of(pune, rich)),
                "reordered", new Rule.Group(Combinator.AND, false, List.of(richToo, pune)),
                "opposite", new Rule.Group(Combinator.OR, true, List.of(notPune, not(rich))),
                "nested", new Rule.Group(Combinator.AND, false, List.of(not(not(pune)), rich, pune))));
        assertThat(Set.copyOf(circuit.outputs().values())).hasSize(1);
        assertThat(circuit.leaves()).hasSize(2);
    }

    @Test
    void saysWhatItKnowsOf() {
        Aggregate recent = new Aggregate(Aggregate.Kind.ORDER, Span.parse("P90D"), Map.of());
        Rule frequent = new Rule.NumberComparison(
                new Subject.Measured(recent, Aggregate.Metric.COUNT), Ordering.GREATER, BigDecimal.TWO);
        RuleIndex index =
                RuleIndex.of(Map.of("frequent", not(frequent), "pune", text("city", TextOperator.EQUAL, "Pune")));
        assertThat(index.segmentIds()).containsExactlyInAnyOrder("frequent", "pune");
        assertThat(index.aggregates()).containsExactly(recent);
    }

    private static Rule not(Rule rule) {
        return new Rule.Group(Combinator.AND, true, List.of(rule));
    }

    private static Rule text(String field, TextOperator operator, String value) {
        return new Rule.TextComparison(new Subject.Field(field), operator, text(value));
    }

    private static Rule.Text text(String value) {
        return new Rule.Text(value, Facts.fold(value));
    }

    private static Set<String> matching(Map<String, Rule> rules, Facts facts) {
        return rules.keySet().stream()
                .filter(segment -> RulePredicate.matches(rules.get(segment), facts))
                .collect(Collectors.toSet());
    }

    private static Changes changes(Map<String, Rule> rules, Facts before, Facts after) {
        Set<String> joined = matching(rules, after);
        Set<String> left = new HashSet<>(matching(rules, before));
        Set<String> stayed = new HashSet<>(left);
        stayed.retainAll(joined);
        joined.removeAll(stayed);
        left.removeAll(stayed);
        return new Changes(joined, left);
    }

    @Provide
    Arbitrary<List<Course>> manyCourses() {
        return courses().list().ofMinSize(2).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Course> courses() {
        Arbitrary<Map<String, Object>> values = Arbitraries.maps(
                        Arbitraries.of("city", "plan", "tags", "total", "points", "birthDate", "lastAt", "age"),
                        values())
                .ofMaxSize(8);
        Arbitrary<Instant> moments = Arbitraries.oneOf(
                Arbitraries.just(START),
                Arbitraries.longs().between(0, 400L * 24 * 60).map(minutes -> START.plus(Duration.ofMinutes(minutes))),
                // Windows and days end at such instants.
                Arbitraries.longs().between(0, 60).map(days -> START.plus(Duration.ofDays(days))),
                Arbitraries.longs()
                        .between(0, 60)
                        .map(days -> START.plus(Duration.ofMinutes(30)).plus(Duration.ofDays(days))));
        return Combinators.combine(
                        moments,
                        moments,
                        Arbitraries.of("UTC", "Europe/Berlin", "America/New_York")
                                .map(ZoneId::of),
                        values,
                        values,
                        Arbitraries.maps(Arbitraries.of("city", "total", "age"), moments)
                                .ofMaxSize(2),
                        Arbitraries.of(true, false))
                .as((one, other, zone, first, changed, changes, kept) -> {
                    Map<String, Object> second = new HashMap<>(kept ? first : Map.of());
                    second.putAll(changed);
                    if (kept && changed.size() > 2) {
                        second.remove(changed.keySet().iterator().next());
                    }
                    Instant earlier = one.isBefore(other) ? one : other;
                    Instant later = one.isBefore(other) ? other : one;
                    return new Course(
                            new Facts(earlier, zone, first, Map.of()), new Facts(later, zone, second, changes));
                });
    }

    /** Any field may have a value of any type, as attributes do. */
    private static Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                texts().map(Facts::fold),
                texts().map(Facts::fold).list().ofMinSize(1).ofMaxSize(3).map(List::copyOf),
                numbers(),
                Arbitraries.of(true, false),
                dates(),
                instants());
    }

    @Provide
    Arbitrary<Map<String, Rule>> rules() {
        Arbitrary<String> segments = Arbitraries.integers().between(1, 99).map(String::valueOf);
        Arbitrary<Rule> ofAnySubject =
                rule(3, Arbitraries.of("city", "plan", "tags", "total", "points", "birthDate", "lastAt", "age"));
        // So many rules about so few subjects that guards and notes are made.
        Arbitrary<Rule> ofFew = rule(2, Arbitraries.of("city", "points"));
        return Arbitraries.oneOf(
                Arbitraries.maps(segments, ofAnySubject).ofMinSize(1).ofMaxSize(4),
                Arbitraries.maps(segments, ofAnySubject).ofMinSize(20).ofMaxSize(40),
                Arbitraries.maps(segments, ofFew).ofMinSize(60).ofMaxSize(90));
    }

    private static Arbitrary<Rule> rule(int depth, Arbitrary<String> fields) {
        if (depth == 0) {
            return condition(fields);
        }
        Arbitrary<Rule> inner = Arbitraries.lazy(() -> rule(depth - 1, fields));
        Arbitrary<Rule.Group> group = Combinators.combine(
                        Arbitraries.of(Combinator.class),
                        Arbitraries.of(true, false),
                        inner.list().ofMinSize(1).ofMaxSize(3))
                .as(Rule.Group::new);
        Arbitrary<Rule> segments = Combinators.combine(
                        Arbitraries.of(true, false), group.list().ofMinSize(1).ofMaxSize(2))
                .as((negated, groups) -> new Rule.InSegments(
                        negated,
                        groups.stream()
                                .map(referred -> new Rule.Reference("other", referred))
                                .toList()));
        return Arbitraries.frequencyOf(
                Tuple.of(4, group.map(Rule.class::cast)), Tuple.of(1, segments), Tuple.of(3, condition(fields)));
    }

    private static Arbitrary<Rule> condition(Arbitrary<String> fields) {
        Arbitrary<Subject> subjects = fields.map(Subject.Field::new);
        Arbitrary<Boolean> negated = Arbitraries.of(true, false);
        Arbitrary<Ordering> orderings = Arbitraries.of(Ordering.class);
        Arbitrary<Rule.Text> texts = texts().map(RuleIndexTest::text);
        Arbitrary<List<Rule.Text>> someTexts = texts.list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<Span> spans = Arbitraries.of("P1D", "P7D", "P30D", "PT12H", "P1M", "P1M1D", "P1Y", "P2M")
                .map(Span::parse);
        return Arbitraries.oneOf(
                Combinators.combine(subjects, negated).as(Rule.Presence::new),
                Combinators.combine(subjects, Arbitraries.of(TextOperator.class), texts)
                        .as(Rule.TextComparison::new),
                Combinators.combine(subjects, negated, someTexts).as(Rule.TextIn::new),
                Combinators.combine(subjects, negated, someTexts).as(Rule.ListHas::new),
                Combinators.combine(subjects, orderings, numbers()).as(Rule.NumberComparison::new),
                Combinators.combine(subjects, negated, numbers(), numbers()).as(Rule.NumberBetween::new),
                Combinators.combine(
                                subjects, negated, numbers().list().ofMinSize(1).ofMaxSize(3))
                        .as(Rule.NumberIn::new),
                Combinators.combine(subjects, negated, negated).as(Rule.FlagIs::new),
                Combinators.combine(subjects, orderings, dates()).as(Rule.DateComparison::new),
                Combinators.combine(subjects, negated, dates(), dates()).as(Rule.DateBetween::new),
                Combinators.combine(subjects, orderings, instants()).as(Rule.InstantComparison::new),
                Combinators.combine(subjects, negated, instants(), instants()).as(Rule.InstantBetween::new),
                Combinators.combine(subjects, negated, spans).as(Rule.WithinLast::new),
                Combinators.combine(subjects, spans).as(Rule.AnniversaryWithinNext::new));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of("Pune", "pune", "PUNE ", "Pu", "une", "Mumbai", "São Paulo", "a", "1");
    }

    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.of("0", "1", "1.0", "1.00", "-1", "0.1", "5000.01", "1E+3")
                        .map(BigDecimal::new),
                Arbitraries.integers().between(0, 60).map(BigDecimal::valueOf));
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.oneOf(
                Arbitraries.integers()
                        .between(-70, 70)
                        .map(days -> LocalDate.of(2027, 2, 28).plusDays(days)),
                Arbitraries.of("1990-02-28", "1992-02-29", "1990-03-01", "1987-12-31")
                        .map(LocalDate::parse));
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-60, 60).map(days -> START.plus(Duration.ofDays(days))),
                Arbitraries.integers()
                        .between(-60, 60)
                        .map(days -> START.plus(Duration.ofMinutes(30)).plus(Duration.ofDays(days))),
                Arbitraries.longs().between(-80_000, 80_000).map(minutes -> START.plus(Duration.ofMinutes(minutes))));
    }
}
