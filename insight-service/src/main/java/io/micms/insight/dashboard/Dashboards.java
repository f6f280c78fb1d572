package io.micms.insight.dashboard;

import io.micms.insight.PlatformProperties;
import io.micms.insight.dashboard.Dashboard.Breakdown;
import io.micms.insight.dashboard.Dashboard.City;
import io.micms.insight.dashboard.Dashboard.Granularity;
import io.micms.insight.dashboard.Dashboard.Mover;
import io.micms.insight.dashboard.Dashboard.Point;
import io.micms.insight.dashboard.Dashboard.Sums;
import io.micms.insight.facts.Settling;
import io.micms.insight.figures.DayFigures;
import io.micms.insight.figures.DayFigures.Slice;
import io.micms.insight.figures.Figures;
import io.micms.insight.figures.Figures.Total;
import io.micms.insight.figures.Figures.View;
import io.micms.insight.figures.Split;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts dashboards together from the days' figures. */
@Component
public class Dashboards {

    /** How long a period may be of which hours are shown. */
    public static final int HOURLY_AT_MOST = 7;

    private static final int CITIES = 10;
    private static final int VALUES = 20;
    private static final int MOVERS = 8;

    private final Figures figures;
    private final Settling settling;
    private final PlatformProperties platform;

    Dashboards(Figures figures, Settling settling, PlatformProperties platform) {
        this.figures = figures;
        this.settling = settling;
        this.platform = platform;
    }

    public LocalDate today() {
        return figures.today();
    }

    /** @param days how many, counting today */
    public Period last(int days) {
        return Period.ofLast(days, today());
    }

    /** @param period that ends today or earlier */
    public Dashboard of(Period period, Granularity granularity) {
        View view = figures.now();
        Period before = period.before();
        boolean unfinished = period.to().equals(view.today());
        View viewBefore = unfinished ? view.cutting(before.to()) : view;
        Total total = view.over(period.from(), period.to());
        Total totalBefore = viewBefore.over(before.from(), before.to());
        List<Breakdown> breakdowns = breakdowns(total, totalBefore);
        Baseline baseline = new Baseline(view, platform);
        return new Dashboard(
                view.asOf(),
                platform.currency(),
                period,
                before,
                sums(total),
                sums(totalBefore),
                granularity,
                series(view, period, granularity, unfinished),
                series(viewBefore, before, granularity, unfinished),
                topCities(view, total),
                breakdowns,
                movers(total, totalBefore),
                granularity == Granularity.DAY ? baseline.bands(period) : List.of(),
                baseline.anomalies(period),
                settling.pending());
    }

    private Sums sums(Total total) {
        DayFigures.Messages messages = total.allMessages();
        return new Sums(
                new Dashboard.Customers(
                        total.customers(),
                        total.newCustomers(),
                        total.active(),
                        total.active() == 0 ? null : (double) total.repeaters() / total.active()),
                new Dashboard.Orders(
                        total.placed(), total.orders(), total.revenue(), average(total.revenue(), total.orders())),
                new Dashboard.Messages(
                        messages.queued(),
                        messages.sent(),
                        messages.delivered(),
                        messages.opened(),
                        messages.clicked(),
                        messages.failed(),
                        messages.skipped() + messages.heldOut(),
                        messages.heldOut(),
                        messages.unconfirmed(),
                        messages.unsubscribed(),
                        messages.bounced(),
                        messages.complained()));
    }

    private BigDecimal average(BigDecimal revenue, long orders) {
        return orders == 0
                ? BigDecimal.ZERO
                : revenue.divide(
                        BigDecimal.valueOf(orders),
                        platform.currency().getDefaultFractionDigits(),
                        RoundingMode.HALF_UP);
    }

    /** @param unfinished whether the last day's hours are shown up to the present one only */
    private List<Point> series(View view, Period period, Granularity granularity, boolean unfinished) {
        if (granularity == Granularity.DAY) {
            return period.all().stream()
                    .map(day -> {
                        DayFigures of = view.on(day);
                        return new Point(day, null, of.orders(), of.revenue(), of.newCustomers(), of.messagesSent());
                    })
                    .toList();
        }
        int hourNow = LocalTime.ofInstant(view.asOf(), platform.timeZone()).getHour();
        List<Point> hours = new ArrayList<>();
        for (LocalDate day : period.all()) {
            int hour = 0;
            for (DayFigures.Hour of : view.on(day).hours()) {
                if (!unfinished || day.isBefore(period.to()) || hour <= hourNow) {
                    hours.add(new Point(day, hour, of.orders(), of.revenue(), of.newCustomers(), of.messagesSent()));
                }
                hour++;
            }
        }
        return hours;
    }

    private List<City> topCities(View view, Total total) {
        LocalDate first = view.firstDay();
        if (first == null) {
            return List.of();
        }
        Map<String, Slice> ever = view.over(first, view.today()).split(Split.CITY);
        return ever.entrySet().stream()
                .map(city -> new City(
                        city.getKey(),
                        city.getValue().newCustomers(),
                        total.split(Split.CITY)
                                .getOrDefault(city.getKey(), Slice.NOTHING)
                                .revenue()))
                .filter(city -> city.customers() > 0 || city.revenue().signum() > 0)
                .sorted(Comparator.comparing(City::revenue)
                        .thenComparing(City::customers)
                        .reversed()
                        .thenComparing(City::city))
                .limit(CITIES)
                .toList();
    }

    private static List<Breakdown> breakdowns(Total total, Total before) {
        return Stream.of(Split.values())
                .map(split -> new Breakdown(
                        split,
                        values(total.split(split), before.split(split)).stream()
                                .map(value -> {
                                    Slice now = total.split(split).getOrDefault(value, Slice.NOTHING);
                                    Slice then = before.split(split).getOrDefault(value, Slice.NOTHING);
                                    return new Breakdown.Value(
                                            value,
                                            now.orders(),
                                            now.revenue(),
                                            total.revenue().signum() == 0
                                                    ? 0
                                                    : now.revenue().doubleValue()
                                                            / total.revenue().doubleValue(),
                                            now.newCustomers(),
                                            then.orders(),
                                            then.revenue(),
                                            change(now.revenue(), then.revenue()));
                                })
                                .sorted(Comparator.comparing(Breakdown.Value::revenue)
                                        .thenComparing(Breakdown.Value::newCustomers)
                                        .reversed()
                                        .thenComparing(Breakdown.Value::value))
                                .limit(VALUES)
                                .toList()))
                .toList();
    }

    private static Set<String> values(Map<String, Slice> now, Map<String, Slice> then) {
        Set<String> values = new HashSet<>(now.keySet());
        values.addAll(then.keySet());
        return values;
    }

    private static @Nullable Double change(BigDecimal now, BigDecimal then) {
        return then.signum() == 0 ? null : now.subtract(then).doubleValue() / then.doubleValue();
    }

    /** Countries say in a few words what cities say in many, and are left out. */
    private static List<Mover> movers(Total total, Total before) {
        return Stream.of(Split.CITY, Split.CHANNEL, Split.CATEGORY, Split.TAG)
                .flatMap(split -> values(total.split(split), before.split(split)).stream()
                        .map(value -> {
                            BigDecimal now = total.split(split)
                                    .getOrDefault(value, Slice.NOTHING)
                                    .revenue();
                            BigDecimal then = before.split(split)
                                    .getOrDefault(value, Slice.NOTHING)
                                    .revenue();
                            return new Mover(split, value, now, then, now.subtract(then), change(now, then));
                        }))
                .filter(mover -> mover.difference().signum() != 0)
                .sorted(Comparator.comparing((Mover mover) -> mover.difference().abs())
                        .reversed()
                        .thenComparing(Mover::split)
                        .thenComparing(Mover::value))
                .limit(MOVERS)
                .toList();
    }
}
