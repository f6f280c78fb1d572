package io.micms.campaign.profiles;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's orders add up to; cancelled, refunded and deleted ones do not count, nor those to come.
 *
 * @param total in the platform's currency
 * @param average null without orders, as the dates are
 */
public record OrderTotals(
        long count,
        BigDecimal total,
        @Nullable BigDecimal average,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt) {

    static OrderTotals of(Tally tally, @Nullable Instant firstAt, @Nullable Instant lastAt) {
        return new OrderTotals(
                tally.count(),
                tally.total(),
                tally.count() == 0
                        ? null
                        : Occurrence.plain(
                                tally.total().divide(BigDecimal.valueOf(tally.count()), MathContext.DECIMAL64)),
                firstAt,
                lastAt);
    }
}
