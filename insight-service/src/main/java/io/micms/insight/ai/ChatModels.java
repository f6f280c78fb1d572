package io.micms.insight.ai;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The client of the language model. Made here rather than by Spring AI's auto-configuration, which fails without a key;
 * which model is asked is said with every call, since people may change it.
 */
@Configuration(proxyBeanMethods = false)
class ChatModels {

    static final String BREAKER = "languageModelBreaker";

    private static final int CALLS_WEIGHED = 20;

    /** What is sent in place of a key to a server that needs none. */
    private static final String NO_KEY = "none";

    @Bean
    @ConditionalOnMissingBean
    ChatClient chatClient(AiProperties properties, ObservationRegistry observations, MeterRegistry meters) {
        OpenAiChatOptions options = OpenAiChatOptions.builder()
                .baseUrl(properties.baseUrl().toString())
                .apiKey(properties.hasKey() ? properties.apiKey() : NO_KEY)
                .model(properties.model())
                .timeout(properties.timeout())
                // Retries are LanguageModel's, which knows how long a person still waits.
                .maxRetries(0)
                .build();
        OpenAiChatModel model = OpenAiChatModel.builder()
                .options(options)
                .observationRegistry(observations)
                .meterRegistry(meters)
                .build();
        return ChatClient.create(model, observations);
    }

    /** Leaves a server alone for a while that fails. */
    @Bean(BREAKER)
    CircuitBreaker languageModelBreaker(AiProperties properties, MeterRegistry meters) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_WEIGHED)
                .minimumNumberOfCalls(properties.breaker().after())
                .failureRateThreshold(properties.breaker().failureRate())
                .waitDurationInOpenState(properties.breaker().pause())
                .permittedNumberOfCallsInHalfOpenState(1)
                // It comes wrapped by the retries.
                .ignoreException(e -> e instanceof OverBudget || e.getCause() instanceof OverBudget)
                .build());
        CircuitBreaker breaker = breakers.circuitBreaker("language-model");
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        return breaker;
    }
}
