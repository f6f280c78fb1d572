package io.micms.insight.performance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign brought.
 *
 * @param name null where the campaign was not heard of, only messages of it
 * @param computedAt the instant up to which everything is counted
 * @param revenue by the last touch: an order goes to the message that reached its customer last before it, if that is no longer ago
 *     than {@code windowDays}
 * @param variants by name; empty without variants
 * @param steps by number, counted from 0
 * @param curves of those who were to get a message, of those held out, and of each variant
 */
public record CampaignPerformance(
        String id,
        @Nullable String name,
        @Nullable Instant launchedAt,
        Instant computedAt,
        Touch touch,
        int windowDays,
        Reach reach,
        Attributed revenue,
        Uplift uplift,
        List<Part> variants,
        List<Part> steps,
        List<Curve> curves) {

    /** What begins the window in which an order counts. */
    public enum Touch {
        SENT,
        OPENED,
        CLICKED
    }

    /** Messages by what became of them; those delivered are among those sent, those clicked need not be among those opened. */
    public record Reach(
            long queued,
            long sent,
            long delivered,
            long opened,
            long clicked,
            long failed,
            long skipped,
            long unconfirmed,
            long heldOut,
            long unsubscribed,
            long bounced,
            long complained) {}

    /**
     * @param people who were touched
     * @param customers who placed an order that counts for this campaign
     * @param conversion their share of {@code people}; null without people
     * @param perPerson revenue by person touched; null without people
     */
    public record Attributed(
            long people,
            long customers,
            long orders,
            BigDecimal revenue,
            @Nullable Double conversion,
            @Nullable BigDecimal perPerson) {}

    /** A variant or a step by itself. */
    public record Part(String name, Reach reach, Attributed revenue) {}

    /** @param points by day since the message, day 0 being the first 24 hours, up to the window's end or now */
    public record Curve(Of of, @Nullable String variant, long people, List<Point> points) {

        public enum Of {
            MESSAGED,
            HELD_OUT,
            VARIANT
        }

        /**
         * All up to the end of that day.
         *
         * @param people for whom that day is over; whoever got their message too late for it is left out
         * @param customers of them who have ordered
         */
        public record Point(
                int day, long people, long customers, double conversion, BigDecimal revenue, double perPerson) {}
    }
}
