package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conditions on single fields that all hold in one alternative of a query. What it does not know only widens it. */
final class Conjunction {

    /** More alternatives than these are not worth telling apart. */
    private static final int MOST_ALTERNATIVES = 64;

    private static final int MOST_COMPARISONS = 10_000;

    private final Map<String, List<@Nullable Object>> conditions;

    private Conjunction(Map<String, List<@Nullable Object>> conditions) {
        this.conditions = conditions;
    }

    /** The alternatives of a query: its {@code $or}s multiplied out. */
    static List<Conjunction> alternativesOf(Document query) {
        List<Conjunction> alternatives = List.of(new Conjunction(Map.of()));
        for (Map.Entry<String, Object> entry : query.entrySet()) {
            alternatives = both(alternatives, alternativesOf(entry.getKey(), entry.getValue()));
        }
        return alternatives;
    }

    private static List<Conjunction> alternativesOf(String field, @Nullable Object condition) {
        List<Conjunction> alternatives = List.of(new Conjunction(Map.of()));
        if (field.equals("$and") && condition instanceof Collection<?> parts) {
            for (Object part : parts) {
                if (part instanceof Document query) {
                    alternatives = both(alternatives, alternativesOf(query));
                }
            }
        } else if (field.equals("$or") && condition instanceof Collection<?> parts) {
            List<Conjunction> either = new ArrayList<>();
            for (Object part : parts) {
                if (part instanceof Document query) {
                    either.addAll(alternativesOf(query));
                }
            }
            return either.isEmpty() ? alternatives : either;
        } else if (!field.startsWith("$")) {
            List<@Nullable Object> conditions = new ArrayList<>();
            conditions.add(condition);
            return List.of(new Conjunction(Map.of(field, conditions)));
        }
        return alternatives;
    }

    private static List<Conjunction> both(List<Conjunction> some, List<Conjunction> others) {
        if (some.size() * others.size() > MOST_ALTERNATIVES) {
            return some.size() < others.size() ? some : others;
        }
        List<Conjunction> product = new ArrayList<>();
        for (Conjunction one : some) {
            for (Conjunction other : others) {
                product.add(one.and(other));
            }
        }
        return product;
    }

    private Conjunction and(Conjunction other) {
        Map<String, List<@Nullable Object>> all = new HashMap<>(conditions);
        other.conditions.forEach((field, more) -> all.merge(field, more, (some, rest) -> {
            List<@Nullable Object> joined = new ArrayList<>(some);
            joined.addAll(rest);
            return joined;
        }));
        return new Conjunction(all);
    }

    /**
     * The values that the field can have.
     *
     * @param multikey whether a document can have several: each may meet another condition then, and only one condition narrows
     * @param sparse whether documents without the field are left out
     * @return null where every value can match, none where no value can
     */
    @Nullable
    List<ValueRange> ranges(String field, boolean multikey, boolean sparse) {
        List<ValueRange> narrowest = null;
        for (Object condition : conditions.getOrDefault(field, List.of())) {
            for (List<ValueRange> part : ValueRange.of(condition)) {
                if (sparse && part.stream().anyMatch(ValueRange::admitsMissing)) {
                    continue;
                }
                // An array within an array is not null, whatever is in it, but has the keys of what is in it.
                if (multikey && part.stream().anyMatch(ValueRange::endsBeforeNull)) {
                    continue;
                }
                if (narrowest == null) {
                    narrowest = part;
                } else if (multikey || narrowest.size() * part.size() > MOST_COMPARISONS) {
                    narrowest = narrower(narrowest, part);
                } else {
                    narrowest = intersection(narrowest, part);
                }
            }
        }
        return narrowest;
    }

    /** Whether these conditions are literally among those here. */
    boolean implies(Document filter) {
        return filter.entrySet().stream()
                .allMatch(entry ->
                        conditions.getOrDefault(entry.getKey(), List.of()).contains(entry.getValue()));
    }

    private static List<ValueRange> narrower(List<ValueRange> one, List<ValueRange> other) {
        boolean points = one.stream().allMatch(ValueRange::isPoint);
        boolean otherPoints = other.stream().allMatch(ValueRange::isPoint);
        if (points != otherPoints) {
            return points ? one : other;
        }
        return one.size() <= other.size() ? one : other;
    }

    private static List<ValueRange> intersection(List<ValueRange> one, List<ValueRange> other) {
        List<ValueRange> common = new ArrayList<>();
        for (ValueRange range : one) {
            for (ValueRange otherRange : other) {
                ValueRange both = range.intersection(otherRange);
                if (both != null) {
                    common.add(both);
                }
            }
        }
        return common;
    }
}
