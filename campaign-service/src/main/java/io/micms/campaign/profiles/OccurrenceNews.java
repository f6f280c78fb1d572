package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate.Kind;
import java.util.List;
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

    String rowId() {
        return OccurrenceRow.id(kind, source, customerId);
    }

    /** The same order or message, whoever's it is. */
    List<Object> subject() {
        return List.of(kind, source);
    }
}
