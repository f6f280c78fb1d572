package io.micms.insight.asking.web;

import io.micms.insight.asking.Asking;
import io.micms.insight.asking.Asking.Reply;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AskController {

    private final Asking asking;

    AskController(Asking asking) {
        this.asking = asking;
    }

    record QuestionRequest(@Nullable String question) {}

    /** @param to the last day, itself inside */
    record AskedPeriodView(LocalDate from, LocalDate to) {}

    /**
     * @param numeric whether its cells are numbers, as decimal texts; an empty one is of nothing
     * @param unit what its cells are: {@code MONEY} in {@code currency}, {@code SHARE} from 0 to 1, {@code PERCENT} by which something
     *     changed, {@code DAY} like 2026-11-01
     */
    record ColumnView(String label, boolean numeric, Asking.Unit unit) {}

    /**
     * @param answer in a sentence; absent if the question was not understood
     * @param query which of the typed queries answered
     * @param definition how the figures are computed
     * @param period that the figures are of
     * @param currency of the columns that are money; absent without one
     * @param rows the figures, the most important first
     * @param notUnderstood words that had no part in the answer; with any, there is none
     * @param suggestions questions that can be asked
     */
    record ReplyView(
            String question,
            @Nullable String answer,
            @Nullable String query,
            @Nullable String definition,
            @Nullable AskedPeriodView period,
            @Nullable String currency,
            List<ColumnView> columns,
            List<List<String>> rows,
            List<String> notUnderstood,
            List<String> suggestions,
            String answeredBy,
            @Nullable String notice) {

        static ReplyView of(Reply reply) {
            return new ReplyView(
                    reply.question(),
                    reply.answer(),
                    reply.query(),
                    reply.definition(),
                    reply.period() == null
                            ? null
                            : new AskedPeriodView(
                                    reply.period().from(), reply.period().to()),
                    reply.currency(),
                    reply.columns().stream()
                            .map(column -> new ColumnView(column.label(), column.numeric(), column.unit()))
                            .toList(),
                    reply.rows(),
                    reply.notUnderstood(),
                    reply.suggestions(),
                    reply.origin().answeredBy(),
                    reply.origin().notice());
        }
    }

    @PostMapping("/api/insights/ask")
    ReplyView ask(@RequestBody QuestionRequest request) {
        return ReplyView.of(asking.ask(request.question()));
    }
}
