package io.micms.insight.dashboard;

import io.micms.insight.figures.Split;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the business did over some days, compared with as many days before.
 *
 * @param asOf the instant up to which everything is counted
 * @param before the same sums of the period before; where the last day of the period is not over, the last day before is counted up to
 *     the same time
 * @param series one entry a day or an hour, oldest first, those without anything among them
 * @param seriesBefore the same of the period before, entry by entry
 * @param topCities those with the most revenue, then those with the most customers
 * @param breakdowns one for each dimension, values with the most revenue first
 * @param movers the values whose revenue changed most from the period before, by the size of the difference
 * @param bands what was to be expected on each day of a daily series, by its metric
 * @param anomalies days of the period outside their band, the latest first
 * @param pending how many changes have come in that the figures do not show yet
 */
public record Dashboard(
        Instant asOf,
        Currency currency,
        Period period,
        Period comparedWith,
        Sums sums,
        Sums before,
        Granularity granularity,
        List<Point> series,
        List<Point> seriesBefore,
        List<City> topCities,
        List<Breakdown> breakdowns,
        List<Mover> movers,
        List<Band> bands,
        List<Anomaly> anomalies,
        long pending) {

    public enum Granularity {
        DAY,
        HOUR
    }

    public record Sums(Customers customers, Orders orders, Messages messages) {}

    /**
     * @param total everyone known at the end of the period
     * @param fresh who became known in the period
     * @param active who placed an order in the period that counts
     * @param repeatRate the share of the active who placed two orders or more in the period; null without any
     */
    public record Customers(
            long total, long fresh, long active, @Nullable Double repeatRate) {}

    /**
     * @param total all that were placed in the period
     * @param counted those that are revenue: cancelled and refunded ones are not
     * @param average revenue by order that counts, in the currency's smallest unit; zero without any
     */
    public record Orders(long total, long counted, BigDecimal revenue, BigDecimal average) {}

    /**
     * The messages that were queued in the period, by what has become of them.
     *
     * @param queued not sent yet
     * @param sent gone out, delivered ones among them
     * @param skipped not sent for a reason, such as no consent; those held out for comparison among them
     */
    public record Messages(
            long queued,
            long sent,
            long delivered,
            long opened,
            long clicked,
            long failed,
            long skipped,
            long heldOut,
            long unconfirmed,
            long unsubscribed,
            long bounced,
            long complained) {}

    /** @param hour from 0 to 23; null where a point is a day */
    public record Point(
            LocalDate day,
            @Nullable Integer hour,
            long orders,
            BigDecimal revenue,
            long newCustomers,
            long messagesSent) {}

    /** @param customers who live there */
    public record City(String city, long customers, BigDecimal revenue) {}

    public record Breakdown(Split split, List<Value> values) {

        /**
         * @param share of the period's revenue, from 0 to 1; orders of several categories or customers with several tags stand in
         *     several values
         * @param change of revenue from the period before, as a share of it; null where there was none
         */
        public record Value(
                String value,
                long orders,
                BigDecimal revenue,
                double share,
                long newCustomers,
                long ordersBefore,
                BigDecimal revenueBefore,
                @Nullable Double change) {}
    }

    /** @param difference of revenue from the period before */
    public record Mover(
            Split split,
            String value,
            BigDecimal revenue,
            BigDecimal revenueBefore,
            BigDecimal difference,
            @Nullable Double change) {}

    /** What is looked at for anomalies. */
    public enum Watched {
        REVENUE,
        ORDERS,
        NEW_CUSTOMERS
    }

    /** @param days only such as have enough of the same weekday before them */
    public record Band(Watched metric, List<Expected> days) {

        public record Expected(LocalDate day, double expected, double low, double high) {}
    }

    /**
     * A day on which something was far from what that weekday usually has.
     *
     * @param score how many times as far from the expected as usual
     * @param drivers the values that differ most from what they usually have on that weekday, biggest part first
     * @param explanation all of this in a sentence or two
     */
    public record Anomaly(
            LocalDate day,
            Watched metric,
            BigDecimal value,
            double expected,
            double low,
            double high,
            double score,
            List<Driver> drivers,
            String explanation) {

        /** @param part of the whole difference that this value accounts for; may be more than 1, and less than 0 */
        public record Driver(Split split, String value, double actual, double expected, double part) {}
    }
}
