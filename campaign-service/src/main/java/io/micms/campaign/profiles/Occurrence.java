package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregate.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a customer, as rules count it: an order that is valid, or that a message was sent, opened or
 * clicked.
 *
 * @param at cut to milliseconds
 * @param amount of an order in the platform's currency; zero for messages
 * @param items of an order; empty for messages
 * @param channel through which it was ordered, folded; null if not known
 * @param campaign that the message belongs to, folded; null for orders
 */
public record Occurrence(
        Instant at,
        BigDecimal amount,
        List<Item> items,
        @Nullable String channel,
        @Nullable String campaign) {

    /** @param amount of all pieces */
    public record Item(@Nullable String category, @Nullable String sku, BigDecimal amount) {

        public Item {
            amount = plain(amount);
        }
    }

    public Occurrence {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        amount = plain(amount);
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** What it adds to an aggregate of its kind, wherever the window is; null if it does not count there. */
    @Nullable
    BigDecimal adds(Aggregate aggregate) {
        boolean byItem = false;
        for (Map.Entry<Dimension, List<String>> condition : aggregate.where().entrySet()) {
            switch (condition.getKey()) {
                case CHANNEL -> {
                    if (!condition.getValue().contains(Objects.requireNonNullElse(channel, ""))) {
                        return null;
                    }
                }
                case CAMPAIGN -> {
                    if (!condition.getValue().contains(Objects.requireNonNullElse(campaign, ""))) {
                        return null;
                    }
                }
                case CATEGORY, SKU -> byItem = true;
            }
        }
        return byItem ? ofItems(aggregate) : amount;
    }

    private @Nullable BigDecimal ofItems(Aggregate aggregate) {
        List<String> categories = aggregate.where().get(Dimension.CATEGORY);
        List<String> skus = aggregate.where().get(Dimension.SKU);
        BigDecimal sum = null;
        for (Item item : items) {
            if ((categories == null || categories.contains(Objects.requireNonNullElse(item.category(), "")))
                    && (skus == null || skus.contains(Objects.requireNonNullElse(item.sku(), "")))) {
                sum = sum == null ? item.amount() : sum.add(item.amount());
            }
        }
        return sum;
    }

    /** Trailing zeros go, so that the same amounts always make an equal value, whichever way they were stored. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
