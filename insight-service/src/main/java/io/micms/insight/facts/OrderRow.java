package io.micms.insight.facts;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is counted of an order.
 *
 * @param counted whether it is revenue: cancelled and refunded orders are not
 * @param day the day it was placed, like 2026-11-01
 * @param placedAt null for an order that is no more, and is not counted
 */
@Document("orders")
public record OrderRow(
        @Id String id,
        long version,

        @Indexed(name = "customerId", sparse = true) @Nullable
        String customerId,

        @Nullable String status,
        boolean counted,
        @Nullable BigDecimal total,
        @Nullable String day,
        @Indexed(name = "placedAt", sparse = true) @Nullable Instant placedAt) {}
