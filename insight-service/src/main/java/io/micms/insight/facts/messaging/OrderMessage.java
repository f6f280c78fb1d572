package io.micms.insight.facts.messaging;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.OrderRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this service reads of a record on {@code orders}. */
record OrderMessage(
        String id,
        long version,
        @Nullable String customerId,
        @Nullable String status,
        @Nullable BigDecimal total,
        @Nullable Instant placedAt) {

    private static final Set<String> NO_REVENUE = Set.of("CANCELLED", "REFUNDED");

    OrderRow toRow(PlatformProperties platform) {
        return new OrderRow(
                id,
                version,
                customerId,
                status,
                status != null && !NO_REVENUE.contains(status),
                total,
                placedAt == null ? null : platform.dayOf(placedAt).toString(),
                placedAt);
    }
}
