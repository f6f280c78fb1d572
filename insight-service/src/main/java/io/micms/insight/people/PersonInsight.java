package io.micms.insight.people;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one customer's buying and reading, and what may be expected of them. No contact details.
 *
 * @param id of the customer whom whoever was asked for is part of, else their own
 * @param mergedIds of everybody who is part of them
 * @param asOf the instant up to which everything is counted
 * @param scores null for somebody who has not bought, and as long as there are too few customers to compare with
 * @param group null as long as there are too few customers to compare with
 * @param categories what they bought, most revenue first
 * @param channel where they order most; null without an order that has one
 */
public record PersonInsight(
        String id,
        List<String> mergedIds,
        Instant asOf,
        @Nullable String city,
        @Nullable String country,
        List<String> tags,
        @Nullable LocalDate knownSince,
        Orders orders,
        @Nullable Scores scores,
        @Nullable CustomerGroup group,
        Outlook outlook,
        List<Category> categories,
        @Nullable String channel,
        BestHour bestHour,
        Messages messages) {

    /**
     * Of orders that are not cancelled or refunded, and not of the future.
     *
     * @param average null without orders
     * @param daysBetween the mean number of days from one day with orders to the next; null with less than two such days
     * @param cancelled orders that were cancelled or refunded
     */
    public record Orders(
            int count,
            BigDecimal revenue,
            @Nullable BigDecimal average,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            @Nullable Integer daysSinceLast,
            @Nullable Double daysBetween,
            int cancelled) {}

    /** Each from 1 to 5, in which fifth of all customers who ever bought they are; 5 is the most recent, most and best. */
    public record Scores(int recency, int frequency, int monetary) {}

    /** @param share of everything they bought, from 0 to 1 */
    public record Category(String category, int orders, BigDecimal revenue, double share) {}

    /**
     * When they are most likely to look.
     *
     * @param hour from 0 to 23, in {@code timeZone}; null if nothing is known of anybody
     * @param basis what it is drawn from
     * @param responses how many openings, clicks and orders of theirs there are
     * @param probability how likely it is that their best hour lies within an hour of this one; null unless it is theirs
     */
    public record BestHour(
            @Nullable Integer hour,
            String timeZone,
            Basis basis,
            int responses,
            @Nullable Double probability,
            String explanation) {

        public enum Basis {
            /** What this customer opened, clicked and ordered. */
            OWN,
            /** Everybody's hours, for want of enough of their own. */
            EVERYBODY,
            NOTHING
        }
    }

    /** @param lastOpenedAt of the latest first opening of a message */
    public record Messages(
            int sent,
            int opened,
            int clicked,
            @Nullable Instant lastSentAt,
            @Nullable Instant lastOpenedAt,
            @Nullable Instant unsubscribedAt) {}
}
