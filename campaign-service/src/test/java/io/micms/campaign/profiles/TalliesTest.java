package io.micms.campaign.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept up to date by each change and by time passing is what counting everything from the beginning comes to. */
class TalliesTest {

    /** Has daylight saving, which ends on 2026-11-01. */
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final Instant START = Instant.parse("2026-10-20T12:00:00Z");

    private static final List<Aggregate> ASKED = List.of(
            counting("P1D"),
            counting("P7D"),
            counting("P1M"),
            counting("PT30M"),
            counting("P1M2D"),
            new Aggregate(Kind.ORDER, Span.parse("P7D"), new TreeMap<>(Map.of(Dimension.CATEGORY, List.of("shoes")))),
            new Aggregate(
                    Kind.ORDER,
                    null,
                    new TreeMap<>(Map.of(Dimension.CATEGORY, List.of("shoes", "hats"), Dimension.SKU, List.of("a")))),
            new Aggregate(Kind.ORDER, Span.parse("P1D"), new TreeMap<>(Map.of(Dimension.CHANNEL, List.of("web")))),
            new Aggregate(Kind.SENT, Span.parse("P2D"), new TreeMap<>(Map.of(Dimension.CAMPAIGN, List.of("c1")))));

    private static Aggregate counting(String within) {
        return new Aggregate(Kind.ORDER, Span.parse(within), new TreeMap<>());
    }

    /** What happens next: time passes, and then an order or a message becomes another, or nothing. */
    record Step(
            Duration pause, int number, Kind kind, @Nullable Occurrence occurrence, Duration ago) {

        @Nullable
        Occurrence at(Instant now) {
            return occurrence == null
                    ? null
                    : new Occurrence(
                            now.minus(ago),
                            occurrence.amount(),
                            occurrence.items(),
                            occurrence.channel(),
                            occurrence.campaign());
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Duration> pauses = Arbitraries.of(
                        "PT0S", "PT0.001S", "PT1S", "PT30M", "PT12H", "PT24H", "PT25H", "P7D", "P31D", "P1D")
                .map(Duration::parse);
        Arbitrary<Duration> agos = Arbitraries.of(
                        "PT0S",
                        "-PT24H",
                        "-PT0.001S",
                        "PT24H",
                        "PT23H59M59.999S",
                        "P7D",
                        "PT12H",
                        "P40D",
                        "-P3D",
                        "PT30M")
                .map(Duration::parse);
        Arbitrary<Occurrence.Item> items = Combinators.combine(
                        Arbitraries.of("shoes", "hats", "bags"),
                        Arbitraries.of("a", "b"),
                        Arbitraries.of("10", "0.10", "19.99"))
                .as((category, sku, amount) -> new Occurrence.Item(category, sku, new BigDecimal(amount)));
        Arbitrary<Occurrence> occurrences = Combinators.combine(
                        Arbitraries.of("10", "0.10", "1499.00", "33.33"),
                        items.list().ofMaxSize(3),
                        Arbitraries.of("web", "shop").injectNull(0.3),
                        Arbitraries.of("c1", "c2"))
                .as((amount, its, channel, campaign) ->
                        new Occurrence(START, new BigDecimal(amount), its, channel, campaign));
        return Combinators.combine(
                        pauses,
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(Kind.ORDER, Kind.ORDER, Kind.ORDER, Kind.SENT),
                        occurrences.injectNull(0.2),
                        agos)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    @Property(tries = 2000)
    void keptUpToDateIsCountedFromTheBeginning(@ForAll("histories") List<Step> history) {
        CountingPlan plan = new CountingPlan(ASKED, ZONE);
        InMemory counted = new InMemory();
        Instant now = START;
        Tallies tallies = new Tallies(now, plan);
        for (Step step : history) {
            Instant next = now.plus(step.pause());
            for (Instant changes = tallies.changesAt(plan, ZONE);
                    changes != null && !changes.isAfter(next);
                    changes = tallies.changesAt(plan, ZONE)) {
                // Until its next change it stays as it is; then it is looked at.
                assertState(tallies, changes.minusMillis(1), plan, counted);
                tallies.advance(changes, plan, ZONE, counted);
                assertState(tallies, changes, plan, counted);
            }
            assertState(tallies, next, plan, counted);
            now = next;
            tallies.advance(now, plan, ZONE, counted);
            Occurrence before = counted.get(step);
            Occurrence after = step.at(now);
            boolean stale = before != null && tallies.isAtAnEnd(before) && step.kind() == Kind.ORDER;
            tallies.replace(step.kind(), before, after, plan, ZONE);
            counted.put(step, after);
            if (stale) {
                tallies.lookUpOrderDates(counted);
            }
            assertState(tallies, now, plan, counted);
        }
    }

    @Property(tries = 500)
    void lookingOnlyOnceInAWhileComesToTheSame(@ForAll("histories") List<Step> history) {
        CountingPlan plan = new CountingPlan(ASKED, ZONE);
        InMemory counted = new InMemory();
        Instant now = START;
        Tallies tallies = new Tallies(now, plan);
        for (Step step : history) {
            now = now.plus(step.pause());
            tallies.advance(now, plan, ZONE, counted);
            Occurrence before = counted.get(step);
            Occurrence after = step.at(now);
            tallies.replace(step.kind(), before, after, plan, ZONE);
            counted.put(step, after);
            tallies.lookUpOrderDates(counted);
        }
        assertState(tallies, now, plan, counted);
    }

    @Property(tries = 300)
    void countingAgainFromTheBeginningComesToTheSame(@ForAll("histories") List<Step> history) {
        CountingPlan plan = new CountingPlan(ASKED, ZONE);
        InMemory counted = new InMemory();
        Instant now = START;
        for (Step step : history) {
            now = now.plus(step.pause());
            counted.put(step, step.at(now));
        }
        // What was still to come may happen before anybody counts.
        now = now.plus(Duration.ofDays(1));
        Tallies tallies = new Tallies(now, plan);
        counted.byNumber.forEach((key, occurrence) -> tallies.count(kind(key), occurrence, plan, ZONE));

        assertState(tallies, now, plan, counted);
        // And it goes on as if it had always been so.
        for (Instant changes = tallies.changesAt(plan, ZONE);
                changes != null;
                changes = tallies.changesAt(plan, ZONE)) {
            tallies.advance(changes, plan, ZONE, counted);
            assertState(tallies, changes, plan, counted);
        }
    }

    /** Of orders, which are always counted: where it is empty they are not counted again from the beginning. */
    @Property(tries = 300)
    void itIsEmptyExactlyWhenNothingIsCounted(@ForAll("histories") List<Step> history) {
        CountingPlan plan = new CountingPlan(ASKED, ZONE);
        InMemory counted = new InMemory();
        Tallies tallies = new Tallies(START, plan);
        Instant now = START;
        for (Step step : history) {
            now = now.plus(step.pause());
            tallies.advance(now, plan, ZONE, counted);
            tallies.replace(step.kind(), counted.get(step), step.at(now), plan, ZONE);
            counted.put(step, step.at(now));
            if (counted.byNumber.keySet().stream().anyMatch(key -> kind(key) == Kind.ORDER)) {
                assertThat(tallies.isEmpty()).isFalse();
            }
        }
        for (Map.Entry<String, Occurrence> left : Map.copyOf(counted.byNumber).entrySet()) {
            tallies.replace(kind(left.getKey()), left.getValue(), null, plan, ZONE);
            counted.byNumber.remove(left.getKey());
        }
        tallies.advance(now.plus(Duration.ofDays(100)), plan, ZONE, counted);
        assertThat(tallies.isEmpty()).isTrue();
    }

    /** 2,000 orders pass through a window of a day that holds 288; those that leave are read then, and never again. */
    @Test
    void eachOccurrenceIsReadOnceForEachWindow() {
        CountingPlan plan = new CountingPlan(List.of(counting("P1D")), ZONE);
        InMemory counted = new InMemory();
        Tallies tallies = new Tallies(START, plan);
        for (int i = 0; i < 2_000; i++) {
            Instant now = START.plus(Duration.ofMinutes(5L * i));
            tallies.advance(now, plan, ZONE, counted);
            Occurrence order = new Occurrence(now, BigDecimal.ONE, List.of(), null, null);
            tallies.replace(Kind.ORDER, null, order, plan, ZONE);
            counted.byNumber.put("ORDER-" + i, order);
        }
        assertThat(counted.read).isEqualTo(2_000 - 288);
        assertState(tallies, tallies.asOf(), plan, counted);
    }

    private static Kind kind(String key) {
        return Kind.valueOf(key.substring(0, key.indexOf('-')));
    }

    private static void assertState(Tallies tallies, Instant now, CountingPlan plan, InMemory counted) {
        Facts.Builder kept = new Facts.Builder(now, ZONE);
        tallies.tell(kept, plan, ZONE);
        assertThat(kept.build().values()).as("at %s", now).isEqualTo(counted.fromTheBeginning(now, plan));
    }

    /** Everything by definition, with no thought of speed. */
    private static final class InMemory implements CountedOccurrences {

        private final Map<String, Occurrence> byNumber = new HashMap<>();
        private int read;

        @Nullable
        Occurrence get(Step step) {
            return byNumber.get(step.kind() + "-" + step.number());
        }

        void put(Step step, @Nullable Occurrence occurrence) {
            if (occurrence == null) {
                byNumber.remove(step.kind() + "-" + step.number());
            } else {
                byNumber.put(step.kind() + "-" + step.number(), occurrence);
            }
        }

        Map<String, Object> fromTheBeginning(Instant now, CountingPlan plan) {
            Facts.Builder facts = new Facts.Builder(now, ZONE);
            for (CountingPlan.Entry entry : plan.entries()) {
                Aggregate aggregate = entry.aggregate();
                List<BigDecimal> amounts = new ArrayList<>();
                for (Occurrence occurrence : of(aggregate.kind())) {
                    boolean past = !occurrence.at().isAfter(now);
                    boolean inWindow = aggregate.within() == null
                            || occurrence.at().isAfter(aggregate.within().startOfWindow(now, ZONE));
                    BigDecimal amount = occurrence.adds(aggregate);
                    if (past && inWindow && amount != null) {
                        amounts.add(amount);
                    }
                }
                facts.aggregate(
                        aggregate,
                        amounts.size(),
                        Occurrence.plain(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
                        null);
            }
            List<Instant> past = of(Kind.ORDER).stream()
                    .map(Occurrence::at)
                    .filter(at -> !at.isAfter(now))
                    .sorted()
                    .toList();
            facts.instant("orders.firstAt", past.isEmpty() ? null : past.getFirst(), null);
            facts.instant("orders.lastAt", past.isEmpty() ? null : past.getLast(), null);
            return facts.build().values();
        }

        private Collection<Occurrence> of(Kind kind) {
            return byNumber.entrySet().stream()
                    .filter(entry -> kind(entry.getKey()) == kind)
                    .map(Map.Entry::getValue)
                    .toList();
        }

        private Stream<Instant> times(Kind kind) {
            return of(kind).stream().map(Occurrence::at);
        }

        @Override
        public void between(Kind kind, Instant after, Instant upTo, Consumer<Occurrence> consumer) {
            for (Occurrence occurrence : of(kind)) {
                if (occurrence.at().isAfter(after) && !occurrence.at().isAfter(upTo)) {
                    read++;
                    consumer.accept(occurrence);
                }
            }
        }

        @Override
        public @Nullable Instant firstAfter(Kind kind, Instant after) {
            return times(kind)
                    .filter(at -> at.isAfter(after))
                    .min(Instant::compareTo)
                    .orElse(null);
        }

        @Override
        public @Nullable Instant lastUpTo(Kind kind, Instant upTo) {
            return times(kind)
                    .filter(at -> !at.isAfter(upTo))
                    .max(Instant::compareTo)
                    .orElse(null);
        }
    }
}
