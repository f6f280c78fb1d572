package io.micms.platform.records;

import org.jspecify.annotations.Nullable;

/**
 * What a record says about one field.
 *
 * @param named whether the record names the field at all; what it does not name stays as it is
 * @param value the value to set; null clears the field
 */
public record Change<T>(boolean named, @Nullable T value) {

    private static final Change<?> NONE = new Change<>(false, null);

    public Change {
        if (!named && value != null) {
            throw new IllegalArgumentException("A field that is not named has no value");
        }
    }

    @SuppressWarnings("unchecked") // It holds no value, so it is a change of any type.
    public static <T> Change<T> none() {
        return (Change<T>) NONE;
    }

    public static <T> Change<T> to(@Nullable T value) {
        return new Change<>(true, value);
    }

    /** This change, or clearing the field where it is not named: what a replacement of the whole means. */
    public Change<T> orCleared() {
        return named ? this : to(null);
    }

    /** This change, where clearing the field leaves {@code empty} rather than nothing. */
    public Change<T> clearedTo(T empty) {
        return named && value == null ? to(empty) : this;
    }
}
