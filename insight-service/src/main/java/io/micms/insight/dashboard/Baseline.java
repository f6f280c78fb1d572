package io.micms.insight.dashboard;

import io.micms.insight.PlatformProperties;
import io.micms.insight.dashboard.Dashboard.Anomaly;
import io.micms.insight.dashboard.Dashboard.Anomaly.Driver;
import io.micms.insight.dashboard.Dashboard.Band;
import io.micms.insight.dashboard.Dashboard.Watched;
import io.micms.insight.figures.DayFigures;
import io.micms.insight.figures.DayFigures.Slice;
import io.micms.insight.figures.Figures.View;
import io.micms.insight.figures.Split;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a day usually has: the median of the same weekday over the last eight weeks. How far days usually are from that is the median
 * of the absolute deviations, and a day is an anomaly where its modified z-score is above 3.5 (Iglewicz and Hoaglin, How to Detect
 * and Handle Outliers, 1993). Medians are not moved by the odd day that an anomaly leaves behind. Small numbers differ by chance:
 * the deviation is taken to be no less than a Poisson count's.
 */
final class Baseline {

    private static final int WEEKS = 8;
    private static final int WEEKS_AT_LEAST = 4;
    private static final double SCORE = 3.5;
    /** What makes a median absolute deviation an estimate of a normal distribution's standard deviation. */
    private static final double NORMAL = 1.4826;

    private static final int ANOMALIES = 10;
    private static final int DRIVERS = 3;
    private static final double PART_AT_LEAST = 0.1;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);

    private final View view;
    private final PlatformProperties platform;
    private final @Nullable LocalDate firstDay;
    private final Map<Watched, Map<LocalDate, Optional<Usual>>> known = new EnumMap<>(Watched.class);

    Baseline(View view, PlatformProperties platform) {
        this.view = view;
        this.platform = platform;
        this.firstDay = view.firstDay();
    }

    private record Usual(double expected, double deviation) {

        double low() {
            return Math.max(0, expected - SCORE * deviation);
        }

        double high() {
            return expected + SCORE * deviation;
        }

        double score(double value) {
            return Math.abs(value - expected) / deviation;
        }
    }

    List<Band> bands(Period period) {
        return Stream.of(Watched.values())
                .map(metric -> new Band(
                        metric,
                        period.all().stream()
                                .flatMap(day -> Stream.ofNullable(usual(metric, day))
                                        .map(usual -> new Band.Expected(
                                                day,
                                                rounded(usual.expected()),
                                                rounded(usual.low()),
                                                rounded(usual.high()))))
                                .toList()))
                .toList();
    }

    /** The day that has begun says nothing yet. */
    List<Anomaly> anomalies(Period period) {
        List<Anomaly> anomalies = new ArrayList<>();
        for (LocalDate day = period.to();
                !day.isBefore(period.from()) && anomalies.size() < ANOMALIES;
                day = day.minusDays(1)) {
            if (!day.isBefore(view.today())) {
                continue;
            }
            for (Watched metric : Watched.values()) {
                Usual usual = usual(metric, day);
                if (usual != null && usual.score(value(metric, view.on(day))) > SCORE) {
                    anomalies.add(anomaly(metric, day, usual));
                }
            }
        }
        return anomalies;
    }

    /** Null where there is too little to go by. */
    private @Nullable Usual usual(Watched metric, LocalDate day) {
        return known.computeIfAbsent(metric, first -> new HashMap<>())
                .computeIfAbsent(day, first -> Optional.ofNullable(computeUsual(metric, day)))
                .orElse(null);
    }

    private @Nullable Usual computeUsual(Watched metric, LocalDate day) {
        List<DayFigures> before = before(day);
        if (before.size() < WEEKS_AT_LEAST) {
            return null;
        }
        double expected = median(before, figures -> value(metric, figures));
        double deviation = NORMAL * median(before, figures -> Math.abs(value(metric, figures) - expected));
        double orders = median(before, DayFigures::orders);
        double byChance = switch (metric) {
            case ORDERS, NEW_CUSTOMERS -> Math.sqrt(Math.max(1, expected));
            case REVENUE -> expected / Math.sqrt(Math.max(1, orders));
        };
        return new Usual(expected, Math.max(Math.max(deviation, byChance), 1));
    }

    /** The same weekday of the weeks before, as far as there is data. */
    private List<DayFigures> before(LocalDate day) {
        return IntStream.rangeClosed(1, WEEKS)
                .mapToObj(day::minusWeeks)
                .filter(earlier -> firstDay != null && !earlier.isBefore(firstDay))
                .map(view::on)
                .toList();
    }

    private static double value(Watched metric, DayFigures figures) {
        return switch (metric) {
            case REVENUE -> figures.revenue().doubleValue();
            case ORDERS -> figures.orders();
            case NEW_CUSTOMERS -> figures.newCustomers();
        };
    }

    private static double value(Watched metric, Slice slice) {
        return switch (metric) {
            case REVENUE -> slice.revenue().doubleValue();
            case ORDERS -> slice.orders();
            case NEW_CUSTOMERS -> slice.newCustomers();
        };
    }

    private static double median(List<DayFigures> days, ToDoubleFunction<DayFigures> value) {
        double[] sorted = days.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private Anomaly anomaly(Watched metric, LocalDate day, Usual usual) {
        DayFigures figures = view.on(day);
        double value = value(metric, figures);
        List<Driver> drivers = drivers(metric, day, value - usual.expected());
        return new Anomaly(
                day,
                metric,
                switch (metric) {
                    case REVENUE -> figures.revenue();
                    case ORDERS -> BigDecimal.valueOf(figures.orders());
                    case NEW_CUSTOMERS -> BigDecimal.valueOf(figures.newCustomers());
                },
                rounded(usual.expected()),
                rounded(usual.low()),
                rounded(usual.high()),
                rounded(usual.score(value)),
                drivers,
                explanation(metric, day, figures, usual, drivers));
    }

    /** For each split the value that accounts for most of the difference, if any accounts for enough of it. */
    private List<Driver> drivers(Watched metric, LocalDate day, double difference) {
        List<DayFigures> before = before(day);
        DayFigures figures = view.on(day);
        List<Driver> drivers = new ArrayList<>();
        for (Split split : List.of(Split.CITY, Split.CATEGORY, Split.CHANNEL, Split.TAG)) {
            Set<String> values = new HashSet<>(figures.split(split).keySet());
            before.forEach(earlier -> values.addAll(earlier.split(split).keySet()));
            values.stream()
                    .map(value -> {
                        double actual = of(metric, figures, split, value);
                        double expected = median(before, earlier -> of(metric, earlier, split, value));
                        return new Driver(
                                split,
                                value,
                                rounded(actual),
                                rounded(expected),
                                rounded((actual - expected) / difference));
                    })
                    .max(Comparator.comparingDouble(Driver::part).thenComparing(Driver::value))
                    .filter(driver -> driver.part() >= PART_AT_LEAST)
                    .ifPresent(drivers::add);
        }
        return drivers.stream()
                .sorted(Comparator.comparingDouble(Driver::part).reversed())
                .limit(DRIVERS)
                .toList();
    }

    private static double of(Watched metric, DayFigures figures, Split split, String value) {
        return value(metric, figures.split(split).getOrDefault(value, Slice.NOTHING));
    }

    private String explanation(Watched metric, LocalDate day, DayFigures figures, Usual usual, List<Driver> drivers) {
        StringBuilder text =
                new StringBuilder("%s on %s: %s, where %s is usual for that weekday and %s to %s would not stand out."
                        .formatted(
                                switch (metric) {
                                    case REVENUE -> "Revenue";
                                    case ORDERS -> "Orders";
                                    case NEW_CUSTOMERS -> "New customers";
                                },
                                DAY.format(day),
                                figure(metric, value(metric, figures)),
                                figure(metric, usual.expected()),
                                figure(metric, usual.low()),
                                figure(metric, usual.high())));
        if (metric == Watched.REVENUE) {
            double orders = median(before(day), DayFigures::orders);
            text.append(" There were %,d orders instead of about %,.0f".formatted(figures.orders(), orders));
            if (figures.orders() > 0 && orders > 0) {
                text.append(", at %s each instead of %s"
                        .formatted(
                                figure(metric, value(metric, figures) / figures.orders()),
                                figure(metric, usual.expected() / orders)));
            }
            text.append('.');
        }
        for (Driver driver : drivers) {
            text.append(" %s %s had %s instead of %s, which is %.0f%% of the difference."
                    .formatted(
                            switch (driver.split()) {
                                case CITY -> "The city";
                                case COUNTRY -> "The country";
                                case CHANNEL -> "The channel";
                                case CATEGORY -> "The category";
                                case TAG -> "The tag";
                            },
                            driver.value(),
                            figure(metric, driver.actual()),
                            figure(metric, driver.expected()),
                            100 * driver.part()));
        }
        return text.toString();
    }

    private String figure(Watched metric, double value) {
        return metric == Watched.REVENUE
                ? String.format(
                        Locale.ROOT, "%,.0f %s", value, platform.currency().getCurrencyCode())
                : String.format(Locale.ROOT, "%,.0f", value);
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }
}
