package io.micms.benchmarks.matching;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Aggregate.Metric;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.TextOperator;
import io.micms.campaign.rules.Span;
import io.micms.campaign.rules.Subject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** What segments are like. */
public enum Mix {

    /** What marketers ask, with round figures: of a place, a plan or a tag, and of orders, windows and messages. */
    REALISTIC {
        @Override
        Rule rule(Random random, List<Rule.Reference> earlier) {
            return switch (random.nextInt(12)) {
                case 0, 1 ->
                    all(
                            city(random),
                            number(orders(Metric.TOTAL, window(random)), Ordering.GREATER_OR_EQUAL, money(random)));
                case 2, 3 ->
                    all(
                            country(random),
                            new Rule.WithinLast(LAST_ORDER, true, window(random)),
                            number(ALL_ORDERS, Ordering.GREATER_OR_EQUAL, 1 + random.nextInt(5)));
                case 4 -> all(plan(random), tag(random), consent());
                case 5 ->
                    all(
                            new Rule.AnniversaryWithinNext(
                                    new Subject.Field("birthDate"), Span.parse(any(random, "P1D", "P7D", "P14D"))),
                            country(random),
                            consent());
                case 6, 7 ->
                    all(
                            number(
                                    new Subject.Measured(
                                            new Aggregate(
                                                    Kind.ORDER,
                                                    window(random),
                                                    Map.of(
                                                            Aggregate.Dimension.CATEGORY,
                                                            List.of("category"
                                                                    + Shopper.skewed(random, Shopper.CATEGORIES)))),
                                            Metric.COUNT),
                                    Ordering.GREATER_OR_EQUAL,
                                    1 + random.nextInt(3)),
                            country(random));
                case 8 ->
                    all(
                            number(
                                    new Subject.Measured(
                                            new Aggregate(Kind.OPENED, window(random), Map.of()), Metric.COUNT),
                                    Ordering.GREATER,
                                    random.nextInt(4)),
                            tag(random),
                            not(text("attributes.plan", TextOperator.EQUAL, "staff")));
                case 9 -> {
                    int age = 18 + 5 * random.nextInt(10);
                    yield all(
                            new Rule.NumberBetween(
                                    new Subject.Field("age"),
                                    false,
                                    BigDecimal.valueOf(age),
                                    BigDecimal.valueOf(age + 9L)),
                            new Rule.TextIn(
                                    new Subject.Field("city"),
                                    false,
                                    Stream.generate(() -> Mix.text("city" + random.nextInt(Shopper.CITIES)))
                                            .limit(3)
                                            .toList()));
                }
                case 10 ->
                    all(
                            country(random),
                            any(
                                    plan(random),
                                    number(ORDERS_TOTAL, Ordering.GREATER_OR_EQUAL, money(random)),
                                    tag(random)),
                            not(text("email", TextOperator.ENDS_WITH, "@mail" + random.nextInt(40) + ".example")));
                default ->
                    earlier.isEmpty()
                            ? all(city(random), consent())
                            : all(
                                    new Rule.InSegments(false, List.of(earlier.get(random.nextInt(earlier.size())))),
                                    number(POINTS, Ordering.GREATER, 1000 * random.nextInt(10)));
            };
        }
    },

    /** What an index has little to hold on to: ranges that are all different, negations, "or", values that nobody has. */
    ADVERSARIAL {
        @Override
        Rule rule(Random random, List<Rule.Reference> earlier) {
            return switch (random.nextInt(8)) {
                case 0 ->
                    any(
                            number(ORDERS_TOTAL, Ordering.LESS, cents(random)),
                            number(POINTS, Ordering.GREATER, random.nextInt(10_000)),
                            absent(random, true));
                case 1 -> {
                    int low = random.nextInt(5_000);
                    yield all(
                            new Rule.NumberBetween(
                                    POINTS,
                                    true,
                                    BigDecimal.valueOf(low),
                                    BigDecimal.valueOf(low + random.nextLong(3_000))),
                            new Rule.WithinLast(LAST_ORDER, true, days(random)));
                }
                case 2 ->
                    all(
                            number(ORDERS_TOTAL, Ordering.GREATER_OR_EQUAL, cents(random)),
                            number(POINTS, Ordering.LESS_OR_EQUAL, random.nextInt(10_000)),
                            absent(random, false));
                case 3 ->
                    any(
                            new Rule.WithinLast(LAST_ORDER, false, days(random)),
                            new Rule.WithinLast(new Subject.Field("createdAt"), false, days(random)));
                case 4 -> all(not(city(random)), not(tag(random)), consent());
                case 5 ->
                    not(all(
                            number(ORDERS_TOTAL, Ordering.GREATER, cents(random)),
                            any(
                                    not(country(random)),
                                    number(orders(Metric.AVERAGE, Span.parse("P90D")), Ordering.LESS, cents(random)))));
                case 6 ->
                    any(
                            text("email", TextOperator.CONTAINS, "n" + random.nextInt(1_000)),
                            not(number(POINTS, Ordering.NOT_EQUAL, random.nextInt(10_000))));
                default ->
                    all(
                            any(
                                    number(ALL_ORDERS, Ordering.LESS, random.nextInt(20)),
                                    new Rule.WithinLast(LAST_ORDER, true, days(random))),
                            any(
                                    number(POINTS, Ordering.LESS, random.nextInt(10_000)),
                                    number(ORDERS_TOTAL, Ordering.GREATER, cents(random))));
            };
        }
    };

    private static final Subject POINTS = new Subject.Field("attributes.points");
    private static final Subject LAST_ORDER = new Subject.Field("orders.lastAt");
    private static final Subject ALL_ORDERS = new Subject.Measured(Aggregate.all(Kind.ORDER), Metric.COUNT);
    private static final Subject ORDERS_TOTAL = new Subject.Measured(Aggregate.all(Kind.ORDER), Metric.TOTAL);

    abstract Rule rule(Random random, List<Rule.Reference> earlier);

    /** @return by segment id; the same for the same count */
    public Map<String, Rule> rules(int count) {
        Random random = new Random(count);
        Map<String, Rule> rules = new LinkedHashMap<>();
        List<Rule.Reference> references = new ArrayList<>();
        while (rules.size() < count) {
            String id = "segment" + rules.size();
            Rule rule = rule(random, references);
            rules.put(id, rule);
            // No deeper than one within another, as most are.
            if (references.size() < 50 && rule instanceof Rule.Group group) {
                references.add(new Rule.Reference(id, group));
            }
        }
        return rules;
    }

    private static Rule.Group all(Rule... rules) {
        return new Rule.Group(Combinator.AND, false, List.of(rules));
    }

    private static Rule any(Rule... rules) {
        return new Rule.Group(Combinator.OR, false, List.of(rules));
    }

    private static Rule not(Rule rule) {
        return new Rule.Group(Combinator.AND, true, List.of(rule));
    }

    private static String any(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Rule.Text text(String text) {
        return new Rule.Text(text, Facts.fold(text));
    }

    private static Rule text(String field, TextOperator operator, String value) {
        return new Rule.TextComparison(new Subject.Field(field), operator, text(value));
    }

    private static Rule number(Subject subject, Ordering operator, Number value) {
        return new Rule.NumberComparison(subject, operator, new BigDecimal(value.toString()));
    }

    private static Rule city(Random random) {
        return text("city", TextOperator.EQUAL, "city" + Shopper.skewed(random, Shopper.CITIES));
    }

    private static Rule country(Random random) {
        return text("country", TextOperator.EQUAL, "country" + Shopper.skewed(random, Shopper.COUNTRIES));
    }

    private static Rule plan(Random random) {
        return text("attributes.plan", TextOperator.EQUAL, Shopper.PLANS.get(random.nextInt(Shopper.PLANS.size())));
    }

    private static Rule tag(Random random) {
        return new Rule.ListHas(
                new Subject.Field("tags"), false, List.of(text("tag" + Shopper.skewed(random, Shopper.TAGS))));
    }

    private static Rule consent() {
        return new Rule.FlagIs(new Subject.Field("consent.email"), false, true);
    }

    /** About an attribute that nobody has. */
    private static Rule absent(Random random, boolean holdsOfNobody) {
        Subject subject = new Subject.Field("attributes.absent" + random.nextInt(100));
        return holdsOfNobody
                ? new Rule.Presence(subject, true)
                : new Rule.NumberComparison(subject, Ordering.NOT_EQUAL, BigDecimal.valueOf(random.nextInt(100)));
    }

    private static Subject orders(Metric metric, Span window) {
        return new Subject.Measured(new Aggregate(Kind.ORDER, window, Map.of()), metric);
    }

    private static Span window(Random random) {
        return Span.parse(any(random, "P7D", "P14D", "P30D", "P30D", "P60D", "P90D", "P90D", "P180D", "P365D", "P1Y"));
    }

    private static Span days(Random random) {
        return Span.parse("P" + (1 + random.nextInt(1_000)) + "D");
    }

    private static int money(Random random) {
        return List.of(100, 500, 1_000, 2_000, 5_000, 10_000, 20_000).get(random.nextInt(7));
    }

    private static BigDecimal cents(Random random) {
        return BigDecimal.valueOf(random.nextInt(5_000_000), 2);
    }
}
