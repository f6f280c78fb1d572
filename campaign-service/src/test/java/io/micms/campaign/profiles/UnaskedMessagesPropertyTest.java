package io.micms.campaign.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.matching.RuleIndex;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleParser;
import io.micms.platform.testing.RunningService;
import io.micms.platform.web.KeysetPages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of messages is counted only while a rule asks. Whenever rules come and go between messages, and whatever two
 * instances do in the middle of one another, the counts and memberships are those of counting from the beginning.
 */
class UnaskedMessagesPropertyTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final Instant START = Instant.parse("2026-11-02T12:00:00Z");
    private static final PlatformProperties PLATFORM = new PlatformProperties(ZONE, Currency.getInstance("INR"));
    private static final int CUSTOMERS = 2;

    /** One asks about no messages, and two of them about the same. */
    private static final List<String> CONDITIONS = List.of(
            "'field':'orders.count','operator':'>=','value':1",
            "'field':'messages.sent','operator':'>=','value':2",
            "'field':'messages.opened','operator':'=','value':1,'where':{'campaign':['k1']}",
            "'field':'messages.opened','operator':'>=','value':2,'where':{'campaign':['k1']}",
            "'field':'messages.clicked','operator':'>=','value':1,'within':'P2D'");

    private static final Map<Set<Integer>, RuleIndex> INDICES = new ConcurrentHashMap<>();

    private static RunningService service;

    @BeforeContainer
    static void start() throws ClassNotFoundException {
        // Nothing happens in the background: it would go by rules of its own.
        service = RunningService.startUnfed(
                Class.forName("io.micms.campaign.CampaignServiceApplication"),
                "--micms.profiles.sweep-every=1h",
                "--micms.profiles.backfill-every=1h",
                "--micms.profiles.timers-every=1h");
    }

    @AfterContainer
    static void stop() {
        service.close();
    }

    private static RuleIndex index(Set<Integer> rules) {
        return INDICES.computeIfAbsent(
                rules,
                active -> RuleIndex.of(active.stream()
                        .collect(Collectors.toMap(rule -> "s" + rule, rule -> rule(CONDITIONS.get(rule))))));
    }

    private static Rule rule(String condition) {
        return RuleParser.parse(
                JsonMapper.shared()
                        .readTree("{'combinator':'and','rules':[{%s}]}"
                                .formatted(condition)
                                .replace('\'', '"')),
                "/rule",
                ZONE);
    }

    /** Where an instance can be overtaken by the other one, or crash. */
    enum Point {
        BEFORE_KEEPING_UNASKED,
        AFTER_KEEPING_UNASKED,
        AFTER_READING_ALL,
        BEFORE_KEEPING_COUNTED
    }

    /** What is told of a message; the instants and the campaign may be others in each version. */
    record Said(int message, boolean opened, boolean clicked, int variant) {}

    /** What the other instance does in the middle of something. */
    record Meanwhile(Point point, List<Step> steps) {}

    sealed interface Step {

        /** A consumer takes what comes next, perhaps once more. */
        record Deliver(
                int instance,
                int size,
                int back,
                @Nullable Meanwhile meanwhile,
                @Nullable Point crash) implements Step {}

        /** Everybody is judged by the rules of now, as the background run does. */
        record Review(int instance, @Nullable Meanwhile meanwhile) implements Step {}

        /** Other rules are stored; each instance sees them when it looks. */
        record Store(Set<Integer> rules) implements Step {}

        record Look(int instance) implements Step {}

        /** @param part 1 if the customer is part of another, 2 if erased */
        record Customer(int instance, int customer, int part) implements Step {}

        record Order(int instance, int customer) implements Step {}

        record Wait(Duration pause) implements Step {}
    }

    private static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    @Provide
    Arbitrary<List<Said>> logs() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 3))
                .as(Said::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(14);
    }

    @Provide
    Arbitrary<List<Step>> courses() {
        Arbitrary<Step> simple = Arbitraries.frequencyOf(
                Tuple.of(4, stores()),
                Tuple.of(3, instances().map(instance -> new Step.Review(instance, null))),
                Tuple.of(2, instances().map(Step.Look::new)),
                Tuple.of(2, deliveries(Arbitraries.just(null), Arbitraries.just(null))),
                Tuple.of(1, customers()),
                Tuple.of(1, orders()));
        Arbitrary<Meanwhile> meanwhile = Combinators.combine(
                        Arbitraries.of(Point.class), simple.list().ofMinSize(1).ofMaxSize(4))
                .as(Meanwhile::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(
                                6,
                                deliveries(
                                        meanwhile.injectNull(0.5),
                                        Arbitraries.of(Point.class).injectNull(0.75))),
                        Tuple.of(
                                2,
                                Combinators.combine(instances(), meanwhile.injectNull(0.3))
                                        .as(Step.Review::new)),
                        Tuple.of(4, stores()),
                        Tuple.of(1, instances().map(Step.Look::new)),
                        Tuple.of(1, customers()),
                        Tuple.of(1, orders()),
                        Tuple.of(1, Arbitraries.of(1, 12, 30).map(hours -> new Step.Wait(Duration.ofHours(hours)))))
                .list()
                .ofMinSize(2)
                .ofMaxSize(16);
    }

    private static Arbitrary<Integer> instances() {
        return Arbitraries.integers().between(0, 1);
    }

    private static Arbitrary<Step> stores() {
        return Arbitraries.integers()
                .between(0, CONDITIONS.size() - 1)
                .set()
                .ofMaxSize(3)
                .map(Step.Store::new);
    }

    private static Arbitrary<Step> deliveries(Arbitrary<Meanwhile> meanwhile, Arbitrary<Point> crashes) {
        return Combinators.combine(
                        instances(),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 2), Tuple.of(1, 6)),
                        meanwhile,
                        crashes)
                .as(Step.Deliver::new);
    }

    private static Arbitrary<Step> customers() {
        return Combinators.combine(
                        instances(),
                        Arbitraries.integers().between(0, CUSTOMERS - 1),
                        Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 1), Tuple.of(1, 2)))
                .as(Step.Customer::new);
    }

    private static Arbitrary<Step> orders() {
        return Combinators.combine(instances(), Arbitraries.integers().between(0, CUSTOMERS - 1))
                .as(Step.Order::new);
    }

    @Property(tries = 250)
    void itComesToWhatCountingFromTheBeginningDoes(
            @ForAll("logs") List<Said> log, @ForAll("courses") List<Step> course) {
        assertHolds(log, course);
    }

    private static final Step LOOK_AND_REVIEW = new Step.Review(1, null);

    private static void assertHolds(List<Step> course) {
        assertHolds(List.of(new Said(0, true, true, 0)), course);
    }

    private static void assertHolds(List<Said> log, List<Step> course) {
        World world = new World(log);
        course.forEach(step -> {
            world.take(step);
            world.assertWhoIsJudgedIsCounted();
        });
        world.finish();
        world.assertEverybodyIsCounted();
    }

    /** The rule is stored and everybody counted just before the row is there: who wrote it looks at the rules second. */
    @Example
    void aRuleThatComesBeforeTheRowIsSeenByTheSecondLook() {
        assertHolds(List.of(new Step.Deliver(
                0,
                1,
                0,
                new Meanwhile(Point.BEFORE_KEEPING_UNASKED, List.of(new Step.Store(Set.of(1, 2, 4)), LOOK_AND_REVIEW)),
                null)));
    }

    /** As before, and the rule goes and comes again before anybody is judged: it asks for the same as it did. */
    @Example
    void aRuleThatComesAgainIsNotTakenForTheOneBefore() {
        assertHolds(List.of(
                new Step.Deliver(
                        0,
                        1,
                        0,
                        new Meanwhile(
                                Point.BEFORE_KEEPING_UNASKED,
                                List.of(
                                        new Step.Store(Set.of(1, 2, 4)),
                                        LOOK_AND_REVIEW,
                                        new Step.Store(Set.of()),
                                        new Step.Look(1))),
                        null),
                new Step.Store(Set.of(1, 2, 4))));
    }

    /** The rule went, but the customer has not been judged since; what comes now must not go by the profile. */
    @Example
    void whatComesBeforeEverybodyIsJudgedWithoutTheRuleIsCounted() {
        assertHolds(List.of(
                new Step.Store(Set.of(1, 2, 4)),
                new Step.Review(0, null),
                new Step.Store(Set.of()),
                new Step.Look(0),
                new Step.Deliver(0, 1, 0, null, null),
                new Step.Store(Set.of(1, 2, 4))));
    }

    /** Everybody is counted just before the row is there, and nobody gets to look at the rules; the news comes again. */
    @Example
    void aCrashBeforeTheSecondLookLeavesRowsThatSaySo() {
        assertHolds(List.of(new Step.Deliver(
                0,
                1,
                0,
                new Meanwhile(Point.BEFORE_KEEPING_UNASKED, List.of(new Step.Store(Set.of(1, 2, 4)), LOOK_AND_REVIEW)),
                Point.AFTER_KEEPING_UNASKED)));
    }

    /** The rule comes long after the message. */
    @Example
    void whatWasKeptIsCountedWhenARuleComes() {
        World world = new World(List.of(new Said(0, true, true, 0), new Said(1, true, false, 1)));
        world.take(new Step.Deliver(0, 1, 0, null, null));
        assertThat(world.profile(0).orElseThrow().revision())
                .as("what nobody asks about does not touch the profile")
                .isEqualTo(world.revisionOf(0));
        world.take(new Step.Store(Set.of(1, 2, 4)));
        world.finish();
        world.assertEverybodyIsCounted();
        assertThat(world.profile(0).orElseThrow().segments()).contains("s4");
    }

    /** Two instances of the service with one database, and what has been said to them. */
    private static final class World {

        private final String prefix = UUID.randomUUID() + "-c";
        private final List<Instant> now = new ArrayList<>(List.of(START));
        private final List<List<OccurrenceNews>> log = new ArrayList<>();

        /** What has been taken in for good, the newest of each. */
        private final Map<String, OccurrenceNews> newest = new HashMap<>();

        private final List<Instance> instances;
        private final Map<Integer, Integer> customers = new HashMap<>();
        private final Map<Integer, Long> revisions = new HashMap<>();
        private int position;

        /** Before this it is not known what a crash has left. */
        private int crashedAt;

        private int orders;
        private volatile SegmentRules.Active stored = new SegmentRules.Active(0, index(Set.of()));

        World(List<Said> said) {
            Map<Integer, Integer> versions = new HashMap<>();
            said.forEach(one -> log.add(news(one, versions.merge(one.message(), 1, Integer::sum))));
            instances = List.of(new Instance(), new Instance());
            take(new Step.Customer(0, 0, 0));
            revisions.put(0, profile(0).orElseThrow().revision());
        }

        private String customerId(int customer) {
            return prefix + customer;
        }

        private Set<String> customerIds() {
            Set<String> ids = new HashSet<>();
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                ids.add(customerId(customer));
            }
            return ids;
        }

        long revisionOf(int customer) {
            return revisions.get(customer);
        }

        private List<OccurrenceNews> news(Said said, int version) {
            List<OccurrenceNews> news = new ArrayList<>();
            news.add(news(Kind.SENT, said, version));
            if (said.opened()) {
                news.add(news(Kind.OPENED, said, version));
            }
            if (said.clicked()) {
                news.add(news(Kind.CLICKED, said, version));
            }
            return news;
        }

        private OccurrenceNews news(Kind kind, Said said, int version) {
            String customerId = customerId(said.message() % CUSTOMERS);
            return new OccurrenceNews(
                    kind,
                    prefix + "-m" + said.message(),
                    customerId,
                    version,
                    said.variant() == 3
                            ? null
                            : new Occurrence(
                                    START.minus(Duration.ofHours(40L * said.variant())),
                                    BigDecimal.ZERO,
                                    List.of(),
                                    null,
                                    said.variant() == 1 ? "k2" : "k1"));
        }

        void take(Step step) {
            switch (step) {
                case Step.Deliver deliver -> deliver(deliver);
                case Step.Review review -> {
                    Instance instance = instances.get(review.instance());
                    instance.refresh();
                    instance.during(review.meanwhile(), null, this, () -> instance.updates.review(customerIds()));
                }
                case Step.Store store ->
                    stored = new SegmentRules.Active(stored.epoch() + 1, index(Set.copyOf(store.rules())));
                case Step.Look look -> instances.get(look.instance()).refresh();
                case Step.Customer customer ->
                    instances
                            .get(customer.instance())
                            .updates
                            .customersChanged(List.of(copy(
                                    customer.customer(),
                                    customers.merge(customer.customer(), 1, Integer::sum),
                                    customer.part())));
                case Step.Order order -> {
                    OccurrenceNews news = new OccurrenceNews(
                            Kind.ORDER,
                            prefix + "-o" + orders++,
                            customerId(order.customer()),
                            1,
                            new Occurrence(START, BigDecimal.TEN, List.of(), null, null));
                    newest.put(news.rowId(), news);
                    instances.get(order.instance()).updates.occurred(List.of(news));
                }
                case Step.Wait wait -> now.add(now.getLast().plus(wait.pause()));
            }
        }

        private void deliver(Step.Deliver deliver) {
            int from = Math.max(0, position - deliver.back());
            int to = Math.min(log.size(), position + deliver.size());
            List<OccurrenceNews> batch =
                    log.subList(from, to).stream().flatMap(List::stream).toList();
            Instance instance = instances.get(deliver.instance());
            try {
                instance.during(
                        deliver.meanwhile(), deliver.crash(), this, () -> instance.updates.messagesChanged(batch));
                // Another may have taken over, and be farther by now.
                for (; position < to; position++) {
                    log.get(position).forEach(one -> newest.put(one.rowId(), one));
                }
            } catch (Crash e) {
                // The batch comes again.
                crashedAt = Math.max(crashedAt, to);
            }
        }

        /** Everything arrives, and everybody is judged by the rules as they are. */
        void finish() {
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                if (!customers.containsKey(customer)) {
                    take(new Step.Customer(0, customer, 0));
                }
            }
            take(new Step.Deliver(0, log.size(), 0, null, null));
            take(new Step.Review(0, null));
            instances.getFirst().updates.countUncounted(customerIds());
        }

        Optional<Profile> profile(int customer) {
            return instances.getFirst().profiles.find(customerId(customer));
        }

        void assertEverybodyIsCounted() {
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                assertThat(profile(customer).orElseThrow().isJudgedUnder(stored.epoch()))
                        .isTrue();
            }
            assertWhoIsJudgedIsCounted();
        }

        /** Whoever is judged by the rules as they are is as counted from the beginning, however things stand. */
        void assertWhoIsJudgedIsCounted() {
            CountingPlan plan = new CountingPlan(stored.index().aggregates(), ZONE);
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                Profile profile = profile(customer).orElse(null);
                if (profile == null || !profile.isJudgedUnder(stored.epoch()) || position < crashedAt) {
                    continue;
                }
                Tallies anew = new Tallies(now.getLast(), plan);
                newest.values().stream()
                        .filter(one -> one.customerId().equals(profile.id()) && one.occurrence() != null)
                        .forEach(one -> anew.count(one.kind(), one.occurrence(), plan, ZONE));
                Facts facts = profile.factsWith(anew, plan, ZONE);
                profile.advance(
                        now.getLast(),
                        plan,
                        ZONE,
                        instances.getFirst().occurrences.counted(profile.id(), profile.noted()));
                assertThat(profile.isCountedBy(plan)).isTrue();
                assertThat(profile.facts(plan, ZONE).values())
                        .as("what is counted of customer %d", customer)
                        .isEqualTo(facts.values());
                // Who is in a segment is a matter of when the customer was last looked at.
                if (profile.isDue(now.getLast())) {
                    continue;
                }
                assertThat(profile.segments())
                        .containsExactlyInAnyOrderElementsOf(
                                profile.isGone() ? Set.of() : stored.index().matching(facts));
            }
        }

        private CustomerCopy copy(int customer, int version, int part) {
            return new CustomerCopy(
                    customerId(customer),
                    version,
                    null,
                    "Asha",
                    null,
                    null,
                    null,
                    "Pune",
                    null,
                    null,
                    null,
                    List.of(),
                    Map.of(),
                    null,
                    null,
                    null,
                    List.of(),
                    part == 1 ? "somebody" : null,
                    part == 2 ? true : null);
        }

        private final class Instance implements SegmentRules {

            private final Clock clock = new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZONE;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now.getLast();
                }
            };
            private final OvertakenOccurrences occurrences = new OvertakenOccurrences(service.mongo(), clock);
            private final Profiles profiles =
                    new Profiles(service.mongo(), service.bean(KeysetPages.class), occurrences, this, PLATFORM);
            private final ProfileUpdates updates = new ProfileUpdates(
                    profiles,
                    this,
                    service.bean(AudienceEffects.class),
                    service.bean(AttributeNames.class),
                    new StaticListableBeanFactory().getBeanProvider(ErasureListener.class),
                    occurrences,
                    new SimpleMeterRegistry(),
                    PLATFORM,
                    clock);
            private volatile Active known = stored;

            @Override
            public Active current() {
                return known;
            }

            @Override
            public Active refresh() {
                known = stored;
                return known;
            }

            /** Does something, and once in the middle of it something else; and crashes there or elsewhere. */
            void during(@Nullable Meanwhile meanwhile, @Nullable Point crash, World world, Runnable work) {
                Set<Point> passed = ConcurrentHashMap.newKeySet();
                Consumer<Point> before = occurrences.reached;
                occurrences.reached = point -> {
                    if (meanwhile != null && point == meanwhile.point() && passed.add(point)) {
                        meanwhile.steps().forEach(world::take);
                    }
                    if (point == crash) {
                        throw new Crash();
                    }
                };
                try {
                    work.run();
                } finally {
                    occurrences.reached = before;
                }
            }
        }
    }

    private static final class OvertakenOccurrences extends Occurrences {

        private volatile Consumer<Point> reached = point -> {};

        OvertakenOccurrences(MongoTemplate mongo, Clock clock) {
            super(mongo, clock);
        }

        @Override
        void keepUnasked(Collection<OccurrenceNews> news) {
            reached.accept(Point.BEFORE_KEEPING_UNASKED);
            super.keepUnasked(news);
            reached.accept(Point.AFTER_KEEPING_UNASKED);
        }

        @Override
        void keepCounted(Collection<OccurrenceNews> news) {
            reached.accept(Point.BEFORE_KEEPING_COUNTED);
            super.keepCounted(news);
        }

        @Override
        void forEach(Collection<String> customerIds, Consumer<OccurrenceRow> consumer) {
            super.forEach(customerIds, consumer);
            reached.accept(Point.AFTER_READING_ALL);
        }
    }
}
