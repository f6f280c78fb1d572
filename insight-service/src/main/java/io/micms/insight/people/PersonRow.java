package io.micms.insight.people;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.CustomerRow;
import io.micms.insight.facts.MessageRow;
import io.micms.insight.facts.OrderRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What a customer, and everybody who is part of them, bought and read, computed from the rows. Only orders that are not cancelled or
 * refunded are bought.
 *
 * @param revision grows with each computation
 * @param birthday month and day, like 04-01
 * @param cancelled orders that were cancelled or refunded
 * @param days on which they bought, of which the models know no more than the number, the first and the last
 * @param firstDay in the platform's time zone, like 2026-11-01
 * @param secondDay the second day on which they bought
 * @param repeatRevenue what they spent on all days but the first
 * @param categories most revenue first
 * @param channel where they bought most often, the alphabet deciding between equals
 * @param hours 24 numbers: how often they opened, clicked or ordered in that hour of their own time zone
 * @param dueAt when an order of the future begins to count
 */
@Document("people")
record PersonRow(
        @Id String id,
        long revision,
        List<String> mergedIds,
        @Nullable String city,
        @Nullable String country,
        List<String> tags,
        @Nullable String birthday,
        @Nullable String timeZone,
        @Nullable Instant knownAt,
        int orders,
        int cancelled,
        BigDecimal revenue,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        int days,
        @Nullable String firstDay,
        @Nullable String secondDay,
        @Nullable String lastDay,
        BigDecimal repeatRevenue,
        List<Bought> categories,
        @Nullable String channel,
        List<Integer> hours,
        int sent,
        int opened,
        int clicked,
        @Nullable Instant lastSentAt,
        @Nullable Instant lastOpenedAt,
        @Nullable Instant lastClickedAt,
        @Nullable Instant unsubscribedAt,

        @Indexed(name = "dueAt", sparse = true) @Nullable Instant dueAt) {

    record Bought(String category, int orders, BigDecimal revenue, Instant lastAt) {}

    static PersonRow of(
            CustomerRow customer,
            Collection<OrderRow> orders,
            Collection<MessageRow> messages,
            long revision,
            Instant now,
            PlatformProperties platform) {
        Comparator<OrderRow> byTime = Comparator.comparing(order -> Objects.requireNonNull(order.placedAt()));
        List<OrderRow> placed = orders.stream()
                .filter(order -> order.placedAt() != null)
                .sorted(byTime.thenComparing(OrderRow::id))
                .toList();
        Instant due = placed.stream()
                .map(OrderRow::placedAt)
                .filter(at -> at != null && at.isAfter(now))
                .findFirst()
                .orElse(null);
        List<OrderRow> past = placed.stream()
                .filter(order -> !Objects.requireNonNull(order.placedAt()).isAfter(now))
                .toList();
        List<OrderRow> bought = past.stream().filter(OrderRow::counted).toList();
        TreeMap<String, BigDecimal> byDay = new TreeMap<>();
        bought.forEach(order -> byDay.merge(Objects.requireNonNull(order.day()), order.revenue(), BigDecimal::add));
        BigDecimal revenue = byDay.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new PersonRow(
                customer.id(),
                revision,
                customer.mergedIds(),
                customer.city(),
                customer.country(),
                customer.tags(),
                customer.birthday(),
                customer.timeZone(),
                customer.createdAt(),
                bought.size(),
                past.size() - bought.size(),
                revenue,
                bought.isEmpty() ? null : bought.getFirst().placedAt(),
                bought.isEmpty() ? null : bought.getLast().placedAt(),
                byDay.size(),
                byDay.isEmpty() ? null : byDay.firstKey(),
                byDay.size() < 2 ? null : byDay.higherKey(byDay.firstKey()),
                byDay.isEmpty() ? null : byDay.lastKey(),
                byDay.isEmpty()
                        ? BigDecimal.ZERO
                        : revenue.subtract(byDay.firstEntry().getValue()),
                categories(bought),
                channel(bought),
                hours(bought, messages, zone(customer, platform)),
                (int) messages.stream().filter(MessageRow::sent).count(),
                (int) messages.stream().filter(row -> row.openedAt() != null).count(),
                (int) messages.stream().filter(row -> row.clickedAt() != null).count(),
                latest(messages.stream().map(MessageRow::sentAt)),
                latest(messages.stream().map(MessageRow::openedAt)),
                latest(messages.stream().map(MessageRow::clickedAt)),
                latest(messages.stream().map(MessageRow::unsubscribedAt)),
                due);
    }

    private static List<Bought> categories(List<OrderRow> bought) {
        Map<String, Bought> categories = new HashMap<>();
        for (OrderRow order : bought) {
            Instant at = Objects.requireNonNull(order.placedAt());
            order.categories()
                    .forEach(part -> categories.merge(
                            part.category(),
                            new Bought(part.category(), 1, part.amount(), at),
                            (one, other) -> new Bought(
                                    one.category(),
                                    one.orders() + other.orders(),
                                    one.revenue().add(other.revenue()),
                                    one.lastAt().isAfter(other.lastAt()) ? one.lastAt() : other.lastAt())));
        }
        return categories.values().stream()
                .sorted(Comparator.comparing(Bought::revenue).reversed().thenComparing(Bought::category))
                .toList();
    }

    private static @Nullable String channel(List<OrderRow> bought) {
        TreeMap<String, Integer> channels = new TreeMap<>();
        bought.stream()
                .map(OrderRow::channel)
                .filter(Objects::nonNull)
                .forEach(channel -> channels.merge(channel, 1, Integer::sum));
        return channels.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static List<Integer> hours(List<OrderRow> bought, Collection<MessageRow> messages, ZoneId zone) {
        List<Integer> hours = new ArrayList<>(Collections.nCopies(24, 0));
        Stream.concat(
                        bought.stream().map(OrderRow::placedAt),
                        messages.stream()
                                .flatMap(row -> Stream.of(row.openedAt(), row.clickedAt())
                                        .filter(Objects::nonNull)))
                .filter(Objects::nonNull)
                .map(at -> at.atZone(zone).getHour())
                .forEach(hour -> hours.set(hour, hours.get(hour) + 1));
        return hours;
    }

    private static ZoneId zone(CustomerRow customer, PlatformProperties platform) {
        return zone(customer.timeZone(), platform);
    }

    static ZoneId zone(@Nullable String timeZone, PlatformProperties platform) {
        try {
            return timeZone == null ? platform.timeZone() : ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            // A zone that this Java does not know, or knows no longer.
            return platform.timeZone();
        }
    }

    private static @Nullable Instant latest(Stream<@Nullable Instant> instants) {
        return instants.filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
    }

    /** How often they bought again, days being what counts. */
    int repeats() {
        return Math.max(0, days - 1);
    }

    /** Weeks from the first day to the last. */
    double weeksToLast() {
        return firstDay == null || lastDay == null ? 0 : weeks(LocalDate.parse(firstDay), LocalDate.parse(lastDay));
    }

    /** Weeks from the first day to another. */
    double weeksTo(LocalDate day) {
        return firstDay == null ? 0 : weeks(LocalDate.parse(firstDay), day);
    }

    static double weeks(LocalDate from, LocalDate to) {
        return (to.toEpochDay() - from.toEpochDay()) / 7.0;
    }

    /** What they spent on a day after the first, on average; zero without one. */
    BigDecimal repeatMean() {
        return repeats() == 0
                ? BigDecimal.ZERO
                : repeatRevenue.divide(BigDecimal.valueOf(repeats()), MathContext.DECIMAL64);
    }

    /** Opened, clicked and ordered. */
    int responses() {
        return hours.stream().mapToInt(Integer::intValue).sum();
    }
}
