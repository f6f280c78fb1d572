package io.micms.order.ordering;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows; null where the caller does not mind.
 *
 * @param placedFrom the earliest instant of placing
 * @param placedBefore the first instant that is too late
 * @param minTotal the least total
 * @param maxTotal the greatest total
 * @param search the beginning of an external id
 */
public record OrderQuery(
        @Nullable String customerId,
        @Nullable OrderStatus status,
        @Nullable Instant placedFrom,
        @Nullable Instant placedBefore,
        @Nullable BigDecimal minTotal,
        @Nullable BigDecimal maxTotal,
        @Nullable String search) {}
