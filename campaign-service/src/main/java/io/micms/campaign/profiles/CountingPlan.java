package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of every customer, and by which clock: all orders, and whatever else rules ask about. Of a kind that no
 * rule asks about nothing is counted; what happened is only kept, to be counted when one does.
 */
final class CountingPlan {

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<Kind, List<Entry>> byKind = new EnumMap<>(Kind.class);
    private final Map<String, Window> windows = new LinkedHashMap<>();
    private final String fingerprint;

    /**
     * @param id of the aggregate
     * @param window whose occurrences it counts; null if it counts all
     */
    record Entry(String id, Aggregate aggregate, @Nullable Window window) {}

    /** A window over one kind; all aggregates over it gain and lose occurrences at the same moments. */
    record Window(String id, Kind kind, Span span) {}

    /** @param zone in which the days of calendar windows begin */
    CountingPlan(Collection<Aggregate> asked, ZoneId zone) {
        Stream.concat(Stream.of(Aggregate.ALWAYS_COUNTED), asked.stream()).forEach(aggregate -> {
            Span span = aggregate.within();
            Window window = span == null
                    ? null
                    : windows.computeIfAbsent(
                            aggregate.kind() + ":" + span, id -> new Window(id, aggregate.kind(), span));
            entries.put(aggregate.id(), new Entry(aggregate.id(), aggregate, window));
        });
        byKind.putAll(entries.values().stream()
                .collect(Collectors.groupingBy(entry -> entry.aggregate().kind())));
        // Not that of a release which counted messages unasked: since then some were kept without its profiles.
        fingerprint = hash(zone + " where asked " + String.join(" ", new TreeSet<>(entries.keySet())));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 15));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for plans that count the same; what was counted by another is counted again from the beginning. */
    String fingerprint() {
        return fingerprint;
    }

    Set<String> ids() {
        return entries.keySet();
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    List<Entry> of(Kind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** Whether anything is counted of a kind. */
    boolean counts(Kind kind) {
        return byKind.containsKey(kind);
    }

    /** Whether anything but orders is counted. */
    boolean countsMessages() {
        return byKind.keySet().stream().anyMatch(kind -> kind != Kind.ORDER);
    }

    Collection<Window> windows() {
        return windows.values();
    }
}
