package io.micms.order.ordering.web;

import io.micms.order.ordering.Money;
import io.micms.order.ordering.Order;
import io.micms.order.ordering.OrderStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows one.
 *
 * @param customerId null while the order waits for its customer
 */
record OrderView(
        String id,
        long version,
        @Nullable String externalId,
        @Nullable String customerId,
        @Nullable String customerExternalId,
        @Nullable String customerName,
        Instant placedAt,
        OrderStatus status,
        String currency,
        String total,
        @Nullable String discount,
        @Nullable String shipping,
        @Nullable String tax,
        @Nullable String channel,
        List<Item> items,
        Instant createdAt,
        Instant updatedAt) {

    record Item(String sku, @Nullable String name, @Nullable String category, int quantity, String unitPrice) {}

    static OrderView of(Order order, @Nullable String customerName) {
        return new OrderView(
                order.id(),
                order.version(),
                order.externalId(),
                order.customerId(),
                order.customerExternalId(),
                customerName,
                order.placedAt(),
                order.status(),
                order.currency().getCurrencyCode(),
                order.total().toString(),
                text(order.discount()),
                text(order.shipping()),
                text(order.tax()),
                order.channel(),
                order.items().stream()
                        .map(item -> new Item(
                                item.sku(),
                                item.name(),
                                item.category(),
                                item.quantity(),
                                item.unitPrice().toPlainString()))
                        .toList(),
                order.createdAt(),
                order.updatedAt());
    }

    private static @Nullable String text(@Nullable Money money) {
        return money == null ? null : money.toString();
    }
}
