package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.Occurrence;
import io.micms.campaign.profiles.OccurrenceNews;
import io.micms.campaign.profiles.OrderDetails;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Facts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code order.changed.v1} and {@code order.deleted.v1}.
 *
 * @param deletedAt null for an order that is; one that is not any more says nothing else
 */
record OrderMessage(
        String id,
        long version,
        String customerId,
        @Nullable String externalId,
        @Nullable String status,
        @Nullable String currency,
        @Nullable BigDecimal total,
        @Nullable Instant placedAt,
        @Nullable String channel,
        @Nullable List<Item> items,
        @Nullable Instant deletedAt) {

    private static final Set<String> NOT_COUNTED = Set.of("CANCELLED", "REFUNDED");

    record Item(
            @Nullable String sku,
            @Nullable String name,
            @Nullable String category,
            int quantity,
            BigDecimal unitPrice) {

        Occurrence.Item toItem() {
            return new Occurrence.Item(folded(category), folded(sku), unitPrice.multiply(BigDecimal.valueOf(quantity)));
        }

        OrderDetails.Item toDetails() {
            return new OrderDetails.Item(name, sku, category, quantity, unitPrice);
        }
    }

    OccurrenceNews toNews() {
        return new OccurrenceNews(Kind.ORDER, id, customerId, version, occurrence(), details());
    }

    private @Nullable OrderDetails details() {
        return deletedAt != null
                ? null
                : new OrderDetails(
                        externalId,
                        status,
                        channel,
                        currency,
                        items == null
                                ? List.of()
                                : items.stream().map(Item::toDetails).toList());
    }

    private @Nullable Occurrence occurrence() {
        if (deletedAt != null || status == null || NOT_COUNTED.contains(status) || total == null || placedAt == null) {
            return null;
        }
        return new Occurrence(
                placedAt,
                total,
                items == null ? List.of() : items.stream().map(Item::toItem).toList(),
                folded(channel),
                null);
    }

    private static @Nullable String folded(@Nullable String text) {
        return text == null ? null : Facts.fold(text);
    }
}
