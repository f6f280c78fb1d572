package io.micms.benchmarks.segments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to {@code audiences}, and notes when it heard that somebody joined a segment. */
final class Audiences implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Makes what is measured longer, never shorter. */
    private static final Duration REST = Duration.ofMillis(3);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String segmentId;
    private final Map<String, Long> joined = new ConcurrentHashMap<>();
    private final Thread listening;

    Audiences(String bootstrapServers, String segmentId) {
        this.segmentId = segmentId;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor("audiences").stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        listening = Thread.ofPlatform().daemon().start(this::listen);
    }

    private void listen() {
        try {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::hear);
                // Asking for every single record takes more from the broker than what it has to do for what is
                // measured.
                LockSupport.parkNanos(REST.toNanos());
            }
        } catch (WakeupException e) {
            consumer.close();
        }
    }

    private void hear(ConsumerRecord<String, byte[]> event) {
        long now = System.nanoTime();
        // Most are about other segments, and reading them would take the processor from what is measured.
        if (!event.key().startsWith(segmentId)) {
            return;
        }
        JsonNode body = JSON.readTree(event.value());
        if (body.path("member").asBoolean()) {
            joined.putIfAbsent(body.path("customerId").asString(), now);
        }
    }

    /** When it was heard, see {@link System#nanoTime()}, by customer id. */
    Map<String, Long> joined() {
        return joined;
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        listening.join();
    }
}
