package io.micms.campaign.profiles;

import java.util.List;
import java.util.Map;

/** Values in the order of how often they were seen. */
public final class MostFrequent {

    private MostFrequent() {}

    /** Some values, the most frequent first; equally frequent ones in their own order. */
    public static <T extends Comparable<T>> List<T> of(Map<T, Integer> counts, int limit) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<T, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}
