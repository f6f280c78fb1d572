package io.micms.campaign.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a customer's occurrences are counted and summed up: those of a kind, perhaps only within a window that ends
 * now, perhaps only where something holds of them. No record: its name and keys are made once, for they are asked for with
 * every judgement of every customer.
 */
public final class Aggregate {

    private static final String AGGREGATES = "aggregates.";
    private static final String AVERAGE = ".average";
    private static final Set<String> COUNTS_AND_SUMS =
            Set.of("orders.count", "orders.total", "messages.sent", "messages.opened", "messages.clicked");

    /** What is counted of everybody, whether or not a rule asks: templates tell it. Everything else is counted where asked. */
    public static final Aggregate ALWAYS_COUNTED = all(Kind.ORDER);

    private final Kind kind;
    private final @Nullable Span within;
    private final SortedMap<Dimension, List<String>> where;
    private final String id;
    private final String count;
    private final String total;
    private final String average;

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
        CAMPAIGN;

        /** As it stands in rules. */
        public String member() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a rule compares of it. */
    public enum Metric {
        COUNT,
        TOTAL,
        AVERAGE
    }

    /**
     * @param within null for all that have happened so far
     * @param where the values that count by dimension, folded; a dimension that is not named may have any value
     */
    public Aggregate(Kind kind, @Nullable Span within, Map<Dimension, List<String>> where) {
        SortedMap<Dimension, List<String>> sorted = new TreeMap<>();
        where.forEach((dimension, values) ->
                sorted.put(dimension, values.stream().sorted().distinct().toList()));
        this.kind = kind;
        this.within = within;
        this.where = Collections.unmodifiableSortedMap(sorted);
        this.id = hash(toString());
        this.count = key(Metric.COUNT, id);
        this.total = key(Metric.TOTAL, id);
        this.average = key(Metric.AVERAGE, id);
    }

    private String key(Metric metric, String id) {
        return isPlain() ? field(metric) : AGGREGATES + id + "." + metric.name().toLowerCase(Locale.ROOT);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 15));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All of a kind that has happened so far. */
    public static Aggregate all(Kind kind) {
        return new Aggregate(kind, null, Map.of());
    }

    public Kind kind() {
        return kind;
    }

    /** Null for all that have happened so far. */
    public @Nullable Span within() {
        return within;
    }

    /** The values that count by dimension: folded, sorted and without repetition. */
    public SortedMap<Dimension, List<String>> where() {
        return where;
    }

    /** Whether it stands in every profile; what does not is counted only while an active rule asks about it. */
    public boolean isAlwaysCounted() {
        return equals(ALWAYS_COUNTED);
    }

    private boolean isPlain() {
        return within == null && where.isEmpty();
    }

    /** A short name that is fit for a field of a document; the same for the same aggregate, for ever. */
    public String id() {
        return id;
    }

    /** Whether a key is that of a count or a sum: those are 0 where nothing is counted, while an average has no value then. */
    static boolean isCountOrSum(String key) {
        return key.startsWith(AGGREGATES) ? !key.endsWith(AVERAGE) : COUNTS_AND_SUMS.contains(key);
    }

    /** What rules call this, window and conditions aside. */
    String field(Metric metric) {
        return switch (kind) {
            case ORDER -> "orders." + metric.name().toLowerCase(Locale.ROOT);
            case SENT -> "messages.sent";
            case OPENED -> "messages.opened";
            case CLICKED -> "messages.clicked";
        };
    }

    /** See {@link Subject#key()}. */
    String key(Metric metric) {
        return switch (metric) {
            case COUNT -> count;
            case TOTAL -> total;
            case AVERAGE -> average;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Aggregate aggregate && aggregate.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The same exactly if they count the same. */
    @Override
    public String toString() {
        return kind
                + (within == null ? "" : " " + within)
                + where.entrySet().stream().map(Aggregate::condition).collect(Collectors.joining());
    }

    private static String condition(Map.Entry<Dimension, List<String>> condition) {
        return " " + condition.getKey()
                + condition.getValue().stream()
                        .map(value -> "=" + value.length() + ":" + value)
                        .collect(Collectors.joining());
    }
}
