package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.OrderRow;
import java.math.BigDecimal;
import java.time.Instant;

/** What is read of {@code order.changed.v1} and {@code order.deleted.v1}. */
record OrderMessage(
        String id,
        long version,
        String customerId,
        String status,
        BigDecimal total,
        Instant placedAt,
        boolean deleted) {

    OrderRow toRow() {
        return new OrderRow(id, version, customerId, status, total, placedAt, deleted);
    }
}
