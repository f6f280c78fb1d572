package io.micms.insight.facts.messaging;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.OrderRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What this service reads of a record on {@code orders}. */
record OrderMessage(
        String id,
        long version,
        @Nullable String customerId,
        @Nullable String status,
        @Nullable BigDecimal total,
        @Nullable String channel,
        @Nullable List<Item> items,
        @Nullable Instant placedAt) {

    private static final Set<String> NO_REVENUE = Set.of("CANCELLED", "REFUNDED");

    record Item(
            @Nullable String category,
            @Nullable Integer quantity,
            @Nullable BigDecimal unitPrice) {

        private BigDecimal amount() {
            return unitPrice == null || quantity == null
                    ? BigDecimal.ZERO
                    : unitPrice.multiply(BigDecimal.valueOf(quantity));
        }
    }

    OrderRow toRow(PlatformProperties platform) {
        return new OrderRow(
                id,
                version,
                customerId,
                status,
                status != null && !NO_REVENUE.contains(status),
                total,
                channel,
                categories(),
                placedAt == null ? null : platform.dayOf(placedAt).toString(),
                placedAt);
    }

    private List<OrderRow.Part> categories() {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        if (items != null) {
            items.stream()
                    .filter(item -> item.category() != null)
                    .forEach(item -> amounts.merge(item.category(), item.amount(), BigDecimal::add));
        }
        return amounts.entrySet().stream()
                .map(amount -> new OrderRow.Part(amount.getKey(), amount.getValue()))
                .toList();
    }
}
