package io.micms.insight.facts.messaging;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.CustomerRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this service reads of a record on {@code customers}. One of somebody who is merged or erased has no day of
 * becoming known, so that they are not counted.
 */
record CustomerMessage(
        String id,
        long version,
        @Nullable String city,
        @Nullable String country,
        @Nullable Instant createdAt,
        @Nullable Instant erasedAt) {

    CustomerRow toRow(PlatformProperties platform) {
        return new CustomerRow(
                id,
                version,
                city,
                country,
                createdAt == null ? null : platform.dayOf(createdAt).toString());
    }
}
