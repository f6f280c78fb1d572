package io.micms.system.breaker;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of one customer or order in the end. Of what was said of a field the latest holds, and of two said for one
 * instant the greater, in whatever order they arrive.
 */
final class ExpectedRecord {

    private final Map<String, Said> fields = new HashMap<>();
    private final Map<String, Set<Object>> everSaid = new HashMap<>();

    private record Said(Instant at, @Nullable Object value) {}

    /** Some system says these things, true as of an instant; null clears a field. */
    void say(Map<String, @Nullable Object> named, Instant at) {
        named.forEach((field, value) -> {
            remember(field, value);
            Said said = new Said(at, value);
            fields.merge(field, said, ExpectedRecord::later);
        });
    }

    /** A person changes these fields, which no system says anything about that is not known yet. */
    void edit(Map<String, @Nullable Object> changes) {
        changes.forEach((field, value) -> {
            remember(field, value);
            fields.put(field, new Said(Instant.MAX, value));
        });
    }

    private void remember(String field, @Nullable Object value) {
        if (value != null) {
            everSaid.computeIfAbsent(field, name -> new HashSet<>()).add(value);
        }
    }

    private static Said later(Said one, Said other) {
        int order = one.at.compareTo(other.at);
        if (order == 0) {
            order = Values.compare(one.value, other.value);
        }
        return order >= 0 ? one : other;
    }

    @Nullable
    Object value(String field) {
        Said said = fields.get(field);
        return said == null ? null : said.value;
    }

    /** Every value that the field may have had at some time. */
    Set<Object> everSaid(String field) {
        return everSaid.getOrDefault(field, Set.of());
    }

    /** The fields that have a value. */
    Map<String, Object> state() {
        Map<String, Object> state = new TreeMap<>();
        fields.forEach((field, said) -> {
            if (said.value != null) {
                state.put(field, said.value);
            }
        });
        return Values.plain(state);
    }
}
