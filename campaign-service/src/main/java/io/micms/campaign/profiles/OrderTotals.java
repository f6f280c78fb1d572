package io.micms.campaign.profiles;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's orders add up to; cancelled, refunded and deleted ones do not count.
 *
 * @param total in the platform's currency
 * @param average null without orders, as the dates are
 */
public record OrderTotals(
        int count,
        BigDecimal total,
        @Nullable BigDecimal average,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt) {

    public static final OrderTotals NONE = new OrderTotals(0, BigDecimal.ZERO, null, null, null);

    static OrderTotals of(Collection<OrderRow> rows) {
        List<OrderRow> counted = rows.stream()
                .filter(OrderRow::counts)
                .sorted(Comparator.comparing(OrderRow::placedAt))
                .toList();
        if (counted.isEmpty()) {
            return NONE;
        }
        // Trailing zeros go, so that the same orders always make an equal value, whichever way it was stored.
        BigDecimal total = plain(counted.stream()
                .map(OrderRow::total)
                .map(Objects::requireNonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
        return new OrderTotals(
                counted.size(),
                total,
                plain(total.divide(BigDecimal.valueOf(counted.size()), MathContext.DECIMAL64)),
                counted.getFirst().placedAt(),
                counted.getLast().placedAt());
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
