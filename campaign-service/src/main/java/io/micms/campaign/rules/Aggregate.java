package io.micms.campaign.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a customer's occurrences are counted and summed up: those of a kind, perhaps only within a window that ends
 * now, perhaps only where something holds of them.
 *
 * @param within null for all that have happened so far
 * @param where the values that count by dimension, folded, sorted and without repetition; a dimension that is not named
 *     may have any value
 */
public record Aggregate(Kind kind, @Nullable Span within, SortedMap<Dimension, List<String>> where) {

    /** What happens to a customer and is counted. */
    public enum Kind {
        ORDER,
        SENT,
        OPENED,
        CLICKED
    }

    /** What the occurrences that count can be narrowed by. An order meets the item's ones if a single item meets all. */
    public enum Dimension {
        CATEGORY,
        SKU,
        CHANNEL,
        CAMPAIGN
    }

    /** What a rule compares of it. */
    public enum Metric {
        COUNT,
        TOTAL,
        AVERAGE
    }

    public Aggregate {
        SortedMap<Dimension, List<String>> sorted = new TreeMap<>();
        where.forEach((dimension, values) ->
                sorted.put(dimension, values.stream().sorted().distinct().toList()));
        where = Collections.unmodifiableSortedMap(sorted);
    }

    /** All of a kind that has happened so far. */
    public static Aggregate all(Kind kind) {
        return new Aggregate(kind, null, new TreeMap<>());
    }

    public boolean isPlain() {
        return within == null && where.isEmpty();
    }

    /** Says the same as another's exactly if they count the same. Empty for one without window and conditions. */
    String suffix() {
        if (isPlain()) {
            return "";
        }
        return "[%s%s]"
                .formatted(
                        within == null ? "" : within,
                        where.entrySet().stream().map(Aggregate::condition).collect(Collectors.joining()));
    }

    private static String condition(Map.Entry<Dimension, List<String>> condition) {
        return ";" + condition.getKey()
                + condition.getValue().stream()
                        .map(value -> "=" + value.length() + ":" + value)
                        .collect(Collectors.joining());
    }

    /** A short name that is fit for a field of a document; the same for the same aggregate, for ever. */
    public String id() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((kind + suffix()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
