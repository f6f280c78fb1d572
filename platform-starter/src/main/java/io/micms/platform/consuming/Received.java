package io.micms.platform.consuming;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record that could be read.
 *
 * @param key the record's key; null where the producer gave none
 * @param type the CloudEvents type; null for bare JSON
 * @param time the CloudEvents time, else the record's timestamp
 */
public record Received<T>(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable String type,
        Instant time,
        T body) {}
