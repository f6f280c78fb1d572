package io.micms.insight.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/**
 * How the business did over the last days.
 *
 * @param asOf the instant up to which everything is counted
 * @param series one entry a day, oldest first, days without anything among them
 * @param topCities those with the most revenue, then those with the most customers
 */
public record Dashboard(
        Instant asOf,
        Currency currency,
        Days period,
        Customers customers,
        Orders orders,
        Messages messages,
        List<Day> series,
        List<City> topCities) {

    public record Days(int days) {}

    /**
     * @param total everyone known
     * @param fresh who became known in the period
     * @param active who placed an order in the period that counts
     */
    public record Customers(long total, long fresh, long active) {}

    /**
     * @param total all that were placed in the period
     * @param counted those that are revenue: cancelled and refunded ones are not
     */
    public record Orders(long total, long counted, BigDecimal revenue) {

        /** Revenue by order that counts, in the currency's smallest unit; zero without any. */
        public BigDecimal average(Currency currency) {
            return counted == 0
                    ? BigDecimal.ZERO
                    : revenue.divide(
                            BigDecimal.valueOf(counted), currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
        }
    }

    /**
     * The messages that were queued in the period, by what has become of them.
     *
     * @param queued not sent yet
     * @param sent gone out, delivered ones among them
     * @param skipped not sent for a reason, such as no consent; those held out for comparison among them
     */
    public record Messages(long queued, long sent, long delivered, long failed, long skipped, long unconfirmed) {}

    public record Day(LocalDate day, long orders, BigDecimal revenue, long newCustomers, long messagesSent) {}

    /** @param customers who live there */
    public record City(String city, long customers, BigDecimal revenue) {}
}
