package io.micms.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * How a caller wants a list: a controller parameter, read from {@code ?limit&cursor&sort&search}.
 *
 * @param limit items per page, 1 to 200
 * @param cursor where the page before ended; null for the first
 * @param sort a field, with a minus before it for descending; null for the list's own order
 * @param search what the caller typed, trimmed; null where nothing
 */
public record ListQuery(
        int limit,
        @Nullable String cursor,
        @Nullable String sort,
        @Nullable String search) {

    public static final int LIMIT_AT_MOST = 200;
    public static final int LIMIT_BY_DEFAULT = 50;

    /** The first page in the list's own order. */
    public static ListQuery firstPage(int limit) {
        return new ListQuery(limit, null, null, null);
    }
}
