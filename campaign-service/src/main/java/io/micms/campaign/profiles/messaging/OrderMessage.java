package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.OrderRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code order.changed.v1} and {@code order.deleted.v1}.
 *
 * @param deletedAt null for an order that is; one that is not any more says nothing else
 */
record OrderMessage(
        String id,
        long version,
        String customerId,
        @Nullable String status,
        @Nullable BigDecimal total,
        @Nullable Instant placedAt,
        @Nullable Instant deletedAt) {

    OrderRow toRow() {
        return new OrderRow(id, version, customerId, status, total, placedAt, deletedAt != null, List.of());
    }
}
