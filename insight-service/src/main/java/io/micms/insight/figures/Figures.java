package io.micms.insight.figures;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.Facts;
import io.micms.insight.figures.DayFigures.Slice;
import io.micms.insight.figures.Days.Revised;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The figures of all days, at hand. Each time somebody asks, the days' revisions are compared with those in memory and the days that
 * changed are read again, so an answer is never older than the database, whichever instance computed it.
 */
@Component
public class Figures {

    private static final Logger log = LoggerFactory.getLogger(Figures.class);

    private final Days days;
    private final Facts facts;
    private final PlatformProperties platform;
    private final Clock clock;
    private final Buyers.Directory directory = new Buyers.Directory();
    private volatile NavigableMap<LocalDate, Day> known = new TreeMap<>();

    Figures(Days days, Facts facts, PlatformProperties platform, Clock clock) {
        this.days = days;
        this.facts = facts;
        this.platform = platform;
        this.clock = clock;
    }

    /**
     * A day at a revision.
     *
     * @param buyers by their places in the directory
     */
    private record Day(long revision, DayFigures figures, int[] buyers) {}

    /** Keeps what is in memory warm, so that the first to ask does not wait for all days to be read. */
    @Scheduled(fixedDelayString = "${micms.insights.warm-every:5s}")
    void warm() {
        try {
            refreshed();
        } catch (RuntimeException e) {
            log.warn("The days' figures could not be read and will be soon: {}", e.toString());
        }
    }

    public LocalDate today() {
        return platform.dayOf(clock.instant());
    }

    /** Everything up to now. */
    public View now() {
        Instant now = clock.instant();
        LocalDate today = platform.dayOf(now);
        NavigableMap<LocalDate, Day> all = new TreeMap<>(refreshed().headMap(today, true));
        if (!facts.ordersAfter(today.toString(), now).isEmpty()) {
            all.put(today, day(0, days.upTo(now, today)));
        }
        return new View(all, now, today);
    }

    private Day day(long revision, DayFigures figures) {
        return new Day(revision, figures.withoutBuyers(), directory.placesOf(figures.buyers()));
    }

    private synchronized NavigableMap<LocalDate, Day> refreshed() {
        Map<LocalDate, Long> revisions = days.revisions();
        List<LocalDate> changed = revisions.entrySet().stream()
                .filter(day -> !known.containsKey(day.getKey())
                        || known.get(day.getKey()).revision() != day.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (!changed.isEmpty() || known.size() != revisions.size()) {
            NavigableMap<LocalDate, Day> next = new TreeMap<>(known);
            next.keySet().retainAll(revisions.keySet());
            for (Revised revised : days.read(changed)) {
                next.put(revised.day(), day(revised.revision(), revised.figures()));
            }
            known = next;
        }
        return known;
    }

    /** The figures as they were when somebody asked. */
    public final class View {

        private final NavigableMap<LocalDate, Day> all;
        private final Instant asOf;
        private final LocalDate today;

        private View(NavigableMap<LocalDate, Day> all, Instant asOf, LocalDate today) {
            this.all = all;
            this.asOf = asOf;
            this.today = today;
        }

        public Instant asOf() {
            return asOf;
        }

        public LocalDate today() {
            return today;
        }

        /** The first day of which there is anything; null if there is nothing. */
        public @Nullable LocalDate firstDay() {
            return all.entrySet().stream()
                    .filter(day -> !day.getValue().figures().isNothing())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }

        public DayFigures on(LocalDate day) {
            Day known = all.get(day);
            return known == null ? DayFigures.NOTHING : known.figures();
        }

        /** Both days belong to it. */
        public Total over(LocalDate from, LocalDate to) {
            Summing summing = new Summing();
            all.subMap(from, true, to, true).values().forEach(summing::add);
            return summing.total(customersUntil(to));
        }

        /** This view, with one day only up to the time of day that it is now. */
        public View cutting(LocalDate day) {
            Instant end = asOf.atZone(platform.timeZone()).with(day).toInstant();
            NavigableMap<LocalDate, Day> cut = new TreeMap<>(all);
            cut.put(day, day(0, days.upTo(end, day)));
            return new View(cut, asOf, today);
        }

        private Day day(long revision, DayFigures figures) {
            return Figures.this.day(revision, figures);
        }

        private long customersUntil(LocalDate day) {
            return all.headMap(day, true).values().stream()
                    .mapToLong(each -> each.figures().newCustomers())
                    .sum();
        }
    }

    /**
     * Several days together.
     *
     * @param customers known at the end of the last day
     * @param active different buyers
     * @param repeaters of them who ordered twice or more
     */
    public record Total(
            long customers,
            long newCustomers,
            long active,
            long repeaters,
            long placed,
            long orders,
            BigDecimal revenue,
            Map<Split, Map<String, Slice>> splits,
            Map<String, DayFigures.Messages> messages) {

        public Map<String, Slice> split(Split split) {
            return splits.getOrDefault(split, Map.of());
        }

        /** Of all channels. */
        public DayFigures.Messages allMessages() {
            return messages.values().stream().reduce(DayFigures.Messages.NOTHING, DayFigures.Messages::plus);
        }
    }

    private final class Summing {

        private final Buyers.Tally tally = new Buyers.Tally(directory.size());
        private final Map<Split, Map<String, Sum>> splits = new EnumMap<>(Split.class);
        private final Map<String, DayFigures.Messages> messages = new HashMap<>();
        private final Sum sum = new Sum();
        private long placed;

        /** Mutable, as thousands of days' values are added up. */
        private static final class Sum {

            private int orders;
            private int newCustomers;
            private BigDecimal revenue = BigDecimal.ZERO;

            void add(int moreOrders, BigDecimal moreRevenue, int moreCustomers) {
                orders += moreOrders;
                newCustomers += moreCustomers;
                if (moreRevenue.signum() != 0) {
                    revenue = revenue.add(moreRevenue);
                }
            }
        }

        void add(Day day) {
            DayFigures figures = day.figures();
            placed += figures.placed();
            sum.add(figures.orders(), figures.revenue(), figures.newCustomers());
            tally.add(day.buyers());
            figures.splits().forEach((split, values) -> {
                Map<String, Sum> sums = splits.computeIfAbsent(split, first -> new HashMap<>());
                values.forEach((value, slice) -> sums.computeIfAbsent(value, first -> new Sum())
                        .add(slice.orders(), slice.revenue(), slice.newCustomers()));
            });
            figures.messages().forEach((channel, counts) -> messages.merge(channel, counts, DayFigures.Messages::plus));
        }

        Total total(long customers) {
            Map<Split, Map<String, Slice>> slices = new EnumMap<>(Split.class);
            splits.forEach((split, sums) -> {
                Map<String, Slice> values = new HashMap<>();
                sums.forEach((value, one) -> values.put(value, new Slice(one.orders, one.revenue, one.newCustomers)));
                slices.put(split, values);
            });
            return new Total(
                    customers,
                    sum.newCustomers,
                    tally.active(),
                    tally.repeaters(),
                    placed,
                    sum.orders,
                    sum.revenue,
                    slices,
                    messages);
        }
    }
}
