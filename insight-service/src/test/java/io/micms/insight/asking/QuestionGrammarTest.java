package io.micms.insight.asking;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.asking.QuestionGrammar.Read;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionGrammarTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    private static Read read(String question) {
        return QuestionGrammar.read(
                question,
                TODAY,
                () -> Map.of(Dimension.CITY, List.of("Pune", "Mumbai"), Dimension.CHANNEL, List.of("web", "app")));
    }

    private static Span span(String from, String to) {
        return new Span(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static void means(String text, Question question) {
        assertThat(read(text)).as(text).isEqualTo(new Read(question, List.of()));
    }

    @Test
    void whatGrewIsAskedAgainstThePeriodBefore() {
        Span third = span("2026-07-01", "2026-09-30");
        Span second = span("2026-04-01", "2026-06-30");
        means(
                "Which city grew most last quarter?",
                new Question.Growth(Metric.REVENUE, Dimension.CITY, third, second, Measure.DIFFERENCE, 5, false));
        means(
                "which categories fell most in October compared to last year in orders",
                new Question.Growth(
                        Metric.ORDERS,
                        Dimension.CATEGORY,
                        span("2026-10-01", "2026-10-31"),
                        span("2025-01-01", "2025-12-31"),
                        Measure.DIFFERENCE,
                        5,
                        true));
    }

    @Test
    void aFigureIsAskedForAPeriodPerhapsComparedPerhapsFiltered() {
        means(
                "How much did we sell in Pune last month?",
                new Question.HowMuch(
                        Metric.REVENUE,
                        span("2026-10-01", "2026-10-31"),
                        null,
                        new Filter(Dimension.CITY, List.of("Pune"))));
        means(
                "How many orders this month compared with last month?",
                new Question.HowMuch(
                        Metric.ORDERS, span("2026-11-01", "2026-11-27"), span("2026-10-01", "2026-10-31"), null));
        means("What is the open rate?", new Question.HowMuch(Metric.OPEN_RATE, Span.lastDays(30, TODAY), null, null));
        means(
                "Revenue in the last 7 days year-on-year",
                new Question.HowMuch(
                        Metric.REVENUE, span("2026-11-21", "2026-11-27"), span("2025-11-21", "2025-11-27"), null));
    }

    @Test
    void valuesAreRankedAndFiguresFollowedOverTime() {
        means(
                "Top 3 categories by revenue this year",
                new Question.Ranking(Metric.REVENUE, Dimension.CATEGORY, span("2026-01-01", "2026-11-27"), 3, false));
        means(
                "On which weekday did we get the fewest orders in 2025?",
                new Question.Ranking(Metric.ORDERS, Dimension.WEEKDAY, span("2025-01-01", "2025-12-31"), 5, true));
        means(
                "New customers by week since June",
                new Question.Trend(Metric.NEW_CUSTOMERS, span("2026-06-01", "2026-11-27"), Step.WEEK, null));
        means("Who are our ten best customers?", new Question.BestCustomers(By.REVENUE, 10));
        means("How many customers are in each group?", new Question.GroupSizes());
        means(
                "Which campaign had the best open rate this quarter?",
                new Question.BestCampaigns(Result.OPEN_RATE, span("2026-10-01", "2026-11-27"), 5));
    }

    /** An answer to half a question would be the answer to another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "What will the weather be like?",
                "How much did we sell to women last month?",
                "Which city will grow most next quarter?",
                "Revenue of red shoes last month",
                "Delete all orders of last month",
                "How much profit did we make last month?"
            })
    void aQuestionThatIsNotUnderstoodToTheEndIsNotAnswered(String text) {
        Read read = read(text);

        assertThat(read.question()).isNull();
        assertThat(read.notUnderstood()).isNotEmpty();
    }
}
