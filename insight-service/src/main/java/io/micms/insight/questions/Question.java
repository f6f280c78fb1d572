package io.micms.insight.questions;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be asked of the data, with nothing left open. Whoever turns words into one names every day of the
 * period; {@link Questions} says what is wrong with one that cannot be answered.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Question.HowMuch.class, name = "HOW_MUCH"),
    @JsonSubTypes.Type(value = Question.Ranking.class, name = "RANKING"),
    @JsonSubTypes.Type(value = Question.Growth.class, name = "GROWTH"),
    @JsonSubTypes.Type(value = Question.Trend.class, name = "TREND"),
    @JsonSubTypes.Type(value = Question.BestCustomers.class, name = "BEST_CUSTOMERS"),
    @JsonSubTypes.Type(value = Question.GroupSizes.class, name = "GROUP_SIZES"),
    @JsonSubTypes.Type(value = Question.BestCampaigns.class, name = "BEST_CAMPAIGNS"),
})
public sealed interface Question {

    /**
     * One figure: "how much did we sell in Pune last month, compared with the month before?"
     *
     * @param against what it is compared with; null for no comparison
     */
    record HowMuch(
            Metric metric,
            Span period,
            @Nullable Span against,
            @Nullable Filter filter) implements Question {}

    /**
     * The values of a dimension in the order of a figure: "the five cities with the most orders this year".
     *
     * @param limit from 1 to 100
     * @param ascending whether the least come first
     */
    record Ranking(Metric metric, Dimension dimension, Span period, int limit, boolean ascending) implements Question {}

    /**
     * The values of a dimension in the order of how a figure changed: "which city grew most last quarter?"
     *
     * @param against the days from which it changed
     * @param measure whether the difference or the percentage decides
     * @param limit from 1 to 100
     * @param ascending whether those that fell most come first
     */
    record Growth(
            Metric metric,
            Dimension dimension,
            Span period,
            Span against,
            Measure measure,
            int limit,
            boolean ascending)
            implements Question {}

    /** How a figure went along: "new customers by week since June". Weeks begin on Monday. */
    record Trend(
            Metric metric, Span period, Step step, @Nullable Filter filter) implements Question {}

    /**
     * The customers at the top, by id: "who are our ten best customers?"
     *
     * @param limit from 1 to 100
     */
    record BestCustomers(By by, int limit) implements Question {}

    /** How many customers are in each group, such as champions or at risk. */
    record GroupSizes() implements Question {}

    /**
     * The campaigns that did best of those launched in a period: "which campaign brought the most revenue this quarter?"
     *
     * @param limit from 1 to 100
     */
    record BestCampaigns(Result by, Span launched, int limit) implements Question {}

    enum Measure {
        DIFFERENCE,
        PERCENT
    }

    enum Step {
        DAY,
        WEEK,
        MONTH
    }

    /** What makes a customer better; all of them ever, but for what is expected, which is of the next 90 days. */
    enum By {
        REVENUE,
        ORDERS,
        EXPECTED_VALUE,
        EXPECTED_ORDERS
    }

    enum Result {
        REVENUE,
        CONVERSION,
        OPEN_RATE,
        CLICK_RATE
    }
}
