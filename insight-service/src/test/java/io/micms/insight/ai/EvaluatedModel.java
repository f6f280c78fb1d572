package io.micms.insight.ai;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micms.insight.PlatformProperties;
import io.micms.insight.ai.ModelTerms.Terms;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The language model as the service asks it, without a database: nothing is kept, and nothing is too dear. */
public final class EvaluatedModel {

    private static final PlatformProperties PLATFORM =
            new PlatformProperties(Currency.getInstance("INR"), ZoneId.of("Asia/Kolkata"));

    private EvaluatedModel() {}

    /** @return null if the environment names none */
    public static @Nullable LanguageModel fromEnvironment(Map<String, String> environment) {
        AiProperties properties = new AiProperties(
                environment.getOrDefault("OPENAI_API_KEY", ""),
                URI.create(environment.getOrDefault("OPENAI_BASE_URL", "https://api.openai.com/v1")),
                Duration.ofSeconds(60),
                Duration.ofMinutes(3),
                3,
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                new AiProperties.Breaker(1_000, 100, Duration.ofSeconds(1)),
                environment.getOrDefault("OPENAI_MODEL", "gpt-4.1-mini"),
                BigDecimal.TEN,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
        if (properties.lacking() != null) {
            return null;
        }
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return new LanguageModel(
                new ChatModels().chatClient(properties, ObservationRegistry.NOOP, meters),
                properties,
                () -> new Terms(
                        true, properties.model(), BigDecimal.TEN, BigDecimal.ZERO, BigDecimal.ZERO, null, List.of()),
                new Unlimited(),
                new Forgetful(properties),
                new AiMetrics(meters),
                CircuitBreaker.ofDefaults("evaluation"),
                Clock.systemUTC());
    }

    @SuppressWarnings("NullAway") // Nothing of it reaches the database.
    private static final class Unlimited extends Budget {

        Unlimited() {
            super(null, PLATFORM, Clock.systemUTC());
        }

        @Override
        boolean reserve(Reservation reservation, BigDecimal budget) {
            return true;
        }

        @Override
        void settle(Reservation reservation, long micros, long inputTokens, long outputTokens) {
            // Nobody pays.
        }
    }

    @SuppressWarnings("NullAway") // Nothing of it reaches the database.
    private static final class Forgetful extends AnswerCache {

        Forgetful(AiProperties properties) {
            super(null, properties, Clock.systemUTC());
        }

        @Override
        Optional<String> find(String key) {
            return Optional.empty();
        }

        @Override
        void keep(String key, String answer) {
            // Every phrasing is asked anew.
        }
    }
}
