package io.micms.insight.ai;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What the language model does and costs, by feature. */
@Component
class AiMetrics {

    private static final String FEATURE = "feature";
    private static final String OUTCOME = "outcome";
    private static final double MILLION = 1_000_000;

    private final MeterRegistry meters;

    AiMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** How a request for something ended. */
    enum Outcome {
        ANSWERED,
        REPAIRED,
        CACHED,
        REFUSED,
        FAILED,
        OVER_BUDGET,
        LEFT_ALONE;

        private String tag() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    void ended(Feature feature, Outcome outcome, Duration took) {
        Timer.builder("micms.ai.answers")
                .description("Requests to the language model, retries and repairs within")
                .tag(FEATURE, feature.tag())
                .tag(OUTCOME, outcome.tag())
                .register(meters)
                .record(took);
    }

    void spent(Feature feature, long inputTokens, long outputTokens, long micros) {
        meters.counter("micms.ai.tokens", FEATURE, feature.tag(), "direction", "input")
                .increment(inputTokens);
        meters.counter("micms.ai.tokens", FEATURE, feature.tag(), "direction", "output")
                .increment(outputTokens);
        meters.counter("micms.ai.cost.dollars", FEATURE, feature.tag()).increment(micros / MILLION);
    }

    void retried(Feature feature) {
        meters.counter("micms.ai.retries", FEATURE, feature.tag()).increment();
    }
}
