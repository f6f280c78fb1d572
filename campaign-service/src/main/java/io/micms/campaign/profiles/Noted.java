package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A state that a profile has counted, kept in it until the row is known to say so.
 *
 * @param occurrence null if nothing counts
 */
record Noted(
        String rowId, Kind kind, long version, @Nullable Occurrence occurrence) {

    /** The order or message of the row, which is one of this customer's. */
    String source(String customerId) {
        return rowId.substring(kind.name().length() + 1, rowId.length() - customerId.length() - 1);
    }
}
