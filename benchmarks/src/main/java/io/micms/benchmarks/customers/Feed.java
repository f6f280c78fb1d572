package io.micms.benchmarks.customers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Feeds people to a topic and waits until each has become an event on another. */
final class Feed implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String inbound;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<String> seen = new HashSet<>();
    private long eventBytes;

    Feed(String bootstrapServers, String inbound, String events) {
        this.inbound = inbound;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(events).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /**
     * @param first of the {@link People}
     * @return records per second, from the first that is fed to the last that has become an event
     */
    double take(int first, int count, int state) throws IOException {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(count);
        for (int person = first; person < first + count; person++) {
            records.add(new ProducerRecord<>(
                    inbound,
                    People.externalId(person),
                    JSON.writeValueAsString(People.json(person, state)).getBytes(StandardCharsets.UTF_8)));
        }
        int expected = seen.size() + count;
        long begin = System.nanoTime();
        records.forEach(producer::send);
        producer.flush();
        while (seen.size() < expected) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("Only %d of %d events came".formatted(seen.size(), expected));
            }
            consumer.poll(POLL).forEach(this::count);
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    /** A state that is sent once more counts once. */
    private void count(ConsumerRecord<String, byte[]> event) {
        if (seen.add(new String(event.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))) {
            eventBytes += event.value().length;
        }
    }

    int averageEventBytes() {
        return (int) (eventBytes / seen.size());
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
