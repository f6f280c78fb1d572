package io.micms.platform.records;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides, field by field, between what an aggregate holds and what one record says: the later instant wins, and of two
 * equal instants the greater value. Because that choice does not depend on which came first, any order of arrival ends
 * in the same state.
 */
public final class LastWrite {

    private final Map<String, Instant> setAt;
    private final Instant at;
    private final boolean edit;
    private boolean changed;

    private LastWrite(Map<String, Instant> setAt, Instant at, boolean edit) {
        this.setAt = setAt;
        // The database keeps milliseconds; anything finer would be forgotten and compare differently afterwards.
        this.at = at.truncatedTo(ChronoUnit.MILLIS);
        this.edit = edit;
    }

    /**
     * A record from anywhere.
     *
     * @param setAt when each field was last set; updated as fields are decided
     * @param at when the record was true
     */
    public static LastWrite of(Map<String, Instant> setAt, Instant at) {
        return new LastWrite(setAt, at, false);
    }

    /** A change made by someone who saw the present state, so it wins even over an instant ahead of this clock. */
    public static LastWrite edit(Map<String, Instant> setAt, Instant now) {
        return new LastWrite(setAt, now, true);
    }

    /** @return the value that the field has from now on */
    public <T> @Nullable T decide(String field, @Nullable T current, Change<T> change) {
        if (!change.named()) {
            return current;
        }
        Instant previous = setAt.get(field);
        T value = change.value();
        if (edit) {
            if (Objects.equals(current, value)) {
                return current;
            }
            set(field, previous == null || at.isAfter(previous) ? at : previous.plusMillis(1));
            return value;
        }
        int age = previous == null ? 1 : at.compareTo(previous);
        if (age > 0) {
            set(field, at);
            return value;
        }
        if (age == 0 && compare(value, current) > 0) {
            changed = true;
            return value;
        }
        return current;
    }

    /** Whether a decision so far changed a value or the instant at which one was set. */
    public boolean changed() {
        return changed;
    }

    private void set(String field, Instant instant) {
        setAt.put(field, instant);
        changed = true;
    }

    /** Any total order will do, as long as every instance uses the same; no value is the least. */
    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof Comparable<?> && left.getClass() == right.getClass()) {
            @SuppressWarnings("unchecked")
            Comparable<Object> comparable = (Comparable<Object>) left;
            return comparable.compareTo(right);
        }
        return canonical(left).compareTo(canonical(right));
    }

    private static String canonical(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(LastWrite::canonical).collect(Collectors.joining(",", "[", "]"));
            case Map<?, ?> map -> {
                Map<String, String> sorted = new TreeMap<>();
                map.forEach((key, entry) -> sorted.put(String.valueOf(key), canonical(entry)));
                yield sorted.toString();
            }
            // With the type, as 1 and "1" are different values, and an end that no line of text contains.
            default -> value.getClass().getSimpleName() + ":" + value + "\0";
        };
    }
}
