package io.micms.insight.dashboard.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micms.insight.dashboard.Dashboard;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/** A dashboard as the API shows one: money as decimal strings in {@code currency}. */
record DashboardView(
        Instant asOf,
        String currency,
        Period period,
        Customers customers,
        Orders orders,
        Dashboard.Messages messages,
        List<Day> series,
        List<City> topCities) {

    record Period(int days) {}

    record Customers(long total, @JsonProperty("new") long fresh, long active) {}

    record Orders(long total, long counted, String revenue, String average) {}

    record Day(LocalDate day, long orders, String revenue, long newCustomers, long messagesSent) {}

    record City(String city, long customers, String revenue) {}

    static DashboardView of(Dashboard dashboard) {
        Currency currency = dashboard.currency();
        Dashboard.Customers customers = dashboard.customers();
        Dashboard.Orders orders = dashboard.orders();
        return new DashboardView(
                dashboard.asOf(),
                currency.getCurrencyCode(),
                new Period(dashboard.period().days()),
                new Customers(customers.total(), customers.fresh(), customers.active()),
                new Orders(
                        orders.total(),
                        orders.counted(),
                        money(orders.revenue(), currency),
                        money(orders.average(currency), currency)),
                dashboard.messages(),
                dashboard.series().stream()
                        .map(day -> new Day(
                                day.day(),
                                day.orders(),
                                money(day.revenue(), currency),
                                day.newCustomers(),
                                day.messagesSent()))
                        .toList(),
                dashboard.topCities().stream()
                        .map(city -> new City(city.city(), city.customers(), money(city.revenue(), currency)))
                        .toList());
    }

    private static String money(BigDecimal amount, Currency currency) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(shortest.scale(), currency.getDefaultFractionDigits()))
                .toPlainString();
    }
}
