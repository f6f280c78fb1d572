package io.micms.order.ordering.web;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders as the rows of a table. A row is a whole order, so that sums over the rows are right. */
final class OrderTable {

    static final List<String> HEADER = List.of(
            "id",
            "externalId",
            "customerId",
            "customerExternalId",
            "placedAt",
            "status",
            "currency",
            "total",
            "discount",
            "shipping",
            "tax",
            "channel",
            "items",
            "createdAt",
            "updatedAt");

    private OrderTable() {}

    static List<@Nullable String> row(OrderView order) {
        return Arrays.asList(
                order.id(),
                order.externalId(),
                order.customerId(),
                order.customerExternalId(),
                order.placedAt().toString(),
                order.status().name(),
                order.currency(),
                order.total(),
                order.discount(),
                order.shipping(),
                order.tax(),
                order.channel(),
                String.join("|", order.items().stream().map(OrderTable::item).toList()),
                order.createdAt().toString(),
                order.updatedAt().toString());
    }

    private static String item(OrderView.Item item) {
        return "%d x %s".formatted(item.quantity(), item.sku());
    }
}
