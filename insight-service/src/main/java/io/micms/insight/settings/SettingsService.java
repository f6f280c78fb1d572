package io.micms.insight.settings;

import io.micms.insight.ai.AiProperties;
import io.micms.insight.ai.Budget;
import io.micms.insight.ai.ModelTerms;
import io.micms.insight.ai.Spending;
import io.micms.insight.settings.AiSettings.Draft;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.web.ETags;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Reads and changes the settings, which every instance reads anew for each use: there is no stale copy to wait for. */
@Component
public class SettingsService implements ModelTerms {

    private static final String OFF = "The language model is switched off in the settings.";

    private final MongoTemplate mongo;
    private final AiProperties environment;
    private final Budget budget;
    private final Clock clock;

    SettingsService(MongoTemplate mongo, AiProperties environment, Budget budget, Clock clock) {
        this.mongo = mongo;
        this.environment = environment;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * The settings and what they come to at the moment.
     *
     * @param unavailable why no model would be asked, as a sentence; null if one would
     */
    public record Current(
            AiSettings settings,
            @Nullable String unavailable,
            boolean keyConfigured,
            String server,
            String model,
            String defaultModel,
            Spending spending) {}

    public Current current() {
        AiSettings settings = read();
        Spending spending = budget.today();
        return new Current(
                settings,
                unavailable(settings, spending),
                environment.hasKey(),
                String.valueOf(environment.baseUrl().getHost()),
                model(settings),
                environment.model(),
                spending);
    }

    private @Nullable String unavailable(AiSettings settings, Spending spending) {
        if (!settings.enabled()) {
            return OFF;
        }
        if (environment.lacking() != null) {
            return environment.lacking();
        }
        return settings.dailyBudget().compareTo(spending.spent()) <= 0
                ? "Today's budget of %s US dollars is spent."
                        .formatted(settings.dailyBudget().toPlainString())
                : null;
    }

    /**
     * @param by who changes them, for people to read
     * @throws InvalidInput with everything that is wrong
     * @throws StaleDocument if somebody else changed them meanwhile
     */
    public Current change(Draft draft, @Nullable String ifMatch, String by) {
        AiSettings present = read();
        ETags.requireMatch(ifMatch, present.version());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AiSettings changed = present.changed(draft, environment, by, now);
        if (!replace(present, changed)) {
            throw new StaleDocument("Somebody else changed the settings at the same moment.");
        }
        return current();
    }

    private boolean replace(AiSettings present, AiSettings changed) {
        if (present.version() == 0) {
            try {
                mongo.insert(changed);
                return true;
            } catch (DuplicateKeyException e) {
                return false;
            }
        }
        Query unchanged = Query.query(
                Criteria.where("_id").is(AiSettings.ID).and("version").is(present.version()));
        return mongo.findAndReplace(unchanged, changed) != null;
    }

    public AiSettings read() {
        AiSettings stored = mongo.findById(AiSettings.ID, AiSettings.class);
        return stored == null ? AiSettings.untouched(environment) : stored;
    }

    private String model(AiSettings settings) {
        return settings.model() == null ? environment.model() : settings.model();
    }

    @Override
    public Terms terms() {
        AiSettings settings = read();
        return new Terms(
                settings.enabled(),
                model(settings),
                settings.dailyBudget(),
                settings.inputPrice(),
                settings.outputPrice(),
                settings.brandVoice(),
                settings.forbiddenWords());
    }
}
