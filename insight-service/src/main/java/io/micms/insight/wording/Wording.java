package io.micms.insight.wording;

import io.micms.insight.PlatformProperties;
import io.micms.insight.ai.Answered;
import io.micms.insight.ai.LanguageModel;
import io.micms.insight.ai.Origin;
import io.micms.insight.neighbours.CampaignService;
import io.micms.insight.neighbours.CampaignService.Named;
import io.micms.insight.neighbours.CampaignService.Preview;
import io.micms.insight.rules.Rule;
import io.micms.insight.wording.RuleTask.World;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.Unavailable;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Words to rules. The language model is asked where there is one, the grammar otherwise and whenever the model's answer does
 * not hold; either way the rule is campaign-service's to judge, and what is not in it is said.
 */
@Component
public class Wording {

    private static final int TEXT_AT_MOST = 1_000;
    private static final int NAMES_AT_MOST = 200;

    private final CampaignService campaigns;
    private final LanguageModel model;
    private final PlatformProperties platform;
    private final Clock clock;

    Wording(CampaignService campaigns, LanguageModel model, PlatformProperties platform, Clock clock) {
        this.campaigns = campaigns;
        this.model = model;
        this.platform = platform;
        this.clock = clock;
    }

    /** Who turns words into a rule. */
    public enum Engine {
        MODEL,
        RULES_ENGINE
    }

    /**
     * Who matches a rule.
     *
     * @param low of what the count lies in where it is not exact
     * @param of customers
     */
    public record Audience(
            long count, boolean exact, long low, long high, long of, List<CampaignService.Sample> sample) {}

    /**
     * @param rule null if nothing was understood
     * @param description the rule in plain English
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

    /**
     * @param engine who is to answer; null for the model where there is one
     * @throws InvalidInput if there is no text, or too much
     */
    public Answer rule(@Nullable String text, @Nullable Engine engine) {
        String words = checked(text);
        World world = world();
        Answered<ModelReading> answered = engine == Engine.RULES_ENGINE
                ? new Answered<>(null, Origin.engine())
                : model.ask(RuleTask.of(words, world, this::faults));
        ModelReading reading = answered.value();
        if (reading != null) {
            return answer(
                    words,
                    reading.bareRule(),
                    reading.partsUnderstood(words),
                    reading.partsNotUnderstood(words),
                    answered.origin());
        }
        Reading read = new Grammar(world.vocabulary(), world.today(), world.currency()).read(words);
        Rule rule = read.rule();
        return answer(
                words, rule == null ? null : rule.toJson(), read.understood(), read.notUnderstood(), answered.origin());
    }

    private static String checked(@Nullable String text) {
        String words = text == null ? "" : text.strip();
        if (words.isEmpty() || words.length() > TEXT_AT_MOST) {
            throw new InvalidInput(
                    "/text", "Say in 1 to %d characters which customers are meant.".formatted(TEXT_AT_MOST));
        }
        return words;
    }

    private World world() {
        return new World(
                campaigns.fields(),
                ifAllowed(() -> campaigns.segments(null, NAMES_AT_MOST).stream()
                        .map(segment -> new Named(segment.id(), segment.name()))
                        .toList()),
                ifAllowed(() -> campaigns.campaigns(null, NAMES_AT_MOST).stream()
                        .map(campaign -> new Named(campaign.id(), campaign.name()))
                        .toList()),
                platform.dayOf(clock.instant()),
                platform.currency().getCurrencyCode());
    }

    /** Names that the caller may not see are names that mean nothing. */
    private static List<Named> ifAllowed(Supplier<List<Named>> names) {
        try {
            return names.get();
        } catch (AccessDeniedException e) {
            return List.of();
        }
    }

    private List<String> faults(JsonNode rule) {
        try {
            campaigns.validate(rule);
            return List.of();
        } catch (InvalidInput e) {
            return e.faults().stream()
                    .map(fault -> fault.pointer() + ": " + fault.detail())
                    .toList();
        }
    }

    private Answer answer(
            String text, @Nullable JsonNode rule, List<Part> understood, List<Part> notUnderstood, Origin origin) {
        if (rule == null) {
            return new Answer(text, null, null, null, understood, notUnderstood, origin);
        }
        String description = campaigns.validate(rule).description();
        return new Answer(text, rule, description, audience(rule), understood, notUnderstood, origin);
    }

    private @Nullable Audience audience(JsonNode rule) {
        try {
            Preview preview = campaigns.preview(rule);
            return new Audience(
                    preview.count(), preview.exact(), preview.low(), preview.high(), preview.of(), preview.sample());
        } catch (Unavailable | Conflict e) {
            // The rule stands by itself; who matches can be counted later.
            return null;
        }
    }
}
