package io.micms.insight.neighbours;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What order-service knows of orders. */
@Component
public class OrderService {

    private final Neighbour service;

    OrderService(Neighbours neighbours) {
        this.service = neighbours.orderService();
    }

    public record Item(
            @Nullable String name,
            @Nullable String category,
            @Nullable BigDecimal quantity) {}

    public record Order(
            String id,
            Instant placedAt,
            String status,
            BigDecimal total,
            String currency,
            @Nullable String channel,
            @Nullable List<Item> items) {

        public Order {
            items = items == null ? List.of() : List.copyOf(items);
        }

        /** Cancelled and refunded orders do not count. */
        public boolean counts() {
            return !status.equals("CANCELLED") && !status.equals("REFUNDED");
        }
    }

    private record Orders(List<Order> items, @Nullable String nextCursor) {}

    /** The newest orders, and whether there are more. */
    public record Latest(List<Order> orders, boolean more) {}

    /** @param atMost how many, from 1 to 200 */
    public Latest latest(String customerId, int atMost) {
        Orders page = service.call(http -> http.get()
                .uri("/api/orders?customerId={id}&limit={limit}&sort=-placedAt", customerId, atMost)
                .retrieve()
                .body(Orders.class));
        return new Latest(page.items(), page.nextCursor() != null);
    }
}
