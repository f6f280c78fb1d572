package io.micms.insight.drafts;

import io.micms.insight.PlatformProperties;
import io.micms.insight.people.ResponseHours;
import io.micms.insight.questions.Answer;
import io.micms.insight.questions.Dimension;
import io.micms.insight.questions.Metric;
import io.micms.insight.questions.Question;
import io.micms.insight.questions.Questions;
import io.micms.insight.questions.Span;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When a message is likely to be acted on: the hour from when customers opened, clicked and ordered, by their own clocks, the day of the week
 * from when they ordered lately. Until enough was counted by customer, the hour is that of the orders as well.
 */
@Component
class SendTimes {

    private static final int DAYS = 90;
    private static final int ORDERS_NEEDED = 50;
    private static final int HOURS = 24;
    private static final int WEEK = 7;

    /** By how much the best day has to be above the mean to be told. */
    private static final double DAYS_DIFFER = 1.15;

    private final Questions questions;
    private final ResponseHours responses;
    private final PlatformProperties platform;
    private final Clock clock;

    SendTimes(Questions questions, ResponseHours responses, PlatformProperties platform, Clock clock) {
        this.questions = questions;
        this.responses = responses;
        this.platform = platform;
        this.clock = clock;
    }

    /** Null while there is too little to tell. */
    @Nullable
    SendTime best() {
        Span lately = Span.lastDays(DAYS, platform.dayOf(clock.instant()));
        String day = day(lately);
        ResponseHours.Best best = responses.best();
        if (best != null) {
            return new SendTime(
                    best.hour(),
                    day,
                    "Of %,d times that customers opened, clicked or ordered, %,d were within an hour of %02d:00 by their own clocks, more than around any other hour%s."
                            .formatted(best.of(), best.around(), best.hour(), told(day)));
        }
        return byOrders(lately, day);
    }

    private @Nullable SendTime byOrders(Span lately, @Nullable String day) {
        List<Answer.Row> hours = ranked(Dimension.HOUR, lately, HOURS);
        long orders = sum(hours);
        if (hours.isEmpty() || orders < ORDERS_NEEDED) {
            return null;
        }
        Answer.Row hour = hours.getFirst();
        int hourOfDay = Integer.parseInt(hour.label());
        return new SendTime(
                hourOfDay,
                day,
                "Of %,d orders in the last %d days, %,d were placed from %02d:00 to %02d:59, more than in any other hour%s."
                        .formatted(orders, DAYS, value(hour).longValue(), hourOfDay, hourOfDay, told(day)));
    }

    /** The day on which most is ordered; null if the days do not differ enough, or there are too few orders. */
    private @Nullable String day(Span lately) {
        List<Answer.Row> days = ranked(Dimension.WEEKDAY, lately, WEEK);
        long orders = sum(days);
        boolean tells = orders >= ORDERS_NEEDED && value(days.getFirst()).doubleValue() > DAYS_DIFFER * orders / WEEK;
        return tells ? days.getFirst().label() : null;
    }

    private static String told(@Nullable String day) {
        return day == null ? "" : ", and most is ordered on a " + titled(day);
    }

    private static long sum(List<Answer.Row> rows) {
        return rows.stream().mapToLong(row -> value(row).longValue()).sum();
    }

    private List<Answer.Row> ranked(Dimension dimension, Span span, int limit) {
        return questions
                .answer(new Question.Ranking(Metric.ORDERS, dimension, span, limit, false))
                .rows();
    }

    private static BigDecimal value(Answer.Row row) {
        return row.value() == null ? BigDecimal.ZERO : Objects.requireNonNull(row.value());
    }

    private static String titled(String day) {
        return day.charAt(0) + day.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
