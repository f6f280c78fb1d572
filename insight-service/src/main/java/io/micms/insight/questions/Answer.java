package io.micms.insight.questions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures that answer a question. Whoever puts them into words may use no others.
 *
 * @param definition what exactly was counted, as a sentence
 * @param currency of the figures, if they are money; else null
 * @param rows in the order that was asked for; empty where there is nothing to count
 * @param notes what a reader has to know besides, such as that today is not over
 * @param asOf the instant up to which everything is counted
 */
public record Answer(
        Question question,
        String definition,
        Metric.Unit unit,
        @Nullable String currency,
        List<Row> rows,
        List<String> notes,
        Instant asOf) {

    public Answer {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * One figure.
     *
     * @param label what it is of: a value of the dimension, a day, a customer's or a campaign's id; the metric's name
     *     where there is one figure only
     * @param name for people to read, where the label is an id that has a name; else null
     * @param value null where there is none, such as an average of no orders
     * @param before the same in the period that it is compared with; null without a comparison
     * @param change {@code value} less {@code before}; null without either
     * @param changePercent of {@code before}; null without either, and where that is zero
     */
    public record Row(
            String label,
            @Nullable String name,
            @Nullable BigDecimal value,
            @Nullable BigDecimal before,
            @Nullable BigDecimal change,
            @Nullable BigDecimal changePercent) {}
}
