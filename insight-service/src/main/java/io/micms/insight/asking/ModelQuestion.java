package io.micms.insight.asking;

import io.micms.insight.questions.Dimension;
import io.micms.insight.questions.Filter;
import io.micms.insight.questions.Metric;
import io.micms.insight.questions.Question;
import io.micms.insight.questions.Question.By;
import io.micms.insight.questions.Question.Measure;
import io.micms.insight.questions.Question.Result;
import io.micms.insight.questions.Question.Step;
import io.micms.insight.questions.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question as the language model fills it in: flat, with empty texts for what does not belong to its kind.
 *
 * @param kind of the typed questions; {@code NONE} if none of them is meant
 */
record ModelQuestion(
        String kind,
        String metric,
        String dimension,
        String from,
        String to,
        String againstFrom,
        String againstTo,
        String filterDimension,
        List<String> filterValues,
        int limit,
        boolean ascending,
        String measure,
        String step,
        String by,
        String result) {

    boolean isNone() {
        return kind.equals("NONE");
    }

    /** @throws IllegalArgumentException if something is not what it has to be */
    Question question() {
        boolean tooMuch = !filterValues.isEmpty()
                        && !List.of("HOW_MUCH", "TREND").contains(kind)
                || !againstFrom.isEmpty() && !List.of("HOW_MUCH", "GROWTH").contains(kind)
                || !from.isEmpty() && List.of("BEST_CUSTOMERS", "GROUP_SIZES").contains(kind);
        if (tooMuch) {
            throw new IllegalArgumentException(
                    kind + " takes no such filter, comparison or period; NONE where the question needs one");
        }
        return switch (kind) {
            case "HOW_MUCH" -> new Question.HowMuch(metricOf(), period(), against(), filter());
            case "RANKING" ->
                new Question.Ranking(metricOf(), Dimension.valueOf(dimension), period(), limit, ascending);
            case "GROWTH" ->
                new Question.Growth(
                        metricOf(),
                        Dimension.valueOf(dimension),
                        period(),
                        Objects.requireNonNullElseGet(against(), () -> period().before()),
                        Measure.valueOf(measure),
                        limit,
                        ascending);
            case "TREND" -> new Question.Trend(metricOf(), period(), Step.valueOf(step), filter());
            case "BEST_CUSTOMERS" -> new Question.BestCustomers(By.valueOf(by), limit);
            case "GROUP_SIZES" -> new Question.GroupSizes();
            case "BEST_CAMPAIGNS" -> new Question.BestCampaigns(Result.valueOf(result), period(), limit);
            default -> throw new IllegalArgumentException("No kind " + kind);
        };
    }

    private Metric metricOf() {
        return Metric.valueOf(metric);
    }

    private Span period() {
        return new Span(LocalDate.parse(from), LocalDate.parse(to));
    }

    private @Nullable Span against() {
        return againstFrom.isEmpty() ? null : new Span(LocalDate.parse(againstFrom), LocalDate.parse(againstTo));
    }

    private @Nullable Filter filter() {
        return filterValues.isEmpty() ? null : new Filter(Dimension.valueOf(filterDimension), filterValues);
    }
}
