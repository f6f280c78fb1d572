package io.micms.system.breaker;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that another system, or a person, does to the platform. */
sealed interface Action {

    /** @param timestamp of the record; null leaves it to Kafka's client */
    record Produce(
            String topic,
            String key,
            byte @Nullable [] value,
            Map<String, String> headers,
            @Nullable Instant timestamp) implements Action {}

    /** Makes something over the API, or updates what has its external id. */
    record Register(String path, String externalId, String body) implements Action {}

    /** Changes what was registered before. */
    record Change(String path, String externalId, String body) implements Action {}
}
