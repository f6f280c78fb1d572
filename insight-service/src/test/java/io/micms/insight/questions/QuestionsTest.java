package io.micms.insight.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.insight.InsightFixtures;
import io.micms.insight.facts.Facts;
import io.micms.insight.facts.Settling;
import io.micms.insight.questions.Answer.Row;
import io.micms.insight.questions.Question.BestCampaigns;
import io.micms.insight.questions.Question.BestCustomers;
import io.micms.insight.questions.Question.By;
import io.micms.insight.questions.Question.GroupSizes;
import io.micms.insight.questions.Question.Growth;
import io.micms.insight.questions.Question.HowMuch;
import io.micms.insight.questions.Question.Measure;
import io.micms.insight.questions.Question.Ranking;
import io.micms.insight.questions.Question.Result;
import io.micms.insight.questions.Question.Step;
import io.micms.insight.questions.Question.Trend;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.testing.MiCmsTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

@MiCmsTest
class QuestionsTest {

    private static final Span MARCH = Span.monthOf(LocalDate.parse("2026-03-01"));
    private static final Span FEBRUARY = Span.monthOf(LocalDate.parse("2026-02-01"));

    @Autowired
    private Questions questions;

    private InsightFixtures given;

    @BeforeEach
    void begin(@Autowired Facts facts, @Autowired Settling settling, @Autowired MongoTemplate mongo) {
        given = new InsightFixtures(facts, settling, mongo);
        given.forgetEverything();
        given.customer("a", at("2026-01-05")).in("Pune").tagged("vip").keep();
        given.customer("b", at("2026-02-05")).in("Mumbai").keep();
        given.customer("c", at("2026-03-05")).in("Delhi").keep();
        order("1", "a", "100", "2026-02-10", "Shoes");
        order("2", "b", "400", "2026-02-11", "Bags");
        order("3", "a", "300", "2026-03-02", "Shoes");
        order("4", "a", "200", "2026-03-09", "Bags");
        order("5", "b", "500", "2026-03-10", "Bags");
        order("6", "c", "50", "2026-03-31", "Socks");
        given.order("7", "c", "9999", at("2026-03-31")).cancelled().keep();
        given.message("m1", "k1", "a", at("2026-03-01"))
                .opened(at("2026-03-02"))
                .keep();
        given.message("m2", "k1", "b", at("2026-03-01")).keep();
        given.campaign("k1", "Spring", at("2026-03-01"));
        given.campaign("k2", "Silence", at("2026-03-02"));
        given.settle();
    }

    private void order(String id, String customer, String total, String day, String category) {
        given.order(id, customer, total, at(day)).of(category).keep();
    }

    private static Instant at(String day) {
        return LocalDate.parse(day)
                .atTime(LocalTime.NOON)
                .atZone(InsightFixtures.PLATFORM.timeZone())
                .toInstant();
    }

    private static List<String> said(Answer answer) {
        return answer.rows().stream()
                .map(row -> row.label() + " " + plain(row.value()))
                .toList();
    }

    private static String plain(@Nullable BigDecimal value) {
        return value == null ? "-" : value.stripTrailingZeros().toPlainString();
    }

    @Test
    void saysHowMuch() {
        Answer answer = questions.answer(new HowMuch(Metric.REVENUE, MARCH, FEBRUARY, null));

        Row row = answer.rows().getFirst();
        assertThat(row.value()).isEqualByComparingTo("1050");
        assertThat(row.before()).isEqualByComparingTo("500");
        assertThat(row.change()).isEqualByComparingTo("550");
        assertThat(row.changePercent()).isEqualByComparingTo("110");
        assertThat(answer.currency()).isEqualTo("INR");
        assertThat(answer.definition())
                .startsWith("Totals of the orders placed in the period")
                .endsWith("from 2026-03-01 to 2026-03-31, compared with 2026-02-01 to 2026-02-28.");
        assertThat(answer.notes()).isEmpty();
    }

    @Test
    void everyMetricHasItsFigure() {
        for (Metric metric : Metric.values()) {
            String figure = plain(questions
                    .answer(new HowMuch(metric, MARCH, null, null))
                    .rows()
                    .getFirst()
                    .value());
            assertThat(figure)
                    .as(metric.name())
                    .isEqualTo(
                            switch (metric) {
                                case CUSTOMERS, ACTIVE_CUSTOMERS -> "3";
                                case NEW_CUSTOMERS, MESSAGES_OPENED -> "1";
                                case ORDERS -> "4";
                                case REVENUE -> "1050";
                                case AVERAGE_ORDER -> "262.5";
                                case REPEAT_RATE -> "0.3333";
                                case MESSAGES_SENT, MESSAGES_DELIVERED -> "2";
                                case OPEN_RATE -> "0.5";
                                case MESSAGES_CLICKED, CLICK_RATE, UNSUBSCRIBES -> "0";
                            });
            for (Dimension dimension : metric.dimensions()) {
                assertThat(questions
                                .answer(new Ranking(metric, dimension, MARCH, 10, false))
                                .rows())
                        .as(metric + " by " + dimension)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void countsOnlyWhatTheFilterLetsThrough() {
        assertThat(said(questions.answer(new HowMuch(
                        Metric.REVENUE, MARCH, null, new Filter(Dimension.CITY, List.of("pune", "Delhi"))))))
                .containsExactly("REVENUE 550");
        assertThat(said(questions.answer(new HowMuch(
                        Metric.AVERAGE_ORDER, MARCH, null, new Filter(Dimension.CITY, List.of("Atlantis"))))))
                .containsExactly("AVERAGE_ORDER -");
    }

    @Test
    void ranks() {
        assertThat(said(questions.answer(new Ranking(Metric.REVENUE, Dimension.CATEGORY, MARCH, 2, false))))
                .containsExactly("Bags 700", "Shoes 300");
        assertThat(said(questions.answer(new Ranking(Metric.ORDERS, Dimension.WEEKDAY, MARCH, 2, false))))
                .containsExactly("MONDAY 2", "TUESDAY 2");
    }

    @Test
    void saysWhatGrew() {
        Answer growth = questions.answer(
                new Growth(Metric.REVENUE, Dimension.CITY, MARCH, FEBRUARY, Measure.DIFFERENCE, 10, false));

        assertThat(growth.rows())
                .extracting(row -> row.label() + " " + plain(row.change()))
                .containsExactly("Pune 400", "Mumbai 100", "Delhi 50");
        Answer percent = questions.answer(
                new Growth(Metric.REVENUE, Dimension.CITY, MARCH, FEBRUARY, Measure.PERCENT, 1, false));
        assertThat(percent.rows())
                .extracting(row -> row.label() + " " + plain(row.changePercent()))
                .containsExactly("Pune 400");
        assertThat(percent.notes()).anyMatch(note -> note.startsWith("1 of 3 were left out"));
    }

    @Test
    void followsATrend() {
        assertThat(said(questions.answer(new Trend(
                        Metric.ORDERS,
                        new Span(LocalDate.parse("2026-02-09"), LocalDate.parse("2026-03-10")),
                        Step.MONTH,
                        null))))
                .containsExactly("2026-02-09 2", "2026-03-01 3");
        assertThat(said(questions.answer(new Trend(Metric.ORDERS, MARCH, Step.WEEK, null))))
                .containsExactly(
                        "2026-03-01 0", "2026-03-02 1", "2026-03-09 2", "2026-03-16 0", "2026-03-23 0", "2026-03-30 1");
    }

    @Test
    void namesTheBest() {
        assertThat(said(questions.answer(new BestCustomers(By.REVENUE, 2)))).containsExactly("b 900", "a 600");
        Answer expected = questions.answer(new BestCustomers(By.EXPECTED_VALUE, 2));
        assertThat(expected.rows()).isEmpty();
        assertThat(expected.notes()).isNotEmpty();
        assertThat(questions.answer(new BestCampaigns(Result.REVENUE, MARCH, 5)).rows())
                .extracting(row -> row.name() + " " + plain(row.value()))
                .containsExactly("Spring 300", "Silence 0");
        assertThat(questions.answer(new GroupSizes()).definition()).isNotEmpty();
    }

    @Test
    void saysEverythingThatKeepsAQuestionFromBeingAnswered() {
        LocalDate tomorrow = LocalDate.now(InsightFixtures.PLATFORM.timeZone()).plusDays(1);

        assertThatThrownBy(() -> questions.answer(
                        new Ranking(Metric.ACTIVE_CUSTOMERS, Dimension.CITY, new Span(tomorrow, tomorrow), 0, false)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/period", "/dimension", "/limit"));
        assertThatThrownBy(() -> questions.answer(new HowMuch(
                        Metric.ORDERS,
                        new Span(tomorrow, MARCH.from()),
                        null,
                        new Filter(Dimension.TAG, List.of("a", "b")))))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/period", "/filter/values"));
    }

    @Test
    void comparesHalfADayWithHalfADay() {
        LocalDate today = LocalDate.now(InsightFixtures.PLATFORM.timeZone());
        Instant now = Instant.now();
        given.order("t1", "a", "10", now.minusSeconds(1)).keep();
        given.order("t2", "a", "10", now.minusSeconds(24 * 3600 + 60)).keep();
        given.order("t3", "a", "10", now.minusSeconds(24 * 3600 - 300)).keep();
        given.settle();

        Answer answer = questions.answer(new HowMuch(
                Metric.ORDERS, new Span(today, today), new Span(today.minusDays(1), today.minusDays(1)), null));

        assertThat(answer.notes()).hasSize(2);
        // Within five minutes of midnight the three orders lie on other days.
        LocalTime time = LocalTime.now(InsightFixtures.PLATFORM.timeZone());
        if (time.isAfter(LocalTime.of(0, 6)) && time.isBefore(LocalTime.of(23, 54))) {
            assertThat(answer.rows().getFirst().value()).isEqualByComparingTo("1");
            assertThat(answer.rows().getFirst().before()).isEqualByComparingTo("1");
        }
    }

    /** Questions travel: to a language model, which fills them in, and to whoever asked. */
    @Test
    void travelsAsJson() {
        JsonMapper json = JsonMapper.builder().build();
        Question question = new Growth(Metric.REVENUE, Dimension.CITY, MARCH, FEBRUARY, Measure.PERCENT, 3, false);

        String text = json.writeValueAsString(question);

        assertThat(text).contains("\"kind\":\"GROWTH\"");
        assertThat(json.readValue(text, Question.class)).isEqualTo(question);
    }
}
