package io.micms.campaign.profiles;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's last order of those that count.
 *
 * @param details null if it was copied by a release that kept none, until the order changes
 */
public record LastOrder(
        Instant placedAt, BigDecimal total, @Nullable OrderDetails details) {}
