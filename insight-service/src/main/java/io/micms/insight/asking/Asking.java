package io.micms.insight.asking;

import io.micms.insight.PlatformProperties;
import io.micms.insight.ai.Answered;
import io.micms.insight.ai.Feature;
import io.micms.insight.ai.LanguageModel;
import io.micms.insight.ai.Origin;
import io.micms.insight.ai.Resources;
import io.micms.insight.ai.Schemas;
import io.micms.insight.ai.Task;
import io.micms.insight.asking.QuestionGrammar.Read;
import io.micms.insight.questions.Answer;
import io.micms.insight.questions.Dimension;
import io.micms.insight.questions.Metric;
import io.micms.insight.questions.Question;
import io.micms.insight.questions.Questions;
import io.micms.insight.questions.Span;
import io.micms.platform.problem.InvalidInput;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Questions in words. The grammar, or the language model where the grammar does not understand, only chooses one of the
 * typed questions; every figure and every word of the answer is made from what that question returns.
 */
@Component
public class Asking {

    private static final int QUESTION_AT_MOST = 500;
    private static final int OUTPUT_TOKENS = 500;
    private static final int VALUES_AT_MOST = 100;
    private static final int DAYS_OF_VALUES = 730;
    private static final List<String> SUGGESTIONS = List.of(
            "Which city grew most last quarter?",
            "How much did we sell last month compared with the month before?",
            "Top 5 categories by revenue this year",
            "New customers by week since June",
            "Who are our ten best customers?",
            "How many customers are in each group?",
            "Which campaign brought the most revenue this quarter?",
            "What is the open rate by channel in the last 30 days?");

    private final Questions questions;
    private final LanguageModel model;
    private final PlatformProperties platform;
    private final Clock clock;

    Asking(Questions questions, LanguageModel model, PlatformProperties platform, Clock clock) {
        this.questions = questions;
        this.model = model;
        this.platform = platform;
        this.clock = clock;
    }

    /** What the cells of a column are. */
    public enum Unit {
        TEXT,
        /** The day that something begins on, like 2026-11-01. */
        DAY,
        /** How many, with decimals where it is how many are expected. */
        COUNT,
        /** An amount in the currency of the reply. */
        MONEY,
        /** From 0 to 1. */
        SHARE,
        /** By how many per cent something changed. */
        PERCENT
    }

    public record Column(String label, Unit unit) {

        public boolean numeric() {
            return unit != Unit.TEXT && unit != Unit.DAY;
        }
    }

    public record AskedPeriod(LocalDate from, LocalDate to) {}

    /**
     * @param answer null if the question was not understood
     * @param query the kind of typed question that answered
     * @param currency of columns of money; null if there are none
     * @param notUnderstood words that have no part in the answer; with any, there is none
     */
    public record Reply(
            String question,
            @Nullable String answer,
            @Nullable String query,
            @Nullable String definition,
            @Nullable AskedPeriod period,
            @Nullable String currency,
            List<Column> columns,
            List<List<String>> rows,
            List<String> notUnderstood,
            List<String> suggestions,
            Origin origin) {}

    /** @throws InvalidInput if there is no question, or too long a one */
    public Reply ask(@Nullable String text) {
        String question = text == null ? "" : text.strip();
        if (question.isEmpty() || question.length() > QUESTION_AT_MOST) {
            throw new InvalidInput("/question", "Ask in 1 to %d characters.".formatted(QUESTION_AT_MOST));
        }
        LocalDate today = platform.dayOf(clock.instant());
        Read read = QuestionGrammar.read(question, today, this::values);
        if (read.question() != null) {
            try {
                return reply(question, questions.answer(read.question()), Origin.engine());
            } catch (InvalidInput e) {
                return refused(question, e, Origin.engine());
            }
        }
        Answered<ModelQuestion> answered = model.ask(task(question, today));
        ModelQuestion chosen = answered.value();
        return chosen == null || chosen.isNone()
                ? notUnderstood(question, read.notUnderstood(), answered.origin())
                : reply(question, questions.answer(chosen.question()), answered.origin());
    }

    private Map<Dimension, List<String>> values() {
        Span lately = Span.lastDays(DAYS_OF_VALUES, platform.dayOf(clock.instant()));
        Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
        for (Dimension dimension :
                List.of(Dimension.CITY, Dimension.CATEGORY, Dimension.CHANNEL, Dimension.COUNTRY, Dimension.TAG)) {
            Question known = new Question.Ranking(Metric.ORDERS, dimension, lately, VALUES_AT_MOST, false);
            values.put(
                    dimension,
                    questions.answer(known).rows().stream()
                            .map(Answer.Row::label)
                            .toList());
        }
        return values;
    }

    private Task<ModelQuestion> task(String question, LocalDate today) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("today", today.toString());
        data.put(
                "metrics",
                Arrays.stream(Metric.values())
                        .map(metric -> Map.of(
                                "name", metric,
                                "counts", metric.definition(),
                                "dimensions", metric.dimensions()))
                        .toList());
        data.put("question", question);
        return new Task<>(
                Feature.QUESTION,
                Resources.text("question.txt"),
                data,
                Schemas.of(ModelQuestion.class),
                ModelQuestion.class,
                this::faults,
                OUTPUT_TOKENS);
    }

    private List<String> faults(ModelQuestion chosen) {
        if (chosen.isNone()) {
            return List.of();
        }
        try {
            questions.answer(chosen.question());
            return List.of();
        } catch (InvalidInput e) {
            return e.faults().stream()
                    .map(fault -> fault.pointer() + ": " + fault.detail())
                    .toList();
        } catch (IllegalArgumentException | DateTimeException e) {
            return List.of("Not one of the values that belong there: " + e.getMessage());
        }
    }

    private static Reply reply(String question, Answer answer, Origin origin) {
        ReplyWords words = new ReplyWords(answer);
        Span period = words.period();
        String notes = answer.notes().isEmpty() ? "" : " " + String.join(" ", answer.notes());
        return new Reply(
                question,
                words.sentence() + notes,
                kind(answer.question()),
                answer.definition(),
                period == null ? null : new AskedPeriod(period.from(), period.to()),
                answer.currency(),
                words.columns(),
                words.rows(),
                List.of(),
                List.of(),
                origin);
    }

    private static String kind(Question question) {
        return switch (question) {
            case Question.HowMuch much -> "HOW_MUCH";
            case Question.Ranking ranking -> "RANKING";
            case Question.Growth growth -> "GROWTH";
            case Question.Trend trend -> "TREND";
            case Question.BestCustomers customers -> "BEST_CUSTOMERS";
            case Question.GroupSizes sizes -> "GROUP_SIZES";
            case Question.BestCampaigns campaigns -> "BEST_CAMPAIGNS";
        };
    }

    /** A question that is understood and still cannot be answered, such as by a dimension that its figure does not have. */
    private static Reply refused(String question, InvalidInput e, Origin origin) {
        String reason = e.faults().getFirst().detail();
        return new Reply(
                question, null, null, null, null, null, List.of(), List.of(), List.of(reason), SUGGESTIONS, origin);
    }

    private static Reply notUnderstood(String question, List<String> words, Origin origin) {
        return new Reply(
                question,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                words.isEmpty() ? List.of(question) : words,
                SUGGESTIONS,
                origin.isModel() ? origin : Origin.engineBecause(origin.notice()));
    }
}
