package io.micms.campaign.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Leaves that ask for certain values, or for a range of them, of something that has an order. The values they name cut the
 * order into positions: the n-th value, from 0, is at 2n + 1, what lies between two of them at the even number between. A
 * range begins and ends at a cut, which has the number of the position after it. So what flips between two values stands at
 * the cuts between their positions, and nothing else is looked at.
 */
final class OrderedIndex<T extends Comparable<? super T>> {

    /** So far apart are the positions at which the ranges that hold are noted, so that no others need be crossed to find them. */
    private static final int NOTED_EVERY = 64;

    private static final int[] NONE = {};

    private final List<T> values;

    /** What asks for a single value, by its place among the values. */
    private final int[][] exact;

    /** The ranges that begin or end there, by cut. */
    private final int[][] cuts;

    /** The ranges that hold at each {@link #NOTED_EVERY}th position. */
    private final int[][] noted;

    private OrderedIndex(List<T> values, int[][] exact, int[][] cuts, int[][] noted) {
        this.values = values;
        this.exact = exact;
        this.cuts = cuts;
        this.noted = noted;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Toggles what holds of a value. */
    void toggleHolding(T value, NodeSet leaves) {
        int position = position(value);
        leaves.toggle(exact(position));
        leaves.toggle(noted[position / NOTED_EVERY]);
        for (int cut = position / NOTED_EVERY * NOTED_EVERY + 1; cut <= position; cut++) {
            leaves.toggle(cuts[cut]);
        }
    }

    /** Toggles what holds of only one of two values. */
    void toggleFlipping(T before, T after, NodeSet leaves) {
        int from = position(before);
        int to = position(after);
        if (from == to) {
            return;
        }
        leaves.toggle(exact(from));
        leaves.toggle(exact(to));
        for (int cut = Math.min(from, to) + 1; cut <= Math.max(from, to); cut++) {
            leaves.toggle(cuts[cut]);
        }
    }

    /** The lowest named value above another; null where there is none. */
    @Nullable
    T above(T value) {
        int above = (position(value) + 1) / 2;
        return above < values.size() ? values.get(above) : null;
    }

    private int position(T value) {
        return position(values, value);
    }

    /** Binary search is by order, so that equal numbers of different scales are at the same position. */
    private static <T extends Comparable<? super T>> int position(List<T> values, T value) {
        int found = Collections.binarySearch(values, value);
        return found >= 0 ? 2 * found + 1 : 2 * (-found - 1);
    }

    /** What asks for just this value. */
    int[] exact(T value) {
        return exact(position(value));
    }

    private int[] exact(int position) {
        return position % 2 == 1 ? exact[position / 2] : NONE;
    }

    static final class Builder<T extends Comparable<? super T>> {

        private record Exact<T>(int leaf, List<T> values) {}

        private record Range<T>(
                int leaf,
                @Nullable T low,
                boolean lowInside,
                @Nullable T high,
                boolean highInside) {}

        private final Class<T> type;
        private final TreeSet<T> values = new TreeSet<>();
        private final List<Exact<T>> exact = new ArrayList<>();
        private final List<Range<T>> ranges = new ArrayList<>();

        Builder(Class<T> type) {
            this.type = type;
        }

        void exact(int leaf, List<?> wanted) {
            List<T> typed = wanted.stream().map(type::cast).toList();
            values.addAll(typed);
            exact.add(new Exact<>(leaf, typed));
        }

        /** @param low null where it has no lower end; likewise {@code high} */
        void range(int leaf, @Nullable Object low, boolean lowInside, @Nullable Object high, boolean highInside) {
            if (low != null) {
                values.add(type.cast(low));
            }
            if (high != null) {
                values.add(type.cast(high));
            }
            ranges.add(new Range<>(leaf, type.cast(low), lowInside, type.cast(high), highInside));
        }

        OrderedIndex<T> build() {
            List<T> sorted = List.copyOf(values);
            List<List<Integer>> byValue = lists(sorted.size());
            exact.forEach(one -> one.values()
                    .forEach(value -> byValue.get(position(sorted, value) / 2).add(one.leaf())));
            List<List<Integer>> byCut = lists(2 * sorted.size() + 1);
            for (Range<T> range : ranges) {
                // Without a lower end it begins at 0, before all positions, which counts as a cut here.
                int begin = range.low() == null ? 0 : position(sorted, range.low()) + (range.lowInside() ? 0 : 1);
                int end = range.high() == null
                        ? Integer.MAX_VALUE
                        : position(sorted, range.high()) + (range.highInside() ? 1 : 0);
                if (begin < end) {
                    byCut.get(begin).add(range.leaf());
                    if (range.high() != null) {
                        byCut.get(end).add(range.leaf());
                    }
                }
            }
            return new OrderedIndex<>(sorted, arrays(byValue), arrays(byCut), noted(byCut));
        }

        private static int[][] noted(List<List<Integer>> byCut) {
            List<List<Integer>> noted = new ArrayList<>();
            TreeSet<Integer> holding = new TreeSet<>();
            for (int position = 0; position < byCut.size(); position++) {
                for (int leaf : byCut.get(position)) {
                    if (!holding.remove(leaf)) {
                        holding.add(leaf);
                    }
                }
                if (position % NOTED_EVERY == 0) {
                    noted.add(List.copyOf(holding));
                }
            }
            return arrays(noted);
        }

        private static List<List<Integer>> lists(int count) {
            List<List<Integer>> lists = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                lists.add(new ArrayList<>());
            }
            return lists;
        }

        private static int[][] arrays(List<List<Integer>> lists) {
            return lists.stream().map(NodeSet::array).toArray(int[][]::new);
        }
    }
}
