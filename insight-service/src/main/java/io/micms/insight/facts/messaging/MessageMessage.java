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
        @Nullable String channel,
        @Nullable Integer step,
        @Nullable String variant,
        String state,
        @Nullable Instant queuedAt,
        @Nullable Instant sentAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant openedAt,
        @Nullable Instant clickedAt,
        @Nullable Instant unsubscribedAt,
        @Nullable Instant bouncedAt,
        @Nullable Instant complainedAt) {

    /** @param time of the record, which stands in for messages that were skipped before they were queued */
    MessageRow toRow(Instant time, PlatformProperties platform) {
        Instant queued = queuedAt == null ? time : queuedAt;
        return new MessageRow(
                id,
                version,
                campaignId,
                customerId,
                channel,
                step == null ? 0 : step,
                variant,
                state,
                queued,
                sentAt,
                deliveredAt,
                openedAt,
                clickedAt,
                unsubscribedAt,
                bouncedAt,
                complainedAt,
                platform.dayOf(queued).toString(),
                sentAt == null ? null : platform.dayOf(sentAt).toString());
    }
}
