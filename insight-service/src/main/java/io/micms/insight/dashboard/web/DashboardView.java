package io.micms.insight.dashboard.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micms.insight.PlatformProperties;
import io.micms.insight.dashboard.Dashboard;
import io.micms.insight.figures.Split;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code GET /api/insights/dashboard}; money as decimal text in {@code currency}. */
record DashboardView(
        Instant asOf,
        String currency,
        Period period,
        Period comparedWith,
        Customers customers,
        Orders orders,
        Dashboard.Messages messages,
        Sums before,
        Dashboard.Granularity granularity,
        List<Day> series,
        List<Day> seriesBefore,
        List<City> topCities,
        List<Breakdown> breakdowns,
        List<Mover> movers,
        List<Dashboard.Band> bands,
        List<Anomaly> anomalies,
        long pending) {

    record Period(LocalDate from, LocalDate to, int days) {

        static Period of(io.micms.insight.dashboard.Period period) {
            return new Period(period.from(), period.to(), period.days());
        }
    }

    record Customers(
            long total,
            @JsonProperty("new") long fresh,
            long active,
            @Nullable Double repeatRate) {

        static Customers of(Dashboard.Customers of) {
            return new Customers(of.total(), of.fresh(), of.active(), of.repeatRate());
        }
    }

    record Orders(long total, long counted, String revenue, String average) {

        static Orders of(Dashboard.Orders of, PlatformProperties platform) {
            return new Orders(of.total(), of.counted(), platform.money(of.revenue()), platform.money(of.average()));
        }
    }

    record Sums(Customers customers, Orders orders, Dashboard.Messages messages) {}

    record Day(
            LocalDate day, @Nullable Integer hour, long orders, String revenue, long newCustomers, long messagesSent) {

        static List<Day> of(List<Dashboard.Point> points, PlatformProperties platform) {
            return points.stream()
                    .map(of -> new Day(
                            of.day(),
                            of.hour(),
                            of.orders(),
                            platform.money(of.revenue()),
                            of.newCustomers(),
                            of.messagesSent()))
                    .toList();
        }
    }

    record City(String city, long customers, String revenue) {}

    record Breakdown(Split split, List<Value> values) {

        record Value(
                String value,
                long orders,
                String revenue,
                double share,
                long newCustomers,
                long ordersBefore,
                String revenueBefore,
                @Nullable Double change) {}

        static Breakdown of(Dashboard.Breakdown of, PlatformProperties platform) {
            return new Breakdown(
                    of.split(),
                    of.values().stream()
                            .map(value -> new Value(
                                    value.value(),
                                    value.orders(),
                                    platform.money(value.revenue()),
                                    value.share(),
                                    value.newCustomers(),
                                    value.ordersBefore(),
                                    platform.money(value.revenueBefore()),
                                    value.change()))
                            .toList());
        }
    }

    record Mover(
            Split split,
            String value,
            String revenue,
            String revenueBefore,
            String difference,
            @Nullable Double change) {

        static Mover of(Dashboard.Mover of, PlatformProperties platform) {
            return new Mover(
                    of.split(),
                    of.value(),
                    platform.money(of.revenue()),
                    platform.money(of.revenueBefore()),
                    platform.money(of.difference()),
                    of.change());
        }
    }

    record Anomaly(
            LocalDate day,
            Dashboard.Watched metric,
            String value,
            double expected,
            double low,
            double high,
            double score,
            List<Dashboard.Anomaly.Driver> drivers,
            String explanation) {

        static Anomaly of(Dashboard.Anomaly of) {
            return new Anomaly(
                    of.day(),
                    of.metric(),
                    of.value().toPlainString(),
                    of.expected(),
                    of.low(),
                    of.high(),
                    of.score(),
                    of.drivers(),
                    of.explanation());
        }
    }

    static DashboardView of(Dashboard dashboard, PlatformProperties platform) {
        Dashboard.Sums sums = dashboard.sums();
        Dashboard.Sums before = dashboard.before();
        return new DashboardView(
                dashboard.asOf(),
                dashboard.currency().getCurrencyCode(),
                Period.of(dashboard.period()),
                Period.of(dashboard.comparedWith()),
                Customers.of(sums.customers()),
                Orders.of(sums.orders(), platform),
                sums.messages(),
                new Sums(Customers.of(before.customers()), Orders.of(before.orders(), platform), before.messages()),
                dashboard.granularity(),
                Day.of(dashboard.series(), platform),
                Day.of(dashboard.seriesBefore(), platform),
                dashboard.topCities().stream()
                        .map(city -> new City(city.city(), city.customers(), platform.money(city.revenue())))
                        .toList(),
                dashboard.breakdowns().stream()
                        .map(breakdown -> Breakdown.of(breakdown, platform))
                        .toList(),
                dashboard.movers().stream()
                        .map(mover -> Mover.of(mover, platform))
                        .toList(),
                dashboard.bands(),
                dashboard.anomalies().stream().map(Anomaly::of).toList(),
                dashboard.pending());
    }
}
