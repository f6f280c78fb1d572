package io.micms.order.ordering.messaging;

import io.micms.order.ordering.Money;
import io.micms.order.ordering.Order;
import io.micms.order.ordering.OrderItem;
import io.micms.order.ordering.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code order.changed.v1}: the whole state. */
record OrderMessage(
        String id,
        long version,
        @Nullable String externalId,
        String customerId,
        @Nullable String customerExternalId,
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

    /** @param order whose customer is known */
    static OrderMessage from(Order order) {
        return new OrderMessage(
                order.id(),
                order.version(),
                order.externalId(),
                Objects.requireNonNull(order.customerId()),
                order.customerExternalId(),
                order.placedAt(),
                order.status(),
                order.currency().getCurrencyCode(),
                order.total().toString(),
                text(order.discount()),
                text(order.shipping()),
                text(order.tax()),
                order.channel(),
                order.items().stream().map(OrderMessage::item).toList(),
                order.createdAt(),
                order.updatedAt());
    }

    private static Item item(OrderItem item) {
        return new Item(
                item.sku(),
                item.name(),
                item.category(),
                item.quantity(),
                item.unitPrice().toPlainString());
    }

    private static @Nullable String text(@Nullable Money money) {
        return money == null ? null : money.toString();
    }
}
