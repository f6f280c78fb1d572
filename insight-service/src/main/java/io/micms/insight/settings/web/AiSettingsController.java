package io.micms.insight.settings.web;

import io.micms.insight.settings.AiSettings;
import io.micms.insight.settings.AiSettings.Draft;
import io.micms.insight.settings.SettingsService;
import io.micms.insight.settings.SettingsService.Current;
import io.micms.platform.audit.ActionDetails;
import io.micms.platform.security.Caller;
import io.micms.platform.web.ETags;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/settings/ai")
class AiSettingsController {

    private final SettingsService settings;

    AiSettingsController(SettingsService settings) {
        this.settings = settings;
    }

    /** @param spent since midnight in the platform's time zone, in US dollars */
    record SpendingView(LocalDate day, String spent, String budget, long calls, long inputTokens, long outputTokens) {}

    /**
     * @param enabled whether the model is to be used
     * @param available whether it would be: it is enabled, there is a key or a server that needs none, and money is left
     * @param unavailable why not, as a sentence
     * @param keyConfigured whether the environment names a key, which is never shown
     * @param server whose model it is: the host of the base URL
     * @param model that is asked
     * @param defaultModel the environment's, asked where these settings name none
     * @param dailyBudget in US dollars, as a decimal text
     * @param inputPrice in US dollars for a million tokens
     * @param outputPrice in US dollars for a million tokens
     * @param brandVoice how the business speaks, in its own words
     * @param forbiddenWords that no draft may use
     */
    record AiSettingsView(
            long version,
            boolean enabled,
            boolean available,
            @Nullable String unavailable,
            boolean keyConfigured,
            String server,
            String model,
            String defaultModel,
            String dailyBudget,
            String inputPrice,
            String outputPrice,
            @Nullable String brandVoice,
            List<String> forbiddenWords,
            SpendingView today,
            @Nullable Instant updatedAt,
            @Nullable String updatedBy) {

        static AiSettingsView of(Current current) {
            AiSettings settings = current.settings();
            return new AiSettingsView(
                    settings.version(),
                    settings.enabled(),
                    current.unavailable() == null,
                    current.unavailable(),
                    current.keyConfigured(),
                    current.server(),
                    current.model(),
                    current.defaultModel(),
                    settings.dailyBudget().toPlainString(),
                    settings.inputPrice().toPlainString(),
                    settings.outputPrice().toPlainString(),
                    settings.brandVoice(),
                    settings.forbiddenWords(),
                    new SpendingView(
                            current.spending().day(),
                            current.spending().spent().toPlainString(),
                            settings.dailyBudget().toPlainString(),
                            current.spending().calls(),
                            current.spending().inputTokens(),
                            current.spending().outputTokens()),
                    settings.updatedAt(),
                    settings.updatedBy());
        }
    }

    @GetMapping
    ResponseEntity<AiSettingsView> current() {
        return tagged(settings.current());
    }

    /** Replaces all of them; what is not named goes back to what holds without it. */
    @PutMapping
    ResponseEntity<AiSettingsView> change(
            @RequestBody Draft draft,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        Current changed = settings.change(draft, ifMatch, caller.name());
        ActionDetails.add("enabled", String.valueOf(changed.settings().enabled()));
        ActionDetails.add("model", changed.model());
        ActionDetails.add("dailyBudget", changed.settings().dailyBudget().toPlainString());
        return tagged(changed);
    }

    private static ResponseEntity<AiSettingsView> tagged(Current current) {
        return ETags.ok(AiSettingsView.of(current), current.settings().version());
    }
}
