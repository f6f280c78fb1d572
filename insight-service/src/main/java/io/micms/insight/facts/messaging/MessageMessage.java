package io.micms.insight.facts.messaging;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.MessageRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What this service reads of a record on {@code messages}. */
record MessageMessage(
        String id,
        long version,
        @Nullable String campaignId,
        @Nullable String customerId,
        String state,
        @Nullable Instant queuedAt,
        @Nullable Instant sentAt) {

    /** @param time of the record, which stands in for messages that were skipped before they were queued */
    MessageRow toRow(Instant time, PlatformProperties platform) {
        return new MessageRow(
                id,
                version,
                campaignId,
                customerId,
                state,
                platform.dayOf(queuedAt == null ? time : queuedAt).toString(),
                sentAt == null ? null : platform.dayOf(sentAt).toString());
    }
}
