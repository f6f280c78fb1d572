package io.micms.insight.suggestions;

import io.micms.insight.suggestions.Suggestion.Figure;
import io.micms.insight.suggestions.Suggestion.Key;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was suggested when all customers were last looked at.
 *
 * @param at when that was begun
 * @param millis how long it took
 * @param customers how many there were
 */
@Document("suggestions")
record CountedRow(@Id String id, Instant at, long millis, long customers, List<Row> suggestions) {

    static final String ID = "current";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param rule as JSON text: what stands in a rule may be no name of a field in a document */
    record Row(
            Key key,
            String name,
            String why,
            String rule,
            long size,
            @Nullable BigDecimal revenue,
            @Nullable BigDecimal worth,
            List<Figure> figures) {

        static Row of(Suggestion one) {
            return new Row(
                    one.key(),
                    one.name(),
                    one.why(),
                    one.rule().toString(),
                    one.size(),
                    one.revenue(),
                    one.worth(),
                    one.figures());
        }

        Suggestion suggestion() {
            return new Suggestion(key, name, why, JSON.readTree(rule), size, revenue, worth, figures);
        }
    }

    static CountedRow of(Instant at, Duration took, long customers, List<Suggestion> suggestions) {
        return new CountedRow(
                ID,
                at,
                took.toMillis(),
                customers,
                suggestions.stream().map(Row::of).toList());
    }

    Suggestions.Counted counted() {
        return new Suggestions.Counted(
                at, suggestions.stream().map(Row::suggestion).toList());
    }
}
