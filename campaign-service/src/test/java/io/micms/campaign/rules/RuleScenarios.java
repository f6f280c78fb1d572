package io.micms.campaign.rules;

import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Aggregate.Metric;
import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.TextOperator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Rules of every kind, and customers as a function of time. */
final class RuleScenarios {

    private static final List<ZoneId> ZONES = Stream.of(
                    "UTC",
                    "Asia/Kolkata",
                    "Europe/Berlin",
                    "America/New_York",
                    // Clocks are put forward at midnight, so that days begin at one; and back over midnight.
                    "America/Santiago",
                    "Asia/Beirut",
                    "Australia/Lord_Howe",
                    "Pacific/Kiritimati")
            .map(ZoneId::of)
            .toList();

    private static final List<Span> SPANS = Stream.of(
                    "PT1H", "P1D", "PT36H", "P7D", "P30D", "P365D", "P1M", "P2M", "P1M1D", "P6M", "P1Y", "P1Y1M")
            .map(Span::parse)
            .toList();

    private static final Instant EARLIEST = Instant.parse("2024-01-01T00:00:00Z");

    private RuleScenarios() {}

    /** Something that happened once, known for as long as a customer is. */
    record Happening(Kind kind, Instant at, BigDecimal total, String category, String channel) {

        private boolean counts(Aggregate aggregate) {
            return kind == aggregate.kind()
                    && has(aggregate, Dimension.CATEGORY, category)
                    && has(aggregate, Dimension.CHANNEL, channel);
        }

        private static boolean has(Aggregate aggregate, Dimension dimension, String value) {
            List<String> wanted = aggregate.where().get(dimension);
            return wanted == null || wanted.contains(value);
        }
    }

    record Person(
            @Nullable String city,
            List<String> tags,
            @Nullable Boolean consent,
            @Nullable Object plan,
            @Nullable LocalDate birth,
            @Nullable Instant createdAt,
            List<Happening> happenings) {

        /** What there is to be known at a moment, counted the slow way. */
        Facts at(Instant now, ZoneId zone, Collection<Aggregate> aggregates) {
            Facts.Builder facts = new Facts.Builder(now, zone)
                    .text("city", city)
                    .texts("tags", tags)
                    .flag("consent.email", consent)
                    .scalar("attributes.plan", plan)
                    .date("birthDate", birth)
                    .instant("createdAt", createdAt, null);
            List<Instant> orders = happenings.stream()
                    .filter(one -> one.kind() == Kind.ORDER)
                    .map(Happening::at)
                    .sorted()
                    .toList();
            List<Instant> past = orders.stream().filter(at -> !at.isAfter(now)).toList();
            Instant next =
                    orders.stream().filter(at -> at.isAfter(now)).findFirst().orElse(null);
            facts.instant("orders.firstAt", past.isEmpty() ? null : past.getFirst(), next);
            facts.instant("orders.lastAt", past.isEmpty() ? null : past.getLast(), next);
            aggregates.forEach(aggregate -> count(facts, aggregate, now, zone));
            return facts.build();
        }

        private void count(Facts.Builder facts, Aggregate aggregate, Instant now, ZoneId zone) {
            Span within = aggregate.within();
            List<Happening> counting =
                    happenings.stream().filter(one -> one.counts(aggregate)).toList();
            List<Happening> counted = counting.stream()
                    .filter(one -> !one.at().isAfter(now))
                    .filter(one -> within == null || one.at().isAfter(within.startOfWindow(now, zone)))
                    .toList();
            Instant change = counting.stream()
                    .flatMap(
                            one -> Stream.of(one.at(), within == null ? one.at() : within.leavesWindow(one.at(), zone)))
                    .filter(at -> at.isAfter(now))
                    .min(Instant::compareTo)
                    .orElse(null);
            BigDecimal total = counted.stream().map(Happening::total).reduce(BigDecimal.ZERO, BigDecimal::add);
            facts.aggregate(aggregate, counted.size(), total, change);
        }

        /** The moments at which something is at an edge of a span, or a day of the year comes round. */
        List<Instant> moments(ZoneId zone, Rule rule) {
            Set<Span> spans = spans(rule);
            Stream<Instant> births = Stream.ofNullable(asksForBirth(rule) ? birth : null)
                    .flatMap(day -> IntStream.range(2024, 2030).mapToObj(day::withYear))
                    .flatMap(birthday -> Stream.concat(
                            Stream.of(Span.first(birthday, zone), Span.first(birthday.plusDays(1), zone)),
                            spans.stream().map(span -> span.reaches(birthday, zone))));
            Stream<Instant> instants = Stream.of(
                            Stream.ofNullable(asksForBirth(rule) ? birth : null).map(day -> Span.first(day, zone)),
                            Stream.ofNullable(createdAt),
                            happenings.stream().map(Happening::at))
                    .flatMap(ofOne -> ofOne);
            Stream<Instant> edges = instants.flatMap(at ->
                    Stream.concat(Stream.of(at), spans.stream().map(span -> span.leavesWindow(at, zone))));
            return Stream.concat(births, edges)
                    .flatMap(at -> Stream.of(at.minusMillis(1), at, at.plusMillis(1)))
                    .filter(at -> at.isAfter(EARLIEST))
                    .toList();
        }
    }

    private static boolean asksForBirth(Rule rule) {
        return !(rule instanceof Rule.Condition condition)
                || Set.of("birthDate", "age").contains(condition.subject().field());
    }

    /** Every length of time that a rule speaks of. */
    private static Set<Span> spans(Rule rule) {
        return switch (rule) {
            case Rule.Group group -> spans(group.rules().stream());
            case Rule.InSegments in -> spans(in.segments().stream().map(Rule.Reference::resolved));
            case Rule.WithinLast within -> Set.of(within.span());
            case Rule.AnniversaryWithinNext within -> Set.of(within.span());
            case Rule.Condition condition ->
                condition.subject() instanceof Subject.Measured measured
                                && measured.aggregate().within() != null
                        ? Set.of(measured.aggregate().within())
                        : Set.of();
        };
    }

    private static Set<Span> spans(Stream<? extends Rule> rules) {
        return rules.flatMap(rule -> spans(rule).stream()).collect(Collectors.toSet());
    }

    static Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES);
    }

    static Arbitrary<Span> spans() {
        return Arbitraries.of(SPANS);
    }

    /** From 2024 to 2029, often where days, months and years end, and where clocks are changed. */
    static Arbitrary<Instant> instants() {
        Arbitrary<LocalTime> times = Arbitraries.of(
                        "00:00", "00:00:00.001", "00:30", "01:00", "02:30", "12:00", "23:30", "23:59:59.999")
                .map(LocalTime::parse);
        return Combinators.combine(days(), times, zones())
                .as((day, time, zone) -> day.atTime(time).atZone(zone).toInstant());
    }

    private static Arbitrary<LocalDate> days() {
        Arbitrary<LocalDate> special = Combinators.combine(
                        Arbitraries.integers().between(2024, 2028),
                        Arbitraries.of("02-28", "03-01", "03-31", "04-30", "12-31", "01-01", "01-31", "10-31"))
                .as((year, day) -> LocalDate.parse(year + "-" + day));
        Arbitrary<LocalDate> changes = Arbitraries.of(
                        "2024-02-29",
                        "2028-02-29",
                        "2026-03-29",
                        "2026-10-25",
                        "2026-04-05",
                        "2026-09-06",
                        "2025-11-02")
                .map(LocalDate::parse);
        Arbitrary<LocalDate> any = Arbitraries.integers().between(0, 2000).map(LocalDate.of(2024, 1, 1)::plusDays);
        return Arbitraries.oneOf(special, changes, any);
    }

    private static Arbitrary<LocalDate> births() {
        Arbitrary<LocalDate> special = Combinators.combine(
                        Arbitraries.of(1960, 1988, 2000, 2004, 2007, 2024, 2027),
                        Arbitraries.of("02-28", "03-01", "12-31", "01-01"))
                .as((year, day) -> LocalDate.parse(year + "-" + day));
        return Arbitraries.oneOf(
                special,
                Arbitraries.of("2000-02-29", "2004-02-29", "2024-02-29").map(LocalDate::parse),
                Arbitraries.integers().between(0, 10_000).map(LocalDate.of(1999, 1, 1)::plusDays));
    }

    static Arbitrary<Person> people() {
        Arbitrary<Object> anything = Arbitraries.oneOf(texts(), numbers(), Arbitraries.of(true, false));
        Arbitrary<Happening> happenings = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        instants(),
                        numbers(),
                        Arbitraries.of("shoes", "hats"),
                        Arbitraries.of("web", "shop"))
                .as(Happening::new);
        return Combinators.combine(
                        texts().injectNull(0.3),
                        texts().list().ofMaxSize(3),
                        Arbitraries.of(true, false).injectNull(0.3),
                        anything.injectNull(0.3),
                        births().injectNull(0.2),
                        instants().injectNull(0.2),
                        happenings.list().ofMaxSize(6))
                .as(Person::new);
    }

    static Arbitrary<Rule.Group> rules() {
        return groups(3);
    }

    private static Arbitrary<Rule.Group> groups(int depth) {
        return Combinators.combine(
                        Arbitraries.of(Combinator.class),
                        flags(),
                        rules(depth - 1).list().ofMinSize(1).ofMaxSize(3))
                .as(Rule.Group::new);
    }

    private static Arbitrary<Rule> rules(int depth) {
        Arbitrary<Rule> conditions = conditions().map(condition -> condition);
        if (depth == 0) {
            return conditions;
        }
        Arbitrary<Rule> groups = groups(depth).map(group -> group);
        return Arbitraries.frequencyOf(
                Tuple.of(4, groups),
                Tuple.of(4, conditions),
                Tuple.of(1, segments().map(in -> in)));
    }

    private static Arbitrary<Rule.InSegments> segments() {
        Arbitrary<Rule.Reference> references =
                groups(1).map(rule -> new Rule.Reference("s" + rule.toString().hashCode(), rule));
        return Combinators.combine(flags(), references.list().ofMinSize(1).ofMaxSize(2))
                .as(Rule.InSegments::new);
    }

    static Arbitrary<Rule.Condition> conditions() {
        Arbitrary<Subject> texts = fields("city", "attributes.plan");
        Arbitrary<Subject> numbers = Arbitraries.oneOf(fields("age", "attributes.plan"), measured(), measured());
        Arbitrary<Subject> dates = fields("birthDate");
        Arbitrary<Subject> instants = fields("createdAt", "orders.firstAt", "orders.lastAt");
        Arbitrary<Subject> times = Arbitraries.oneOf(dates, instants);
        Arbitrary<Subject> all = Arbitraries.oneOf(texts, fields("tags", "consent.email"), numbers, times);
        Arbitrary<Rule.Text> text = texts().map(Rule.Text::of);
        Arbitrary<List<Rule.Text>> someTexts = text.list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<BigDecimal> number = Arbitraries.oneOf(
                numbers(), Arbitraries.of("17", "18", "17.5", "26", "1", "2").map(BigDecimal::new));
        Arbitrary<Ordering> orderings = Arbitraries.of(Ordering.class);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(all, flags()).as(Rule.Presence::new),
                Combinators.combine(texts, Arbitraries.of(TextOperator.class), text)
                        .as(Rule.TextComparison::new),
                Combinators.combine(texts, flags(), someTexts)
                        .as((subject, not, values) -> new Rule.TextIn(subject, not, values)),
                Combinators.combine(fields("tags"), flags(), someTexts)
                        .as((subject, not, values) -> new Rule.ListHas(subject, not, values)),
                Combinators.combine(numbers, orderings, number).as(Rule.NumberComparison::new),
                Combinators.combine(numbers, flags(), number, number)
                        .as((subject, not, one, other) ->
                                new Rule.NumberBetween(subject, not, one.min(other), one.max(other))),
                Combinators.combine(numbers, flags(), number.list().ofMinSize(1).ofMaxSize(3))
                        .as(Rule.NumberIn::new),
                Combinators.combine(fields("consent.email", "attributes.plan"), flags(), flags())
                        .as(Rule.FlagIs::new),
                Combinators.combine(dates, orderings, births()).as(Rule.DateComparison::new),
                Combinators.combine(dates, flags(), births(), births())
                        .as((subject, not, one, other) -> one.isBefore(other)
                                ? new Rule.DateBetween(subject, not, one, other)
                                : new Rule.DateBetween(subject, not, other, one)),
                Combinators.combine(instants, orderings, instants()).as(Rule.InstantComparison::new),
                Combinators.combine(instants, flags(), instants(), instants())
                        .as((subject, not, one, other) -> one.isBefore(other)
                                ? new Rule.InstantBetween(subject, not, one, other)
                                : new Rule.InstantBetween(subject, not, other, one)),
                Combinators.combine(times, flags(), spans()).as(Rule.WithinLast::new),
                Combinators.combine(times, spans()).as(Rule.AnniversaryWithinNext::new)));
    }

    private static Arbitrary<Subject> fields(String... fields) {
        return Arbitraries.of(fields).map(Subject.Field::new);
    }

    private static Arbitrary<Subject> measured() {
        Arbitrary<Map<Dimension, List<String>>> where = Arbitraries.of(
                Map.of(),
                Map.of(Dimension.CATEGORY, List.of("shoes")),
                Map.of(Dimension.CATEGORY, List.of("shoes", "hats"), Dimension.CHANNEL, List.of("web")));
        return Combinators.combine(
                        Arbitraries.of(Kind.class), spans().injectNull(0.3), where, Arbitraries.of(Metric.class))
                .as((kind, within, conditions, metric) -> kind == Kind.ORDER
                        ? new Subject.Measured(new Aggregate(kind, within, conditions), metric)
                        : new Subject.Measured(new Aggregate(kind, within, Map.of()), Metric.COUNT));
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.of(true, false);
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
                "ΟΔΟΣ",
                "ΟΔΟΣΑ",
                "1",
                "1\n");
    }

    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.of("0", "1", "1.0", "1.00", "-1", "0.1", "4999.99", "5000", "5000.01", "1E+3")
                .map(BigDecimal::new);
    }
}
