package io.micms.local.mongo.index;

/**
 * A stretch of an index.
 *
 * @param from a bound, not after {@code to}
 * @param fixed how many leading fields have one value throughout
 */
record Interval(Key from, Key to, int fixed) {}
