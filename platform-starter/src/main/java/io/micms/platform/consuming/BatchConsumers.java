package io.micms.platform.consuming;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.InvalidRecord;
import io.micms.platform.publishing.PublishedDocument;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Makes the functions that Spring Cloud Stream binds to topics.
 *
 * <p>Every record of a batch ends in one of three ways before its offset is committed: the handler has applied it, it
 * lies in the dead letters with its reasons, or the batch is delivered again because the infrastructure was away.
 */
public final class BatchConsumers {

    private static final Logger log = LoggerFactory.getLogger(BatchConsumers.class);
    private static final int TRIES_ALONE = 5;
    private static final long PAUSE_MILLISECONDS = 100;

    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    BatchConsumers(DeadLetters deadLetters, MeterRegistry meters) {
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    public <T> Consumer<Message<List<byte[]>>> of(RecordReader<T> reader, BatchHandler<T> handler) {
        return message -> consume(records(message), reader, handler);
    }

    /**
     * Takes in an inbound topic. What is refused goes to the dead letters, except for what says something of people who
     * were erased, which is only counted.
     */
    public <R, D extends PublishedDocument> Consumer<Message<List<byte[]>>> of(Intake<R, D> intake) {
        return of(intake::read, (batch, rejections) -> {
            List<Outcome<D>> outcomes = intake.take(batch);
            for (int i = 0; i < batch.size(); i++) {
                if (outcomes.get(i) instanceof Outcome.Refused<D> refused) {
                    if (refused.mayBeKept()) {
                        rejections.reject(batch.get(i), refused.faults());
                    } else {
                        meters.counter(
                                        "micms.erased.refused",
                                        "topic",
                                        batch.get(i).topic())
                                .increment();
                    }
                }
            }
        });
    }

    /**
     * Takes in a dead-letter topic. Nothing is put aside from here: a letter that the handler fails on even when it is
     * alone is let go, and stays on its topic.
     */
    public Consumer<Message<List<byte[]>>> ofDeadLetters(Consumer<List<DeadLetter>> handler) {
        return message -> handOver(records(message).stream().map(DeadLetter::of).toList(), handler);
    }

    private static void handOver(List<DeadLetter> letters, Consumer<List<DeadLetter>> handler) {
        try {
            handler.accept(letters);
        } catch (RuntimeException e) {
            if (InfrastructureFailures.includes(e)) {
                throw e;
            }
            if (letters.size() > 1) {
                letters.forEach(letter -> handOver(List.of(letter), handler));
                return;
            }
            DeadLetter letter = letters.getFirst();
            log.error("The dead letter of {}-{}@{} is let go", letter.topic(), letter.partition(), letter.offset(), e);
        }
    }

    @SuppressWarnings("unchecked") // RawBatchConverter puts them there; the values are the binder's native byte arrays.
    private static List<ConsumerRecord<?, byte[]>> records(Message<List<byte[]>> message) {
        Object records = message.getHeaders().get(KafkaHeaders.RAW_DATA);
        if (records == null) {
            throw new IllegalStateException("The binding does not use the raw batch converter");
        }
        return (List<ConsumerRecord<?, byte[]>>) records;
    }

    <T> void consume(List<ConsumerRecord<?, byte[]>> records, RecordReader<T> reader, BatchHandler<T> handler) {
        Map<Received<T>, ConsumerRecord<?, byte[]>> readable = new LinkedHashMap<>();
        Map<ConsumerRecord<?, byte[]>, List<Fault>> unreadable = new LinkedHashMap<>();
        for (ConsumerRecord<?, byte[]> record : records) {
            try {
                readable.put(receive(record, reader), record);
            } catch (InvalidInput e) {
                unreadable.put(record, e.faults());
            } catch (RuntimeException e) {
                // Reading needs nothing but the record, so whatever goes wrong is its fault and would go wrong again.
                log.error("{}-{}@{} cannot be read", record.topic(), record.partition(), record.offset(), e);
                unreadable.put(
                        record,
                        List.of(new Fault(
                                "", "Reading failed: %s".formatted(e.getClass().getSimpleName()))));
            }
        }
        records.stream()
                .collect(Collectors.groupingBy(ConsumerRecord::topic, Collectors.counting()))
                .forEach((topic, count) ->
                        meters.counter("micms.records.consumed", "topic", topic).increment(count));
        if (!readable.isEmpty()) {
            handleTogetherOrAlone(readable, handler);
        }
        // Only now: a batch that waits out a failure is repeated, and would put them aside each time.
        unreadable.forEach(deadLetters::add);
    }

    private <T> void handleTogetherOrAlone(
            Map<Received<T>, ConsumerRecord<?, byte[]>> readable, BatchHandler<T> handler) {
        try {
            handle(List.copyOf(readable.keySet()), readable, handler);
        } catch (RuntimeException e) {
            if (InfrastructureFailures.includes(e)) {
                throw e;
            }
            log.warn("A batch of {} failed; its records are tried one by one", readable.size(), e);
            readable.keySet().forEach(record -> handleAlone(record, readable, handler));
        }
    }

    private <T> void handleAlone(
            Received<T> record, Map<Received<T>, ConsumerRecord<?, byte[]>> origins, BatchHandler<T> handler) {
        for (int attempt = 1; ; attempt++) {
            try {
                handle(List.of(record), origins, handler);
                return;
            } catch (RuntimeException e) {
                if (InfrastructureFailures.includes(e)) {
                    throw e;
                }
                if (attempt == TRIES_ALONE) {
                    log.error("{}-{}@{} keeps failing", record.topic(), record.partition(), record.offset(), e);
                    deadLetters.add(
                            origin(record, origins),
                            List.of(new Fault(
                                    "",
                                    "Processing failed %d times: %s"
                                            .formatted(TRIES_ALONE, e.getClass().getSimpleName()))));
                    return;
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(PAUSE_MILLISECONDS * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while trying a record again", e);
        }
    }

    private <T> void handle(
            List<Received<T>> batch, Map<Received<T>, ConsumerRecord<?, byte[]>> origins, BatchHandler<T> handler) {
        Map<Received<?>, List<Fault>> rejected = new LinkedHashMap<>();
        handler.handle(
                batch,
                (record, faults) -> rejected.computeIfAbsent(record, first -> new ArrayList<>())
                        .addAll(faults));
        // Only after the handler is done: a batch that fails half-way is repeated, and would reject twice.
        rejected.forEach((record, faults) -> deadLetters.add(origin(record, origins), faults));
    }

    private static ConsumerRecord<?, byte[]> origin(
            Received<?> record, Map<? extends Received<?>, ConsumerRecord<?, byte[]>> origins) {
        ConsumerRecord<?, byte[]> origin = origins.get(record);
        if (origin == null) {
            throw new IllegalArgumentException("Not a record of this batch: " + record);
        }
        return origin;
    }

    private static <T> Received<T> receive(ConsumerRecord<?, byte[]> record, RecordReader<T> reader) {
        Envelope envelope = Envelope.open(record);
        T body = reader.read(envelope.body());
        if (body == null) {
            throw new InvalidRecord("", "The record is empty.");
        }
        return new Received<>(
                record.topic(),
                record.partition(),
                record.offset(),
                key(record),
                envelope.type(),
                envelope.time(),
                body);
    }

    private static @Nullable String key(ConsumerRecord<?, byte[]> record) {
        return record.key() instanceof byte[] bytes ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8) : null;
    }
}
