package io.micms.campaign.profiles;

import io.micms.campaign.profiles.CountingPlan.Entry;
import io.micms.campaign.profiles.CountingPlan.Window;
import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Facts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's occurrences come to at a moment, for every aggregate that is asked about. They are kept up to date by
 * what each change adds and takes away, and by what enters and leaves the windows as time passes: the work does not grow
 * with what a customer has done before. Which state of which row is counted is told by {@link OccurrenceRow}.
 */
final class Tallies {

    /** Before everything that can have happened. */
    static final Instant BEGINNING = Instant.parse("0000-01-01T00:00:00Z");

    /** The {@linkplain CountingPlan#fingerprint() fingerprint} of the plan that they were counted by; null if none was. */
    private final @Nullable String plan;

    private Instant asOf;

    /** By aggregate; absent where they come to nothing. */
    private final Map<String, Tally> totals;

    /** By window, no later than the oldest occurrence in it; absent if it is empty. */
    private final Map<String, Instant> oldest;

    /** By kind, no later than the earliest occurrence that is still to come; absent if there is none. */
    private final Map<Kind, Instant> upcoming;

    private @Nullable Instant firstOrderAt;
    private @Nullable Instant lastOrderAt;

    /** What is stored of them; see the fields of the same names. */
    record State(
            @Nullable String plan,
            Instant asOf,
            Map<String, Tally> totals,
            Map<String, Instant> oldest,
            Map<Kind, Instant> upcoming,
            @Nullable Instant firstOrderAt,
            @Nullable Instant lastOrderAt) {}

    /** Nothing has been counted yet. */
    Tallies(Instant asOf, CountingPlan plan) {
        this(new State(plan.fingerprint(), asOf, Map.of(), Map.of(), Map.of(), null, null));
    }

    Tallies(State state) {
        plan = state.plan();
        asOf = state.asOf();
        totals = new HashMap<>(state.totals());
        oldest = new HashMap<>(state.oldest());
        upcoming = new HashMap<>(state.upcoming());
        firstOrderAt = state.firstOrderAt();
        lastOrderAt = state.lastOrderAt();
    }

    State state() {
        return new State(plan, asOf, totals, oldest, upcoming, firstOrderAt, lastOrderAt);
    }

    boolean isCountedBy(CountingPlan other) {
        return other.fingerprint().equals(plan);
    }

    /** Whether it is known that nothing is counted. There may be what another plan counts; but no orders, which all do. */
    boolean isEmpty() {
        return plan != null && totals.isEmpty() && oldest.isEmpty() && upcoming.isEmpty();
    }

    Instant asOf() {
        return asOf;
    }

    /** Lets time pass: takes in what has happened by now, and lets go what is out of its window. Never goes back. */
    void advance(Instant now, CountingPlan plan, ZoneId zone, CountedOccurrences counted) {
        if (!now.isAfter(asOf)) {
            return;
        }
        for (Kind kind : Kind.values()) {
            Instant next = upcoming.get(kind);
            if (next != null && !next.isAfter(now)) {
                counted.between(kind, asOf, now, occurrence -> add(plan.of(kind), kind, occurrence, now, zone));
                put(upcoming, kind, counted.firstAfter(kind, now));
            }
        }
        for (Window window : plan.windows()) {
            Instant first = oldest.get(window.id());
            if (first == null || window.span().leavesWindow(first, zone).isAfter(now)) {
                continue;
            }
            Instant start = window.span().startOfWindow(now, zone);
            List<Entry> entries = plan.of(window.kind()).stream()
                    .filter(entry -> window.equals(entry.window()))
                    .toList();
            counted.between(
                    window.kind(),
                    window.span().startOfWindow(asOf, zone),
                    // What happened since it was last looked at was not counted if it is out of the window already.
                    start.isBefore(asOf) ? start : asOf,
                    occurrence -> entries.forEach(entry -> takeFrom(entry, occurrence)));
            Instant next = counted.firstAfter(window.kind(), start);
            put(oldest, window.id(), next == null || next.isAfter(now) ? null : next);
        }
        asOf = now;
    }

    /** Counts one occurrence instead of another; null stands for nothing. */
    void replace(Kind kind, @Nullable Occurrence before, @Nullable Occurrence after, CountingPlan plan, ZoneId zone) {
        if (before != null && !before.at().isAfter(asOf)) {
            for (Entry entry : plan.of(kind)) {
                if (isInWindow(entry, before, asOf, zone)) {
                    takeFrom(entry, before);
                }
            }
        }
        if (after != null) {
            count(kind, after, plan, zone);
        }
    }

    /** Counts one more occurrence, now or when its time comes. */
    void count(Kind kind, Occurrence occurrence, CountingPlan plan, ZoneId zone) {
        if (!plan.counts(kind)) {
            return;
        }
        if (occurrence.at().isAfter(asOf)) {
            upcoming.merge(kind, occurrence.at(), Tallies::earlier);
        } else {
            add(plan.of(kind), kind, occurrence, asOf, zone);
        }
    }

    private void add(Collection<Entry> entries, Kind kind, Occurrence occurrence, Instant now, ZoneId zone) {
        for (Entry entry : entries) {
            if (!isInWindow(entry, occurrence, now, zone)) {
                continue;
            }
            if (entry.window() != null) {
                oldest.merge(entry.window().id(), occurrence.at(), Tallies::earlier);
            }
            BigDecimal amount = occurrence.adds(entry.aggregate());
            if (amount != null) {
                totals.merge(entry.id(), Tally.NOTHING.plus(amount), (tally, one) -> tally.plus(amount));
            }
        }
        if (kind == Kind.ORDER) {
            firstOrderAt = firstOrderAt == null ? occurrence.at() : earlier(firstOrderAt, occurrence.at());
            lastOrderAt = lastOrderAt == null || lastOrderAt.isBefore(occurrence.at()) ? occurrence.at() : lastOrderAt;
        }
    }

    private void takeFrom(Entry entry, Occurrence occurrence) {
        BigDecimal amount = occurrence.adds(entry.aggregate());
        if (amount != null) {
            totals.computeIfPresent(entry.id(), (id, tally) -> tally.count() == 1 ? null : tally.minus(amount));
        }
    }

    private static boolean isInWindow(Entry entry, Occurrence occurrence, Instant now, ZoneId zone) {
        return entry.window() == null
                || occurrence.at().isAfter(entry.window().span().startOfWindow(now, zone));
    }

    /** Whether an occurrence may be the first or the last of its customer's orders. */
    boolean isAtAnEnd(Occurrence occurrence) {
        return occurrence.at().equals(firstOrderAt) || occurrence.at().equals(lastOrderAt);
    }

    void lookUpOrderDates(CountedOccurrences counted) {
        Instant first = counted.firstAfter(Kind.ORDER, BEGINNING);
        firstOrderAt = first == null || first.isAfter(asOf) ? null : first;
        lastOrderAt = counted.lastUpTo(Kind.ORDER, asOf);
    }

    void tell(Facts.Builder facts, CountingPlan plan, ZoneId zone) {
        Map<String, Instant> leaving = new HashMap<>();
        for (Entry entry : plan.entries()) {
            Tally tally = totals.getOrDefault(entry.id(), Tally.NOTHING);
            Instant changes = upcoming.get(entry.aggregate().kind());
            Window window = entry.window();
            if (window != null && oldest.containsKey(window.id())) {
                Instant leaves = leaving.computeIfAbsent(
                        window.id(), id -> window.span().leavesWindow(Objects.requireNonNull(oldest.get(id)), zone));
                changes = changes == null ? leaves : earlier(changes, leaves);
            }
            facts.aggregate(entry.aggregate(), tally.count(), tally.total(), changes);
        }
        facts.instant("orders.firstAt", firstOrderAt, upcoming.get(Kind.ORDER));
        facts.instant("orders.lastAt", lastOrderAt, upcoming.get(Kind.ORDER));
    }

    /** When time alone changes any of it; null if never. */
    @Nullable
    Instant changesAt(CountingPlan plan, ZoneId zone) {
        Instant next = null;
        for (Instant at : upcoming.values()) {
            next = next == null ? at : earlier(next, at);
        }
        for (Window window : plan.windows()) {
            Instant first = oldest.get(window.id());
            if (first != null) {
                Instant leaves = window.span().leavesWindow(first, zone);
                next = next == null ? leaves : earlier(next, leaves);
            }
        }
        return next;
    }

    OrderTotals orders() {
        Tally all = totals.getOrDefault(Aggregate.all(Kind.ORDER).id(), Tally.NOTHING);
        return OrderTotals.of(all, firstOrderAt, lastOrderAt);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static <K> void put(Map<K, Instant> map, K key, @Nullable Instant value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }
}
