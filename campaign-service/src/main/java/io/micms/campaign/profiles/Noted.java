package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A state that a profile has counted, kept in it until the row is known to say so.
 *
 * @param occurrence null if nothing counts
 */
record Noted(
        String rowId, Kind kind, long version, @Nullable Occurrence occurrence) {}
