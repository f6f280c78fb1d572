package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The stretches of an index that have all documents which can match.
 *
 * @param intervals in the order of the index, without overlaps
 * @param bounded how many leading fields the query says something about, in each of its alternatives
 */
record IndexScan(OrderedIndex index, List<Interval> intervals, int bounded) {

    /** An {@code $in} over several fields multiplies; beyond this, the later fields do not narrow. */
    private static final int MOST_INTERVALS = 100_000;

    /**
     * How to walk the stretches for a sort order.
     *
     * @param fields of the index that decide, in the order of their weight
     * @param merged whether the stretches are walked all at once, since each is in order but not one after the other
     */
    record Order(List<Integer> fields, boolean reverse, boolean merged) {

        static final Order OF_THE_INDEX = new Order(List.of(), false, false);
    }

    /** @return null where the index does not have all documents that can match */
    static @Nullable IndexScan of(OrderedIndex index, List<Conjunction> alternatives) {
        List<Interval> intervals = new ArrayList<>();
        int bounded = Integer.MAX_VALUE;
        for (Conjunction alternative : alternatives) {
            Document filter = index.definition().filter();
            if (filter != null && !alternative.implies(filter)) {
                return null;
            }
            bounded = Math.min(bounded, addIntervals(index, alternative, intervals));
        }
        if (bounded == 0 && index.definition().sparse()) {
            return null;
        }
        return new IndexScan(index, withoutOverlaps(index, intervals), bounded);
    }

    /** Whether there can be one document at most in each stretch. */
    boolean isOneEach() {
        return index.isUnique()
                && intervals.stream()
                        .allMatch(
                                interval -> interval.fixed() == index.getKeys().size());
    }

    int count(int most) {
        return index.count(intervals, most);
    }

    /** @return null where the index has another order */
    @Nullable
    Order order(Document sort) {
        int fixed = intervals.stream().mapToInt(Interval::fixed).min().orElse(0);
        List<Integer> fields = new ArrayList<>();
        Boolean reverse = null;
        boolean merged = false;
        int next = 0;
        for (Map.Entry<String, Object> wanted : sort.entrySet()) {
            if (!(wanted.getValue() instanceof Number direction)) {
                return null;
            }
            while (next < fixed && !path(next).equals(wanted.getKey())) {
                merged |= !isSameThroughout(next);
                next++;
            }
            // Of several values in an array, the sort order takes the least or the greatest, whichever matched.
            if (next == index.getKeys().size() || !path(next).equals(wanted.getKey()) || index.isMultikey(next)) {
                return null;
            }
            IndexKey key = index.getKeys().get(next);
            boolean against = direction.doubleValue() > 0 != key.isAscending();
            if (reverse != null && reverse != against) {
                return null;
            }
            reverse = against;
            fields.add(next++);
        }
        return new Order(List.copyOf(fields), Boolean.TRUE.equals(reverse), merged);
    }

    Stream<Stored> walk(Order order) {
        Iterator<Key> keys = order.merged() ? new Merge(order) : new Sequence(order.reverse());
        Stream<Stored> stored = StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(keys, Spliterator.ORDERED), false)
                .map(key -> Objects.requireNonNull(key.stored()));
        if (!index.isMultikey()) {
            return stored;
        }
        Set<Stored> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return stored.filter(seen::add);
    }

    private String path(int field) {
        return index.getKeys().get(field).getKey();
    }

    private boolean isSameThroughout(int field) {
        Object first = intervals.getFirst().from().values()[field];
        return intervals.stream()
                .allMatch(interval -> KeyOrder.compare(interval.from().values()[field], first) == 0);
    }

    private static int addIntervals(OrderedIndex index, Conjunction conditions, List<Interval> intervals) {
        List<List<@Nullable Object>> prefixes = List.of(List.of());
        int field = 0;
        for (; field < index.getKeys().size(); field++) {
            IndexKey key = index.getKeys().get(field);
            List<ValueRange> ranges = conditions.ranges(
                    key.getKey(), index.isMultikey(field), index.definition().sparse());
            if (ranges == null || (long) prefixes.size() * ranges.size() > MOST_INTERVALS) {
                break;
            }
            if (!ranges.stream().allMatch(ValueRange::isPoint)) {
                for (List<@Nullable Object> prefix : prefixes) {
                    for (ValueRange range : ranges) {
                        intervals.add(interval(prefix, range, key.isAscending()));
                    }
                }
                return field + 1;
            }
            List<List<@Nullable Object>> longer = new ArrayList<>(prefixes.size() * ranges.size());
            for (List<@Nullable Object> prefix : prefixes) {
                for (ValueRange range : ranges) {
                    longer.add(with(prefix, range.low()));
                }
            }
            prefixes = longer;
        }
        for (List<@Nullable Object> prefix : prefixes) {
            intervals.add(new Interval(Key.before(prefix), Key.after(prefix), field));
        }
        return field;
    }

    private static Interval interval(List<@Nullable Object> prefix, ValueRange range, boolean ascending) {
        List<@Nullable Object> low = with(prefix, range.low());
        List<@Nullable Object> high = with(prefix, range.high());
        if (ascending) {
            return new Interval(
                    range.lowInclusive() ? Key.before(low) : Key.after(low),
                    range.highInclusive() ? Key.after(high) : Key.before(high),
                    prefix.size());
        }
        return new Interval(
                range.highInclusive() ? Key.before(high) : Key.after(high),
                range.lowInclusive() ? Key.after(low) : Key.before(low),
                prefix.size());
    }

    private static List<@Nullable Object> with(List<@Nullable Object> prefix, @Nullable Object value) {
        List<@Nullable Object> longer = new ArrayList<>(prefix);
        longer.add(value);
        return longer;
    }

    private static List<Interval> withoutOverlaps(OrderedIndex index, List<Interval> intervals) {
        if (intervals.size() < 2) {
            return intervals;
        }
        intervals.sort((one, other) -> index.compare(one.from(), other.from()));
        List<Interval> disjoint = new ArrayList<>();
        for (Interval interval : intervals) {
            Interval last = disjoint.isEmpty() ? null : disjoint.getLast();
            if (last == null || index.compare(interval.from(), last.to()) > 0) {
                disjoint.add(interval);
            } else {
                Key end = index.compare(interval.to(), last.to()) > 0 ? interval.to() : last.to();
                disjoint.set(
                        disjoint.size() - 1, new Interval(last.from(), end, Math.min(last.fixed(), interval.fixed())));
            }
        }
        return disjoint;
    }

    /** One stretch after the other. */
    private final class Sequence implements Iterator<Key> {

        private final boolean reverse;
        private final Iterator<Interval> rest;
        private Iterator<Key> current = Collections.emptyIterator();

        Sequence(boolean reverse) {
            this.reverse = reverse;
            this.rest = (reverse ? intervals.reversed() : intervals).iterator();
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && rest.hasNext()) {
                current = index.scan(rest.next(), reverse);
            }
            return current.hasNext();
        }

        @Override
        public Key next() {
            return current.next();
        }
    }

    /** All stretches at once, always the one that is least. */
    private final class Merge implements Iterator<Key> {

        private record Cursor(Key head, Iterator<Key> rest) {}

        private final PriorityQueue<Cursor> cursors;

        Merge(Order order) {
            Comparator<Key> byFields = (one, other) -> index.compareFields(one, other, order.fields());
            this.cursors = new PriorityQueue<>(
                    Comparator.comparing(Cursor::head, order.reverse() ? byFields.reversed() : byFields));
            intervals.forEach(interval -> push(index.scan(interval, order.reverse())));
        }

        @Override
        public boolean hasNext() {
            return !cursors.isEmpty();
        }

        @Override
        public Key next() {
            Cursor least = cursors.remove();
            push(least.rest());
            return least.head();
        }

        private void push(Iterator<Key> keys) {
            if (keys.hasNext()) {
                cursors.add(new Cursor(keys.next(), keys));
            }
        }
    }
}
