package io.micms.campaign.profiles;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What messages may say of an order; rules ask nothing of it. It stands beside the order's row, and not in what is
 * counted, so that profiles do not grow by it.
 *
 * @param number what the shop calls it; null if it has no such name
 * @param channel as the shop wrote it; null if not known
 * @param items the first {@value #ITEMS_AT_MOST}
 */
public record OrderDetails(
        @Nullable String number,
        @Nullable String status,
        @Nullable String channel,
        @Nullable String currency,
        List<Item> items) {

    static final int ITEMS_AT_MOST = 20;

    /** @param unitPrice in the platform's currency */
    public record Item(
            @Nullable String name,
            @Nullable String sku,
            @Nullable String category,
            int quantity,
            BigDecimal unitPrice) {}

    public OrderDetails {
        items = items == null ? List.of() : List.copyOf(items.subList(0, Math.min(items.size(), ITEMS_AT_MOST)));
    }
}
