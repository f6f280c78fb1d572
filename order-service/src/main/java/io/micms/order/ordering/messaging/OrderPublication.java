package io.micms.order.ordering.messaging;

import io.micms.order.ordering.Order;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How an order is told to the world: not before its customer is known. */
class OrderPublication implements Publication<Order> {

    private static final String CHANGED = "order.changed.v1";
    private static final String DELETED = "order.deleted.v1";

    private final Topics topics;
    private final Clock clock;

    OrderPublication(Topics topics, Clock clock) {
        this.topics = topics;
        this.clock = clock;
    }

    /** @param orders where orders are published */
    @ConfigurationProperties("micms.topics")
    record Topics(String orders) {}

    @Override
    public Class<Order> type() {
        return Order.class;
    }

    @Override
    public @Nullable OutgoingEvent event(Order order) {
        // Of whom it met: a partition is compacted alone, so what stood in another one would stay there for ever.
        String metCustomerId = order.metCustomerId();
        return metCustomerId == null
                ? null
                : new OutgoingEvent(
                        topics.orders(),
                        order.id(),
                        metCustomerId,
                        order.isDeleted() ? DELETED : CHANGED,
                        order.version(),
                        clock.instant(),
                        order.isDeleted() ? DeletedOrderMessage.from(order) : OrderMessage.from(order));
    }
}
