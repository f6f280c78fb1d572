package io.micms.platform.testing;

import io.micms.platform.testing.Crashes.Point;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/**
 * Delivers records to a service's consumers in the ways in which Kafka may: in batches of any size, one topic before
 * another, a partition again from an earlier offset, and with the service crashing at any of its writes. Only the order
 * within a partition is sure. Whatever the way, the service is to end in the same state.
 */
public final class Redelivery {

    private static final int PARTITIONS = 2;
    private static final int ATTEMPTS = 20;

    private final RunningService service;

    /** The function that consumes each topic. */
    private final Map<String, String> functions;

    public Redelivery(RunningService service, Map<String, String> functions) {
        this.service = service;
        this.functions = functions;
    }

    /**
     * A record on a topic.
     *
     * @param partitionKey what its partition is chosen by
     */
    public record Fed(String topic, String partitionKey, String key, String json, Instant at) {}

    /**
     * One call of a consumer, if there still is something for it.
     *
     * @param topic which one of those fed
     * @param sizes how many records of each partition
     * @param back how far before its next record the first partition is begun
     * @param crash where the service crashes; null if it does not
     */
    public record Delivery(
            int topic,
            List<Integer> sizes,
            int back,
            @Nullable Point crash) {

        @Override
        public String toString() {
            return "%d: %s back %d%s".formatted(topic, sizes, back, crash == null ? "" : " " + crash);
        }
    }

    public static Arbitrary<List<Delivery>> schedules() {
        Arbitrary<Optional<Point>> crashes = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Optional.empty())),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.of(true, false))
                                .as(Point::new)
                                .map(Optional::of)));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 6).list().ofSize(PARTITIONS),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(0)),
                                Tuple.of(1, Arbitraries.integers().between(1, 12))),
                        crashes)
                .as((topic, sizes, back, crash) -> new Delivery(topic, sizes, back, crash.orElse(null)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(14);
    }

    /** Delivers everything once: one topic after the other, each record alone. */
    public void inOrder(List<Fed> records) {
        for (Map<Integer, List<ConsumerRecord<?, byte[]>>> partitions :
                logs(records).values()) {
            partitions.values().forEach(partition -> partition.forEach(record -> accept(List.of(record))));
        }
    }

    /** Delivers as scheduled, and then whatever has not been processed yet. */
    public void run(List<Fed> records, List<Delivery> schedule) {
        run(records, schedule, number -> {});
    }

    /** @param before does what else happens before each scheduled delivery, which it is given the number of */
    public void run(List<Fed> records, List<Delivery> schedule, IntConsumer before) {
        Map<String, Map<Integer, List<ConsumerRecord<?, byte[]>>>> logs = logs(records);
        Map<String, int[]> positions = new LinkedHashMap<>();
        logs.keySet().forEach(topic -> positions.put(topic, new int[PARTITIONS]));
        List<String> topics = List.copyOf(logs.keySet());
        if (topics.isEmpty()) {
            return;
        }
        for (int number = 0; number < schedule.size(); number++) {
            before.accept(number);
            Delivery delivery = schedule.get(number);
            String topic = topics.get(delivery.topic() % topics.size());
            int[] position = positions.get(topic);
            int first = delivery.topic() % PARTITIONS;
            position[first] = Math.max(0, position[first] - delivery.back());
            deliver(logs.get(topic), position, delivery);
        }
        for (String topic : topics) {
            deliver(logs.get(topic), positions.get(topic), new Delivery(0, List.of(1000, 1000), 0, null));
        }
    }

    private void deliver(Map<Integer, List<ConsumerRecord<?, byte[]>>> partitions, int[] position, Delivery delivery) {
        List<ConsumerRecord<?, byte[]>> batch = new ArrayList<>();
        int[] ends = new int[PARTITIONS];
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<ConsumerRecord<?, byte[]>> log = partitions.getOrDefault(partition, List.of());
            ends[partition] =
                    Math.min(log.size(), position[partition] + delivery.sizes().get(partition));
            batch.addAll(log.subList(position[partition], ends[partition]));
        }
        if (batch.isEmpty()) {
            return;
        }
        boolean crashed = false;
        if (delivery.crash() == null) {
            accept(batch);
        } else {
            crashed = service.crashes().cutOff(delivery.crash(), () -> accept(batch));
        }
        if (!crashed) {
            System.arraycopy(ends, 0, position, 0, PARTITIONS);
        }
    }

    private void accept(List<ConsumerRecord<?, byte[]>> batch) {
        Consumer<Message<List<byte[]>>> consumer =
                service.consumer(functions.get(batch.getFirst().topic()));
        Message<List<byte[]>> message = new GenericMessage<>(
                batch.stream().map(ConsumerRecord::value).toList(), Map.of(KafkaHeaders.RAW_DATA, batch));
        for (int attempt = 1; ; attempt++) {
            try {
                consumer.accept(message);
                return;
            } catch (KafkaException e) {
                // The dead letters could not be reached at once; the container would repeat the batch.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static Map<String, Map<Integer, List<ConsumerRecord<?, byte[]>>>> logs(List<Fed> records) {
        Map<String, Map<Integer, List<ConsumerRecord<?, byte[]>>>> logs = new LinkedHashMap<>();
        for (Fed fed : records) {
            int partition = Math.floorMod(fed.partitionKey().hashCode(), PARTITIONS);
            List<ConsumerRecord<?, byte[]>> log = logs.computeIfAbsent(fed.topic(), topic -> new LinkedHashMap<>())
                    .computeIfAbsent(partition, number -> new ArrayList<>());
            byte[] value = fed.json().getBytes(StandardCharsets.UTF_8);
            log.add(new ConsumerRecord<>(
                    fed.topic(),
                    partition,
                    log.size(),
                    fed.at().toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    fed.key().length(),
                    value.length,
                    fed.key().getBytes(StandardCharsets.UTF_8),
                    value,
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return logs;
    }
}
