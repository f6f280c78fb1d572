package io.micms.insight.asking;

import io.micms.insight.ai.Origin;
import io.micms.platform.problem.Unavailable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
public class Asking {

    public record Column(String label, boolean numeric) {}

    public record AskedPeriod(LocalDate from, LocalDate to) {}

    public record Reply(
            String question,
            @Nullable String answer,
            @Nullable String query,
            @Nullable String definition,
            @Nullable AskedPeriod period,
            List<Column> columns,
            List<List<String>> rows,
            List<String> notUnderstood,
            List<String> suggestions,
            Origin origin) {}

    public Reply ask(@Nullable String question) {
        throw new Unavailable("Not yet.", null);
    }
}
