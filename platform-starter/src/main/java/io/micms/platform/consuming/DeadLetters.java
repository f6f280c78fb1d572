package io.micms.platform.consuming;

import io.micms.platform.problem.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts records aside on {@code <topic>.dlq}: as they came, with where they came from and every reason in headers. A
 * record is aside only once Kafka has acknowledged it, so none is lost between the two topics.
 */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final long PATIENCE_SECONDS = 10;

    private final KafkaOperations<String, byte[]> kafka;
    private final JsonMapper json;
    private final String service;
    private final MeterRegistry meters;

    DeadLetters(KafkaOperations<String, byte[]> kafka, JsonMapper json, String service, MeterRegistry meters) {
        this.kafka = kafka;
        this.json = json;
        this.service = service;
        this.meters = meters;
    }

    void add(ConsumerRecord<?, byte[]> record, List<Fault> reasons) {
        try {
            send(record, record.value(), reasons);
        } catch (RecordTooLargeException e) {
            // It still stands where it came from, and waiting would not make it smaller.
            send(record, null, reasons);
        }
        meters.counter("micms.records.dead.lettered", "topic", record.topic()).increment();
        log.warn("Put aside {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), reasons);
    }

    /** @param value null where the record is too large to go with its letter */
    private void send(ConsumerRecord<?, byte[]> record, byte @Nullable [] value, List<Fault> reasons) {
        String topic = record.topic() + ".dlq";
        String key = record.key() instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : null;
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, key, value);
        record.headers().forEach(header -> letter.headers().add(header));
        header(letter, DeadLetter.TOPIC, record.topic());
        header(letter, DeadLetter.PARTITION, String.valueOf(record.partition()));
        header(letter, DeadLetter.OFFSET, String.valueOf(record.offset()));
        header(letter, DeadLetter.TIMESTAMP, String.valueOf(record.timestamp()));
        header(letter, DeadLetter.CONSUMER, service);
        header(letter, DeadLetter.REASONS, json.writeValueAsString(reasons));
        if (value == null && record.value() != null) {
            header(letter, DeadLetter.OMITTED_BYTES, String.valueOf(record.value().length));
        }
        try {
            kafka.send(letter).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while putting a record aside", e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (value != null && cause instanceof RecordTooLargeException tooLarge) {
                    throw tooLarge;
                }
            }
            throw new KafkaException("Could not put a record aside on " + topic, e);
        }
    }

    private static void header(ProducerRecord<?, ?> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
