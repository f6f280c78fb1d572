package io.micms.insight.facts.messaging;

import io.micms.insight.facts.CampaignRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What this service reads of a record on {@code campaigns}. */
record CampaignMessage(
        String id,
        long version,
        @Nullable String name,
        @Nullable String channel,
        @Nullable String state,
        @Nullable Instant launchedAt) {

    CampaignRow toRow() {
        return new CampaignRow(id, version, name, channel, state, launchedAt);
    }
}
