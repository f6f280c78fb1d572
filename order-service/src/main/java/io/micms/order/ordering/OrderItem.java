package io.micms.order.ordering;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order.
 *
 * @param quantity at least one
 * @param unitPrice in the order's currency
 */
public record OrderItem(
        String sku, @Nullable String name, @Nullable String category, int quantity, BigDecimal unitPrice) {}
