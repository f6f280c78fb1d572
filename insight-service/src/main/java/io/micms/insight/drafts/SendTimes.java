package io.micms.insight.drafts;

import io.micms.insight.PlatformProperties;
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

/** When a message is likely to be acted on, from when customers have ordered lately. */
@Component
class SendTimes {

    private static final int DAYS = 90;
    private static final int ORDERS_NEEDED = 50;
    private static final int HOURS = 24;
    private static final int WEEK = 7;

    /** By how much the best day has to be above the mean to be told. */
    private static final double DAYS_DIFFER = 1.15;

    private final Questions questions;
    private final PlatformProperties platform;
    private final Clock clock;

    SendTimes(Questions questions, PlatformProperties platform, Clock clock) {
        this.questions = questions;
        this.platform = platform;
        this.clock = clock;
    }

    /** Null while there are too few orders to tell. */
    @Nullable
    SendTime best() {
        Span lately = Span.lastDays(DAYS, platform.dayOf(clock.instant()));
        List<Answer.Row> hours = ranked(Dimension.HOUR, lately, HOURS);
        long orders = hours.stream().mapToLong(row -> value(row).longValue()).sum();
        if (hours.isEmpty() || orders < ORDERS_NEEDED) {
            return null;
        }
        Answer.Row hour = hours.getFirst();
        List<Answer.Row> days = ranked(Dimension.WEEKDAY, lately, WEEK);
        boolean tells = !days.isEmpty() && value(days.getFirst()).doubleValue() > DAYS_DIFFER * orders / WEEK;
        int hourOfDay = Integer.parseInt(hour.label());
        return new SendTime(
                hourOfDay,
                tells ? days.getFirst().label() : null,
                "Of %d orders in the last %d days, %d were placed from %02d:00 to %02d:59, more than in any other hour%s."
                        .formatted(
                                orders,
                                DAYS,
                                value(hour).longValue(),
                                hourOfDay,
                                hourOfDay,
                                tells
                                        ? ", and most on a "
                                                + titled(days.getFirst().label())
                                        : ""));
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
