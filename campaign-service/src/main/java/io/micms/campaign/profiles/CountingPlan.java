package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Span;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is counted of every customer: everything that happened, by kind, and whatever else rules ask about. */
final class CountingPlan {

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<Kind, List<Entry>> byKind = new EnumMap<>(Kind.class);
    private final Map<String, Window> windows = new LinkedHashMap<>();

    /**
     * @param id of the aggregate
     * @param window whose occurrences it counts; null if it counts all
     */
    record Entry(String id, Aggregate aggregate, @Nullable Window window) {}

    /** A window over one kind; all aggregates over it gain and lose occurrences at the same moments. */
    record Window(String id, Kind kind, Span span) {}

    CountingPlan(Collection<Aggregate> asked) {
        Stream.concat(Arrays.stream(Kind.values()).map(Aggregate::all), asked.stream())
                .forEach(aggregate -> {
                    Span span = aggregate.within();
                    Window window = span == null
                            ? null
                            : windows.computeIfAbsent(
                                    aggregate.kind() + ":" + span, id -> new Window(id, aggregate.kind(), span));
                    entries.put(aggregate.id(), new Entry(aggregate.id(), aggregate, window));
                });
        byKind.putAll(entries.values().stream()
                .collect(Collectors.groupingBy(entry -> entry.aggregate().kind())));
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

    Collection<Window> windows() {
        return windows.values();
    }

    Set<String> windowIds() {
        return windows.keySet();
    }
}
