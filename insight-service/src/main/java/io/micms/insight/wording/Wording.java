package io.micms.insight.wording;

import io.micms.insight.ai.Origin;
import io.micms.insight.neighbours.CampaignService;
import io.micms.platform.problem.Unavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Words to rules. */
@Component
public class Wording {

    /** Who turns words into a rule. */
    public enum Engine {
        MODEL,
        RULES_ENGINE
    }

    public record Audience(
            long count, boolean exact, long low, long high, long of, List<CampaignService.Sample> sample) {}

    /**
     * @param rule null if nothing was understood
     * @param audience null without a rule, and while that cannot be counted
     */
    public record Answer(
            String text,
            @Nullable JsonNode rule,
            @Nullable String description,
            @Nullable Audience audience,
            List<Part> understood,
            List<Part> notUnderstood,
            Origin origin) {}

    public Answer rule(@Nullable String text, @Nullable Engine engine) {
        throw new Unavailable("Not yet.", null);
    }
}
