package io.micms.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes to the inbound topics as any other system would: CloudEvents in binary mode, through a plain Kafka client. */
final class DemoProducer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Instant time;

    DemoProducer(String bootstrapServers, Instant time) {
        this.time = time;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(DemoCustomer customer) {
        send("customers.inbound", customer.externalId(), customer.externalId(), "customer.recorded.v1", customer);
    }

    void send(DemoOrder order) {
        send("orders.inbound", order.customerExternalId(), order.externalId(), "order.recorded.v1", order);
    }

    /** @throws IllegalStateException if Kafka has refused anything */
    @Override
    public void close() {
        producer.flush();
        producer.close();
        Exception refused = failure.get();
        if (refused != null) {
            throw new IllegalStateException("Kafka did not take all of the demo data", refused);
        }
    }

    private void send(String topic, String key, String subject, String type, Object body) {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, key, JSON.writeValueAsBytes(body));
        event.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", ("demo-" + subject + "-" + time).getBytes(UTF_8))
                .add("ce_type", type.getBytes(UTF_8))
                .add("ce_source", "/demo".getBytes(UTF_8))
                .add("ce_time", time.toString().getBytes(UTF_8))
                .add("ce_subject", subject.getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        producer.send(event, (metadata, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
        });
    }
}
