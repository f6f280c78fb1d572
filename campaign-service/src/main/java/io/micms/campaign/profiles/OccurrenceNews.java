package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate.Kind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * News of an order or a message.
 *
 * @param source its id, unique within the kind
 * @param occurrence null if there is nothing (any more) that counts
 * @param details of an order; null for messages
 */
public record OccurrenceNews(
        Kind kind,
        String source,
        String customerId,
        long version,
        @Nullable Occurrence occurrence,
        @Nullable OrderDetails details) {

    public OccurrenceNews(Kind kind, String source, String customerId, long version, @Nullable Occurrence occurrence) {
        this(kind, source, customerId, version, occurrence, null);
    }

    /** Of each order and message, the newest of some news. */
    static Collection<OccurrenceNews> newest(Collection<OccurrenceNews> news) {
        Map<String, OccurrenceNews> newest = new LinkedHashMap<>();
        news.forEach(one -> newest.merge(
                one.rowId(), one, (before, after) -> before.version() >= after.version() ? before : after));
        return newest.values();
    }

    String rowId() {
        return OccurrenceRow.id(kind, source, customerId);
    }

    /** The same order or message, whoever's it is. */
    List<Object> subject() {
        return List.of(kind, source);
    }
}
