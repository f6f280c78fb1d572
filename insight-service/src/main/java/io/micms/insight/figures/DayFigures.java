package io.micms.insight.figures;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.CustomerRow;
import io.micms.insight.facts.MessageRow;
import io.micms.insight.facts.OrderRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened on one day. All of it adds up over days, but for the buyers, of whom there are as many as there are different ones.
 *
 * @param placed all orders
 * @param orders those that count
 * @param hours 24 of them
 * @param splits values by name; orders of several categories, and of customers with several tags, are in several values
 * @param buyers who placed each order that counts, as {@link Buyers#number} tells them apart; as many times as they ordered
 * @param messages queued on that day, by channel
 */
public record DayFigures(
        int placed,
        int orders,
        BigDecimal revenue,
        int newCustomers,
        int messagesSent,
        List<Hour> hours,
        Map<Split, Map<String, Slice>> splits,
        long[] buyers,
        Map<String, Messages> messages) {

    static final int HOURS = 24;

    /** @param messagesSent in that hour, whenever they were queued */
    public record Hour(int orders, BigDecimal revenue, int newCustomers, int messagesSent) {

        static final Hour NOTHING = new Hour(0, BigDecimal.ZERO, 0, 0);

        boolean isNothing() {
            return orders == 0 && newCustomers == 0 && messagesSent == 0 && revenue.signum() == 0;
        }
    }

    /** Of one value, such as Pune. */
    public record Slice(int orders, BigDecimal revenue, int newCustomers) {

        public static final Slice NOTHING = new Slice(0, BigDecimal.ZERO, 0);

        public Slice plus(Slice other) {
            return new Slice(orders + other.orders, revenue.add(other.revenue), newCustomers + other.newCustomers);
        }
    }

    /** What became of messages of one channel; see {@code Dashboard.Messages}. */
    public record Messages(
            int queued,
            int sent,
            int delivered,
            int opened,
            int clicked,
            int failed,
            int skipped,
            int heldOut,
            int unconfirmed,
            int unsubscribed,
            int bounced,
            int complained) {

        public static final Messages NOTHING = new Messages(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        static Messages of(MessageRow row) {
            return new Messages(
                    one(Set.of("QUEUED", "SENDING").contains(row.state())),
                    one(row.sent()),
                    one(row.delivered()),
                    one(row.openedAt() != null),
                    one(row.clickedAt() != null),
                    one("FAILED".equals(row.state())),
                    one("SKIPPED".equals(row.state())),
                    one(row.heldOut()),
                    one("UNCONFIRMED".equals(row.state())),
                    one(row.unsubscribedAt() != null),
                    one(row.bouncedAt() != null),
                    one(row.complainedAt() != null));
        }

        private static int one(boolean is) {
            return is ? 1 : 0;
        }

        public Messages plus(Messages other) {
            return new Messages(
                    queued + other.queued,
                    sent + other.sent,
                    delivered + other.delivered,
                    opened + other.opened,
                    clicked + other.clicked,
                    failed + other.failed,
                    skipped + other.skipped,
                    heldOut + other.heldOut,
                    unconfirmed + other.unconfirmed,
                    unsubscribed + other.unsubscribed,
                    bounced + other.bounced,
                    complained + other.complained);
        }
    }

    public static final DayFigures NOTHING = new DayFigures(
            0, 0, BigDecimal.ZERO, 0, 0, Collections.nCopies(HOURS, Hour.NOTHING), Map.of(), new long[0], Map.of());

    public Map<String, Slice> split(Split split) {
        return splits.getOrDefault(split, Map.of());
    }

    DayFigures withoutBuyers() {
        return new DayFigures(
                placed, orders, revenue, newCustomers, messagesSent, hours, splits, new long[0], messages);
    }

    boolean isNothing() {
        return placed == 0 && newCustomers == 0 && messagesSent == 0 && messages.isEmpty();
    }

    /**
     * From the rows of that day.
     *
     * @param persons who the orders' customers are by now
     * @param until the instant after which nothing counts; null where the whole day does
     */
    static DayFigures of(
            Collection<OrderRow> orders,
            Collection<CustomerRow> newCustomers,
            Collection<MessageRow> queued,
            Collection<MessageRow> sent,
            Map<String, CustomerRow> persons,
            @Nullable Instant until,
            PlatformProperties platform) {
        Builder day = new Builder(until, platform);
        orders.forEach(order -> day.add(order, persons.get(order.customerId())));
        newCustomers.forEach(day::add);
        queued.forEach(day::addQueued);
        sent.forEach(day::addSent);
        return day.build();
    }

    private static final class Builder {

        private final @Nullable Instant until;
        private final PlatformProperties platform;
        private final int[] ordersByHour = new int[HOURS];
        private final BigDecimal[] revenueByHour = new BigDecimal[HOURS];
        private final int[] newByHour = new int[HOURS];
        private final int[] sentByHour = new int[HOURS];
        private final Map<Split, Map<String, Slice>> splits = new EnumMap<>(Split.class);
        private final Map<String, Messages> messages = new TreeMap<>();
        private long[] buyers = new long[16];
        private int placed;
        private int counted;

        Builder(@Nullable Instant until, PlatformProperties platform) {
            this.until = until;
            this.platform = platform;
            Arrays.fill(revenueByHour, BigDecimal.ZERO);
        }

        private boolean isTooLate(@Nullable Instant instant) {
            return instant == null || until != null && instant.isAfter(until);
        }

        void add(OrderRow order, @Nullable CustomerRow person) {
            if (order.placedAt() == null || isTooLate(order.placedAt())) {
                return;
            }
            placed++;
            if (!order.counted()) {
                return;
            }
            int hour = platform.hourOf(order.placedAt());
            ordersByHour[hour]++;
            revenueByHour[hour] = revenueByHour[hour].add(order.revenue());
            if (buyers.length == counted) {
                buyers = Arrays.copyOf(buyers, counted * 2);
            }
            buyers[counted++] = Buyers.number(person != null ? person.id() : String.valueOf(order.customerId()));
            Slice slice = new Slice(1, order.revenue(), 0);
            if (order.channel() != null) {
                add(Split.CHANNEL, order.channel(), slice);
            }
            order.categories().forEach(part -> add(Split.CATEGORY, part.category(), new Slice(1, part.amount(), 0)));
            if (person != null) {
                addPlaces(person, slice);
            }
        }

        void add(CustomerRow customer) {
            if (isTooLate(customer.createdAt())) {
                return;
            }
            newByHour[platform.hourOf(Objects.requireNonNull(customer.createdAt()))]++;
            addPlaces(customer, new Slice(0, BigDecimal.ZERO, 1));
        }

        private void addPlaces(CustomerRow person, Slice slice) {
            if (person.city() != null) {
                add(Split.CITY, person.city(), slice);
            }
            if (person.country() != null) {
                add(Split.COUNTRY, person.country(), slice);
            }
            person.tags().forEach(tag -> add(Split.TAG, tag, slice));
        }

        private void add(Split split, String value, Slice slice) {
            splits.computeIfAbsent(split, first -> new TreeMap<>()).merge(value, slice, Slice::plus);
        }

        void addQueued(MessageRow row) {
            if (!isTooLate(row.queuedAt())) {
                messages.merge(row.channel() == null ? "UNKNOWN" : row.channel(), Messages.of(row), Messages::plus);
            }
        }

        void addSent(MessageRow row) {
            if (row.sentAt() != null && !isTooLate(row.sentAt())) {
                sentByHour[platform.hourOf(row.sentAt())]++;
            }
        }

        DayFigures build() {
            List<Hour> hours = new ArrayList<>(HOURS);
            BigDecimal revenue = BigDecimal.ZERO;
            for (int hour = 0; hour < HOURS; hour++) {
                hours.add(new Hour(ordersByHour[hour], revenueByHour[hour], newByHour[hour], sentByHour[hour]));
                revenue = revenue.add(revenueByHour[hour]);
            }
            long[] sorted = Arrays.copyOf(buyers, counted);
            Arrays.sort(sorted);
            return new DayFigures(
                    placed,
                    counted,
                    revenue,
                    Arrays.stream(newByHour).sum(),
                    Arrays.stream(sentByHour).sum(),
                    hours,
                    splits,
                    sorted,
                    messages);
        }
    }
}
