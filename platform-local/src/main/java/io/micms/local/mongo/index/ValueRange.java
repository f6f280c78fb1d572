package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of one field that can match, as keys of an index. */
record ValueRange(
        @Nullable Object low,
        boolean lowInclusive,
        @Nullable Object high,
        boolean highInclusive) {

    /**
     * The ranges that a condition allows a field, one list for each of its parts, of which all must hold.
     *
     * @return no list where the condition does not narrow
     */
    static List<List<ValueRange>> of(@Nullable Object condition) {
        if (condition == null || KeyOrder.isComparable(condition)) {
            return List.of(List.of(point(condition)));
        }
        if (condition instanceof BsonRegularExpression expression) {
            return beginningWith(RegexPrefix.of(expression));
        }
        if (!(condition instanceof Document operators)) {
            return List.of();
        }
        if (BsonRegularExpression.isRegularExpression(operators)) {
            return beginningWith(RegexPrefix.of(BsonRegularExpression.convertToRegularExpression(operators)));
        }
        List<List<ValueRange>> parts = new ArrayList<>();
        operators.forEach((operator, value) -> {
            List<ValueRange> part = part(operator, value);
            if (part != null) {
                parts.add(part);
            }
        });
        return parts;
    }

    boolean isPoint() {
        return lowInclusive && highInclusive && KeyOrder.compare(low, high) == 0;
    }

    /** Whether a document without the field can match: one with an empty array on the way to it differs from null, too. */
    boolean admitsMissing() {
        return high == null && (isPoint() || !highInclusive);
    }

    /** Whether it stands for what is not null. */
    boolean endsBeforeNull() {
        return high == null && !highInclusive;
    }

    /** The values in both, nothing if there are none. */
    @Nullable
    ValueRange intersection(ValueRange other) {
        int lows = KeyOrder.compare(low, other.low);
        int highs = KeyOrder.compare(high, other.high);
        ValueRange lower = lows > 0 || lows == 0 && !lowInclusive ? this : other;
        ValueRange upper = highs < 0 || highs == 0 && !highInclusive ? this : other;
        int order = KeyOrder.compare(lower.low, upper.high);
        if (order > 0 || order == 0 && !(lower.lowInclusive && upper.highInclusive)) {
            return null;
        }
        return new ValueRange(lower.low, lower.lowInclusive, upper.high, upper.highInclusive);
    }

    private static @Nullable List<ValueRange> part(String operator, @Nullable Object value) {
        boolean comparable = KeyOrder.isComparable(value);
        Object key = KeyOrder.key(value);
        return switch (operator) {
            case "$eq" -> comparable || value == null ? List.of(point(value)) : null;
            case "$in" ->
                value instanceof Collection<?> values
                                && values.stream().allMatch(each -> each == null || KeyOrder.isComparable(each))
                        ? values.stream().map(ValueRange::point).distinct().toList()
                        : null;
            case "$gt" -> comparable ? List.of(new ValueRange(key, false, KeyOrder.endOfType(key), true)) : null;
            case "$gte" -> comparable ? List.of(new ValueRange(key, true, KeyOrder.endOfType(key), true)) : null;
            case "$lt" -> comparable ? List.of(new ValueRange(KeyOrder.startOfType(key), true, key, false)) : null;
            case "$lte" -> comparable ? List.of(new ValueRange(KeyOrder.startOfType(key), true, key, true)) : null;
            case "$ne" ->
                value == null
                        ? List.of(
                                new ValueRange(KeyOrder.LOWEST, true, null, false),
                                new ValueRange(null, false, KeyOrder.HIGHEST, true))
                        : null;
            // Tells nothing about the value, but a sparse index has all there are.
            case "$exists" ->
                Utils.isTrue(value) ? List.of(new ValueRange(KeyOrder.LOWEST, true, KeyOrder.HIGHEST, true)) : null;
            default -> null;
        };
    }

    private static List<List<ValueRange>> beginningWith(String prefix) {
        return prefix.isEmpty() ? List.of() : List.of(List.of(new ValueRange(prefix, true, successor(prefix), false)));
    }

    /** The first text after all those that begin so. */
    private static Object successor(String prefix) {
        for (int last = prefix.length() - 1; last >= 0; last--) {
            if (prefix.charAt(last) != Character.MAX_VALUE) {
                return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
            }
        }
        return KeyOrder.endOfType(prefix);
    }

    private static ValueRange point(@Nullable Object value) {
        Object key = KeyOrder.key(value);
        return new ValueRange(key, true, key, true);
    }
}
