package io.micms.insight.personal;

import io.micms.insight.ai.Origin;
import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Brief.Length;
import io.micms.insight.drafts.Brief.Tone;
import io.micms.insight.drafts.Draft;
import io.micms.platform.problem.Unavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
public class Personal {

    public record Fact(String label, String text) {}

    public record Summary(
            String customerId,
            String name,
            String headline,
            List<String> sentences,
            List<Fact> facts,
            NextBestAction nextBestAction,
            List<String> missing,
            Origin origin) {}

    public record PersonalMessage(
            String customerId, Channel channel, Draft draft, List<String> basedOn, Origin origin) {}

    public record Entries(String customerId, List<EntrySuggestion> suggestions, Origin origin) {}

    public Summary summary(String id) {
        throw new Unavailable("Not yet.", null);
    }

    public PersonalMessage message(
            String id, @Nullable Channel channel, @Nullable String goal, @Nullable Tone tone, @Nullable Length length) {
        throw new Unavailable("Not yet.", null);
    }

    public Entries entries(String id, @Nullable String notes) {
        throw new Unavailable("Not yet.", null);
    }
}
