package io.micms.insight.ai;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the language model is and what it may cost, as the environment says. The settings that people change stand in the
 * database and come before the last four.
 *
 * @param apiKey empty where there is none
 * @param baseUrl of a server that speaks OpenAI's chat completions, with its version
 * @param timeout of one attempt
 * @param patience after which nothing is tried again for one answer, the repair included
 * @param retries after the first attempt, where trying again may help
 * @param pause before the first retry; the next is twice as long
 * @param cacheFor how long an answer stands for the same question
 * @param breaker when a server that fails is left alone
 * @param model that is asked by default
 * @param dailyBudget in US dollars
 * @param inputPrice in US dollars for a million tokens
 * @param outputPrice in US dollars for a million tokens
 */
@ConfigurationProperties("micms.ai")
public record AiProperties(
        String apiKey,
        URI baseUrl,
        Duration timeout,
        Duration patience,
        int retries,
        Duration pause,
        Duration cacheFor,
        Breaker breaker,
        String model,
        BigDecimal dailyBudget,
        BigDecimal inputPrice,
        BigDecimal outputPrice) {

    private static final String OPENAI = "api.openai.com";

    /**
     * @param after how many calls the rate of failures is looked at
     * @param failureRate in percent, from which on nothing is asked
     * @param pause before it is tried again
     */
    public record Breaker(int after, float failureRate, Duration pause) {}

    public boolean hasKey() {
        return !apiKey.isBlank();
    }

    /** What keeps the model from being asked at all; null if nothing does. A server of one's own may need no key. */
    public @Nullable String lacking() {
        return hasKey() || !OPENAI.equals(baseUrl.getHost()) ? null : "No key of a language model is configured.";
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "AiProperties[baseUrl=%s, model=%s, hasKey=%s]".formatted(baseUrl, model, hasKey());
    }
}
