package io.micms.campaign.matching;

import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.NextChange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The leaves that ask about one subject, found by its value. */
final class SubjectIndex {

    private static final int[] NONE = {};

    private record Asked<L extends Leaf>(int node, L leaf) {}

    private final int[] present;
    private final int[] whenTrue;
    private final int[] whenFalse;
    private final Map<String, int[]> texts;
    private final Map<String, int[]> elements;
    private final OrderedIndex<BigDecimal> numbers;
    private final OrderedIndex<LocalDate> dates;
    private final OrderedIndex<Instant> instants;

    /** Windows of exact length: those that hold of the time that has gone by. */
    private final OrderedIndex<Duration> ages;

    /** Each of them is looked for. */
    private final List<Asked<Leaf.TextPart>> textParts;

    /** Windows and anniversaries that depend on the calendar; each of them is evaluated. */
    private final List<Asked<Leaf.Calendar>> calendar;

    private SubjectIndex(Builder builder) {
        present = NodeSet.array(builder.present);
        whenTrue = NodeSet.array(builder.whenTrue);
        whenFalse = NodeSet.array(builder.whenFalse);
        texts = arrays(builder.texts);
        elements = arrays(builder.elements);
        numbers = builder.numbers.build();
        dates = builder.dates.build();
        instants = builder.instants.build();
        ages = builder.ages.build();
        textParts = List.copyOf(builder.textParts);
        calendar = List.copyOf(builder.calendar);
    }

    private static Map<String, int[]> arrays(Map<String, List<Integer>> lists) {
        Map<String, int[]> arrays = HashMap.newHashMap(lists.size());
        lists.forEach((value, leaves) -> arrays.put(value, NodeSet.array(leaves)));
        return arrays;
    }

    /** Whether something may flip although the value stays. */
    boolean dependsOnTime() {
        return !ages.isEmpty() || !calendar.isEmpty();
    }

    /** Names the leaves that hold and are found by a single value. */
    void findExact(Object value, IntConsumer leaves) {
        switch (value) {
            case String text -> each(texts.getOrDefault(text, NONE), leaves);
            case Boolean flag -> each(flag ? whenTrue : whenFalse, leaves);
            case List<?> list -> each(having(list), leaves);
            case BigDecimal number -> each(numbers.exact(number), leaves);
            case LocalDate date -> each(dates.exact(date), leaves);
            case Instant instant -> each(instants.exact(instant), leaves);
            default -> throw new IllegalArgumentException("No fact is a " + value.getClass());
        }
    }

    private static void each(int[] nodes, IntConsumer leaves) {
        for (int node : nodes) {
            leaves.accept(node);
        }
    }

    /** Toggles what holds. */
    void toggleHolding(Object value, Facts facts, NodeSet leaves) {
        leaves.toggle(present);
        switch (value) {
            case String text -> {
                leaves.toggle(texts.getOrDefault(text, NONE));
                for (Asked<Leaf.TextPart> part : textParts) {
                    if (part.leaf().holds(text, facts)) {
                        leaves.toggle(part.node());
                    }
                }
            }
            case Boolean flag -> leaves.toggle(flag ? whenTrue : whenFalse);
            case List<?> list -> leaves.toggle(having(list));
            case BigDecimal number -> numbers.toggleHolding(number, leaves);
            case LocalDate date -> dates.toggleHolding(date, leaves);
            case Instant instant -> instants.toggleHolding(instant, leaves);
            default -> throw new IllegalArgumentException("No fact is a " + value.getClass());
        }
        if (dependsOnTime()) {
            Duration age = age(value, facts);
            if (age != null) {
                ages.toggleHolding(age, leaves);
            }
            for (Asked<Leaf.Calendar> asked : calendar) {
                if (asked.leaf().holds(value, facts)) {
                    leaves.toggle(asked.node());
                }
            }
        }
    }

    /** Toggles what holds only before or only after, whether the value brought that about or the time that went by. */
    void toggleFlipping(@Nullable Object old, Facts before, @Nullable Object current, Facts after, NodeSet leaves) {
        if (old == null || current == null || !isSameType(old, current)) {
            if (old != null) {
                toggleHolding(old, before, leaves);
            }
            if (current != null) {
                toggleHolding(current, after, leaves);
            }
            return;
        }
        if (!old.equals(current)) {
            toggleByValue(old, before, current, after, leaves);
        }
        if (dependsOnTime()) {
            toggleByTime(old, before, current, after, leaves);
        }
    }

    private void toggleByValue(Object old, Facts before, Object current, Facts after, NodeSet leaves) {
        switch (old) {
            case String text -> {
                leaves.toggle(texts.getOrDefault(text, NONE));
                leaves.toggle(texts.getOrDefault((String) current, NONE));
                for (Asked<Leaf.TextPart> part : textParts) {
                    if (part.leaf().holds(old, before) != part.leaf().holds(current, after)) {
                        leaves.toggle(part.node());
                    }
                }
            }
            case Boolean flag -> {
                leaves.toggle(flag ? whenTrue : whenFalse);
                leaves.toggle(flag ? whenFalse : whenTrue);
            }
            case List<?> list -> {
                leaves.toggle(having(list));
                leaves.toggle(having((List<?>) current));
            }
            case BigDecimal number -> numbers.toggleFlipping(number, (BigDecimal) current, leaves);
            case LocalDate date -> dates.toggleFlipping(date, (LocalDate) current, leaves);
            case Instant instant -> instants.toggleFlipping(instant, (Instant) current, leaves);
            default -> throw new IllegalArgumentException("No fact is a " + old.getClass());
        }
    }

    private void toggleByTime(Object old, Facts before, Object current, Facts after, NodeSet leaves) {
        Duration past = age(old, before);
        Duration present = age(current, after);
        if (past != null && present != null) {
            ages.toggleFlipping(past, present, leaves);
        }
        for (Asked<Leaf.Calendar> asked : calendar) {
            if (asked.leaf().holds(old, before) != asked.leaf().holds(current, after)) {
                leaves.toggle(asked.node());
            }
        }
    }

    /** When time alone may first flip something, after the moment of the facts; null if it does not. */
    @Nullable
    Instant nextChange(Object value, Facts facts) {
        Instant moment = Leaf.moment(value, facts.zone());
        if (moment == null) {
            return null;
        }
        Duration nextAge = ages.above(Duration.between(moment, facts.at()));
        Instant next = nextAge == null ? null : moment.plus(nextAge);
        for (Asked<Leaf.Calendar> asked : calendar) {
            next = earlier(next, NextChange.of(asked.leaf().condition(), facts));
        }
        return next;
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable Duration age(Object value, Facts facts) {
        Instant moment = Leaf.moment(value, facts.zone());
        return moment == null ? null : Duration.between(moment, facts.at());
    }

    private static boolean isSameType(Object one, Object other) {
        return one.getClass() == other.getClass() || one instanceof List && other instanceof List;
    }

    /** The leaves that any of some elements meets, each once. */
    private int[] having(List<?> list) {
        TreeSet<Integer> leaves = new TreeSet<>();
        for (Object element : list) {
            if (element instanceof String text) {
                for (int leaf : elements.getOrDefault(text, NONE)) {
                    leaves.add(leaf);
                }
            }
        }
        return NodeSet.array(leaves);
    }

    static final class Builder {

        private final List<Integer> present = new ArrayList<>();
        private final List<Integer> whenTrue = new ArrayList<>();
        private final List<Integer> whenFalse = new ArrayList<>();
        private final Map<String, List<Integer>> texts = new HashMap<>();
        private final Map<String, List<Integer>> elements = new HashMap<>();
        private final OrderedIndex.Builder<BigDecimal> numbers = new OrderedIndex.Builder<>(BigDecimal.class);
        private final OrderedIndex.Builder<LocalDate> dates = new OrderedIndex.Builder<>(LocalDate.class);
        private final OrderedIndex.Builder<Instant> instants = new OrderedIndex.Builder<>(Instant.class);
        private final OrderedIndex.Builder<Duration> ages = new OrderedIndex.Builder<>(Duration.class);
        private final List<Asked<Leaf.TextPart>> textParts = new ArrayList<>();
        private final List<Asked<Leaf.Calendar>> calendar = new ArrayList<>();

        void add(int node, Leaf leaf) {
            switch (leaf) {
                case Leaf.Present any -> present.add(node);
                case Leaf.Flag flag -> (flag.expected() ? whenTrue : whenFalse).add(node);
                case Leaf.HasElement has -> has.elements().forEach(element -> put(elements, element, node));
                case Leaf.TextPart part -> textParts.add(new Asked<>(node, part));
                case Leaf.Calendar timed -> calendar.add(new Asked<>(node, timed));
                case Leaf.Younger younger -> ages.range(node, Duration.ZERO, true, younger.age(), false);
                case Leaf.OneOf<?> oneOf
                when oneOf.type() == String.class -> oneOf.values().forEach(value -> put(texts, (String) value, node));
                case Leaf.OneOf<?> oneOf -> ordered(oneOf.type()).exact(node, oneOf.values());
                case Leaf.Range<?> range ->
                    ordered(range.type()).range(node, range.low(), range.lowInside(), range.high(), range.highInside());
            }
        }

        private OrderedIndex.Builder<?> ordered(Class<?> type) {
            if (type == BigDecimal.class) {
                return numbers;
            }
            if (type == LocalDate.class) {
                return dates;
            }
            if (type == Instant.class) {
                return instants;
            }
            throw new IllegalArgumentException("Nothing is ordered by " + type);
        }

        private static void put(Map<String, List<Integer>> leaves, String value, int node) {
            leaves.computeIfAbsent(value, absent -> new ArrayList<>()).add(node);
        }

        SubjectIndex build() {
            return new SubjectIndex(this);
        }
    }
}
