package io.micms.platform.consuming;

import io.micms.platform.problem.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record that was put aside, as {@link DeadLetters} wrote it down. Whatever stands on a dead-letter topic can be read
 * as one.
 *
 * @param topic where the record came from
 * @param timestamp of the record
 * @param key null where the producer gave none
 * @param headers of the record as text
 * @param value the record as it came; null if it had none, or was too large to be put aside
 * @param bytes how long the value was
 * @param body the JSON object in it, out of its envelope; null where none can be read
 * @param enveloped whether the value holds an envelope around the body
 * @param time when the record was true that does not say so itself: the CloudEvents time, else the timestamp
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] value,
        long bytes,
        @Nullable JsonNode body,
        boolean enveloped,
        Instant time,
        List<Fault> reasons,
        Instant putAsideAt) {

    static final String TOPIC = "dlq_topic";
    static final String PARTITION = "dlq_partition";
    static final String OFFSET = "dlq_offset";
    static final String TIMESTAMP = "dlq_timestamp";
    static final String CONSUMER = "dlq_consumer";
    static final String REASONS = "dlq_reasons";
    static final String OMITTED_BYTES = "dlq_omitted_bytes";

    private static final String PREFIX = "dlq_";
    private static final JsonMapper JSON = JsonMapper.shared();

    static DeadLetter of(ConsumerRecord<?, byte[]> letter) {
        ConsumerRecord<?, byte[]> source = source(letter);
        Optional<Envelope> envelope = open(source);
        byte[] value = source.value();
        Map<String, String> headers = new LinkedHashMap<>();
        source.headers().forEach(header -> headers.put(header.key(), text(header)));
        return new DeadLetter(
                source.topic(),
                source.partition(),
                source.offset(),
                Instant.ofEpochMilli(source.timestamp()),
                source.key() instanceof byte[] key ? new String(key, StandardCharsets.UTF_8) : null,
                headers,
                value,
                number(letter, OMITTED_BYTES).orElse(value == null ? 0L : value.length),
                envelope.map(Envelope::body).orElse(null),
                Envelope.isStructured(source),
                envelope.map(Envelope::time).orElseGet(() -> Instant.ofEpochMilli(source.timestamp())),
                reasons(letter),
                Instant.ofEpochMilli(letter.timestamp()));
    }

    /** The record as it came; where another's writing does not say, the letter stands for it. */
    private static ConsumerRecord<?, byte[]> source(ConsumerRecord<?, byte[]> letter) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        Optional<String> topic = header(letter, TOPIC);
        return new ConsumerRecord<>(
                topic.orElse(letter.topic()),
                topic.flatMap(known -> number(letter, PARTITION))
                        .map(Long::intValue)
                        .orElse(letter.partition()),
                topic.flatMap(known -> number(letter, OFFSET)).orElse(letter.offset()),
                number(letter, TIMESTAMP).orElse(letter.timestamp()),
                TimestampType.CREATE_TIME,
                letter.serializedKeySize(),
                letter.serializedValueSize(),
                letter.key(),
                letter.value(),
                headers,
                Optional.empty());
    }

    private static Optional<Envelope> open(ConsumerRecord<?, byte[]> record) {
        try {
            return Optional.of(Envelope.open(record));
        } catch (RuntimeException e) {
            // For whatever reason: that is why it was put aside.
            return Optional.empty();
        }
    }

    private static List<Fault> reasons(ConsumerRecord<?, byte[]> letter) {
        try {
            return header(letter, REASONS)
                    .map(json -> Arrays.asList(JSON.readValue(json, Fault[].class)))
                    .orElse(List.of());
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private static Optional<Long> number(ConsumerRecord<?, byte[]> letter, String name) {
        try {
            return header(letter, name).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(ConsumerRecord<?, byte[]> letter, String name) {
        return Optional.ofNullable(letter.headers().lastHeader(name)).map(DeadLetter::text);
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
