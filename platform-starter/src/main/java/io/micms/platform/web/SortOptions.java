package io.micms.platform.web;

import io.micms.platform.problem.InvalidParameter;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a list can be sorted by.
 *
 * @param byDefault the order where the caller names none, such as {@code -createdAt}
 * @param fields from the names that callers use to the fields of the document
 */
public record SortOptions(String byDefault, Map<String, String> fields) {

    public SortOptions {
        fields = Map.copyOf(fields);
    }

    /** @param sort as the caller gave it, which is also what a cursor remembers */
    record Order(String sort, String field, boolean descending) {}

    Order order(@Nullable String sort) {
        String wanted = sort == null ? byDefault : sort;
        boolean descending = wanted.startsWith("-");
        String field = fields.get(descending ? wanted.substring(1) : wanted);
        if (field == null) {
            throw new InvalidParameter(
                    "sort",
                    "'%s' cannot be sorted by; one of %s can, with a minus before it for descending."
                            .formatted(wanted, String.join(", ", new TreeSet<>(fields.keySet()))));
        }
        return new Order(wanted, field, descending);
    }
}
