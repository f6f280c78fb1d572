package io.micms.platform.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state of an aggregate, on its way to Kafka as a CloudEvent (1.0, binary content mode).
 *
 * @param key the record's key: the aggregate's id
 * @param partitionKey what the partition is chosen by: the customer's id where there is one, so that everything about
 *     one customer is in one partition number of every topic
 * @param type the wire type, such as {@code customer.changed.v1}; a hint for consumers
 * @param version the state's version; with the key it makes {@code ce_id}
 * @param body the whole state, written as JSON
 * @param aggregate what stands for the key in {@code ce_id} where many aggregates have the same key; null for the key
 */
public record OutgoingEvent(
        String topic,
        String key,
        String partitionKey,
        String type,
        long version,
        Instant time,
        Object body,
        @Nullable String aggregate) {

    public OutgoingEvent(
            String topic, String key, String partitionKey, String type, long version, Instant time, Object body) {
        this(topic, key, partitionKey, type, version, time, body, null);
    }

    String id() {
        return (aggregate == null ? key : aggregate) + "." + version;
    }
}
