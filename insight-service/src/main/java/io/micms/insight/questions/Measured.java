package io.micms.insight.questions;

import io.micms.insight.PlatformProperties;
import io.micms.insight.figures.DayFigures;
import io.micms.insight.figures.DayFigures.Messages;
import io.micms.insight.figures.DayFigures.Slice;
import io.micms.insight.figures.Figures.Total;
import io.micms.insight.figures.Figures.View;
import io.micms.insight.figures.Split;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A metric, and where its figures come from. */
final class Measured {

    private static final int SHARE_DECIMALS = 4;

    private final Metric metric;
    private final int decimals;

    Measured(Metric metric, PlatformProperties platform) {
        this.metric = metric;
        this.decimals = platform.currency().getDefaultFractionDigits();
    }

    /** Everything that a metric may be made of, of some days or of one value in them. */
    private record Parts(
            long customers, long newCustomers, long active, long repeaters, Slice slice, Messages messages) {

        static Parts of(Slice slice) {
            return new Parts(0, slice.newCustomers(), 0, 0, slice, Messages.NOTHING);
        }

        static Parts of(Messages messages) {
            return new Parts(0, 0, 0, 0, Slice.NOTHING, messages);
        }

        static Parts of(Total total) {
            return new Parts(
                    total.customers(),
                    total.newCustomers(),
                    total.active(),
                    total.repeaters(),
                    new Slice((int) total.orders(), total.revenue(), (int) total.newCustomers()),
                    total.allMessages());
        }
    }

    /** @return null where there is none, such as an average of no orders */
    @Nullable
    BigDecimal of(View view, Span span, @Nullable Filter filter) {
        if (filter == null) {
            return value(Parts.of(view.over(span.from(), span.to())));
        }
        Slice slice = Slice.NOTHING;
        Messages messages = Messages.NOTHING;
        for (Map.Entry<String, Parts> part :
                parts(filter.dimension(), view, span).entrySet()) {
            if (filter.values().stream().anyMatch(part.getKey()::equalsIgnoreCase)) {
                slice = slice.plus(part.getValue().slice());
                messages = messages.plus(part.getValue().messages());
            }
        }
        return value(new Parts(0, slice.newCustomers(), 0, 0, slice, messages));
    }

    /** By each value of a dimension of which there is a figure. */
    Map<String, BigDecimal> by(Dimension dimension, View view, Span span) {
        Map<String, BigDecimal> values = new TreeMap<>();
        parts(dimension, view, span).forEach((value, parts) -> {
            BigDecimal figure = value(parts);
            if (figure != null) {
                values.put(value, figure);
            }
        });
        return values;
    }

    private Map<String, Parts> parts(Dimension dimension, View view, Span span) {
        Map<String, Parts> parts = new HashMap<>();
        switch (dimension) {
            case CITY, COUNTRY, CATEGORY, TAG ->
                view.over(span.from(), span.to())
                        .split(Split.valueOf(dimension.name()))
                        .forEach((value, slice) -> parts.put(value, Parts.of(slice)));
            case CHANNEL -> {
                Total total = view.over(span.from(), span.to());
                if (isOfMessages()) {
                    total.messages().forEach((value, messages) -> parts.put(value, Parts.of(messages)));
                } else {
                    total.split(Split.CHANNEL).forEach((value, slice) -> parts.put(value, Parts.of(slice)));
                }
            }
            case WEEKDAY ->
                span.from().datesUntil(span.to().plusDays(1)).forEach(day -> {
                    DayFigures figures = view.on(day);
                    DayOfWeek weekday = day.getDayOfWeek();
                    Slice slice = new Slice(figures.orders(), figures.revenue(), figures.newCustomers());
                    parts.merge(
                            weekday.name(),
                            Parts.of(slice),
                            (one, other) -> Parts.of(one.slice().plus(other.slice())));
                });
            case HOUR ->
                span.from().datesUntil(span.to().plusDays(1)).forEach(day -> {
                    int hour = 0;
                    for (DayFigures.Hour figures : view.on(day).hours()) {
                        Slice slice = new Slice(figures.orders(), figures.revenue(), figures.newCustomers());
                        parts.merge(
                                String.valueOf(hour++),
                                Parts.of(slice),
                                (one, other) -> Parts.of(one.slice().plus(other.slice())));
                    }
                });
        }
        return parts;
    }

    private boolean isOfMessages() {
        return switch (metric) {
            case MESSAGES_SENT,
                    MESSAGES_DELIVERED,
                    MESSAGES_OPENED,
                    MESSAGES_CLICKED,
                    OPEN_RATE,
                    CLICK_RATE,
                    UNSUBSCRIBES -> true;
            default -> false;
        };
    }

    private @Nullable BigDecimal value(Parts parts) {
        return switch (metric) {
            case CUSTOMERS -> BigDecimal.valueOf(parts.customers());
            case NEW_CUSTOMERS -> BigDecimal.valueOf(parts.newCustomers());
            case ACTIVE_CUSTOMERS -> BigDecimal.valueOf(parts.active());
            case ORDERS -> BigDecimal.valueOf(parts.slice().orders());
            case REVENUE -> money(parts.slice().revenue());
            case AVERAGE_ORDER ->
                parts.slice().orders() == 0
                        ? null
                        : parts.slice()
                                .revenue()
                                .divide(BigDecimal.valueOf(parts.slice().orders()), decimals, RoundingMode.HALF_UP);
            case REPEAT_RATE -> share(parts.repeaters(), parts.active());
            case MESSAGES_SENT -> BigDecimal.valueOf(parts.messages().sent());
            case MESSAGES_DELIVERED -> BigDecimal.valueOf(parts.messages().delivered());
            case MESSAGES_OPENED -> BigDecimal.valueOf(parts.messages().opened());
            case MESSAGES_CLICKED -> BigDecimal.valueOf(parts.messages().clicked());
            case OPEN_RATE -> share(parts.messages().opened(), parts.messages().sent());
            case CLICK_RATE ->
                share(parts.messages().clicked(), parts.messages().sent());
            case UNSUBSCRIBES -> BigDecimal.valueOf(parts.messages().unsubscribed());
        };
    }

    private BigDecimal money(BigDecimal amount) {
        return amount.setScale(Math.max(decimals, amount.stripTrailingZeros().scale()), RoundingMode.HALF_UP);
    }

    /** Null of nothing. */
    static @Nullable BigDecimal share(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), SHARE_DECIMALS, RoundingMode.HALF_UP);
    }
}
