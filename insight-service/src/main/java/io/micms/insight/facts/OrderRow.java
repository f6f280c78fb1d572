package io.micms.insight.facts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is counted of an order.
 *
 * @param counted whether it is revenue: cancelled and refunded orders are not
 * @param day the day it was placed, like 2026-11-01; null for an order that is no more, and is not counted
 * @param categories what was bought of each, by the prices of the items, before discount, shipping and tax
 */
@Document("orders")
public record OrderRow(
        @Id String id,
        long version,

        @Indexed(name = "customerId", sparse = true) @Nullable
        String customerId,

        @Nullable String status,
        boolean counted,
        @Nullable BigDecimal total,
        @Nullable String channel,
        List<Part> categories,
        @Indexed(name = "day", sparse = true) @Nullable String day,
        @Nullable Instant placedAt)
        implements Row<OrderRow> {

    public record Part(String category, BigDecimal amount) {}

    static OrderRow of(org.bson.Document document) {
        return new OrderRow(
                document.getString("_id"),
                Stored.number(document, "version"),
                document.getString("customerId"),
                document.getString("status"),
                document.getBoolean("counted", false),
                Stored.decimal(document, "total"),
                document.getString("channel"),
                document.getList("categories", org.bson.Document.class, List.of()).stream()
                        .map(part -> new Part(part.getString("category"), Stored.money(part, "amount")))
                        .toList(),
                document.getString("day"),
                Stored.instant(document, "placedAt"));
    }

    /** What it brings: nothing if it does not count. */
    public BigDecimal revenue() {
        return counted && total != null ? total : BigDecimal.ZERO;
    }

    @Override
    public Set<Mark> marks() {
        Set<Mark> marks = new HashSet<>();
        if (day != null) {
            marks.add(Mark.day(day));
        }
        if (customerId != null) {
            marks.add(Mark.person(customerId));
        }
        return marks;
    }

    @Override
    public boolean saysTheSameAs(OrderRow other) {
        return counted == other.counted
                && Objects.equals(customerId, other.customerId)
                && Objects.equals(status, other.status)
                && Objects.equals(total, other.total)
                && Objects.equals(channel, other.channel)
                && categories.equals(other.categories)
                && Objects.equals(placedAt, other.placedAt);
    }
}
