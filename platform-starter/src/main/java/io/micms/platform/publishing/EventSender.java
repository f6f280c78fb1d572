package io.micms.platform.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands events to Kafka on a thread of its own, so that no caller ever waits for a broker. What does not fit the queue,
 * or waits in it for too long, is refused; it stays owed, and the sweeper sends it later.
 *
 * <p>A topic may have a producer of its own, which waits longer for company: a broker's work is by the batch, and where
 * events come by the thousand and nobody waits for a single one, that is most of what they cost.
 *
 * <p>The idempotent producer keeps the order of what it sends to a partition. When the factory gives it up for another
 * one, what it has under way may land at any time, so the sender goes by another name from then on.
 */
public final class EventSender implements EventTransport, DisposableBean {

    /** How long an event may wait here. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int QUEUED_AT_MOST = 10_000;

    private final KafkaOperations<String, byte[]> kafka;
    private final Map<String, KafkaTemplate<String, byte[]>> gathering = new HashMap<>();
    private final JsonMapper json;
    private final String source;
    private final MeterRegistry meters;
    private final ThreadPoolExecutor sender;
    private volatile String name = newName();

    /**
     * @param gathered how long events wait for others, by topic; those of other topics do as the producer is set
     * @param source the CloudEvents source, such as {@code /customer-service}
     */
    EventSender(
            KafkaTemplate<String, byte[]> kafka,
            Map<String, Duration> gathered,
            JsonMapper json,
            String source,
            MeterRegistry meters) {
        renameWithProducersOf(kafka);
        gathered.forEach((topic, linger) -> {
            KafkaTemplate<String, byte[]> own = new KafkaTemplate<>(
                    kafka.getProducerFactory(),
                    Map.of(
                            ProducerConfig.LINGER_MS_CONFIG,
                            linger.toMillis(),
                            ProducerConfig.CLIENT_ID_CONFIG,
                            source.substring(1) + "-producer-" + topic));
            renameWithProducersOf(own);
            gathering.put(topic, own);
        });
        this.kafka = kafka;
        this.json = json;
        this.source = source;
        this.meters = meters;
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUED_AT_MOST),
                Thread.ofPlatform().name("event-sender").daemon().factory());
    }

    private void renameWithProducersOf(KafkaTemplate<String, byte[]> template) {
        template.getProducerFactory().addListener(new ProducerFactory.Listener<>() {
            @Override
            public void producerRemoved(String id, Producer<String, byte[]> producer) {
                name = newName();
            }
        });
    }

    private static String newName() {
        return UUID.randomUUID().toString();
    }

    @Override
    public String sender() {
        return name;
    }

    @Override
    public CompletableFuture<Void> send(OutgoingEvent event) {
        // The body is written here and now: the document may change before the sender's turn comes.
        byte[] value = json.writeValueAsBytes(event.body());
        long queued = System.nanoTime();
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        try {
            sender.execute(() -> {
                if (System.nanoTime() - queued > PATIENCE.toNanos()) {
                    acknowledged.completeExceptionally(new TimeoutException("Waited too long to be sent"));
                } else {
                    sendNow(event, value, acknowledged);
                }
            });
        } catch (RejectedExecutionException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged.whenComplete((ok, failure) -> meters.counter(
                        "micms.events.published", "topic", event.topic(), "outcome", failure == null ? "ok" : "failed")
                .increment());
    }

    private void sendNow(OutgoingEvent event, byte[] value, CompletableFuture<Void> acknowledged) {
        try {
            KafkaOperations<String, byte[]> way = to(event.topic());
            way.send(record(way, event, value)).whenComplete((sent, failure) -> {
                if (failure == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            acknowledged.completeExceptionally(e);
        }
    }

    /** Always the same for a topic, since only one producer's records keep their order. */
    private KafkaOperations<String, byte[]> to(String topic) {
        KafkaOperations<String, byte[]> own = gathering.get(topic);
        return own == null ? kafka : own;
    }

    private ProducerRecord<String, byte[]> record(
            KafkaOperations<String, byte[]> way, OutgoingEvent event, byte[] value) {
        int partitions = way.partitionsFor(event.topic()).size();
        int partition =
                Utils.toPositive(Utils.murmur2(event.partitionKey().getBytes(StandardCharsets.UTF_8))) % partitions;
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(event.topic(), partition, event.key(), value);
        Headers headers = record.headers();
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_id", event.id());
        header(headers, "ce_type", event.type());
        header(headers, "ce_source", source);
        header(headers, "ce_time", event.time().toString());
        header(headers, "ce_subject", event.key());
        header(headers, "content-type", "application/json");
        return record;
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void destroy() {
        sender.shutdown();
        gathering.values().forEach(KafkaTemplate::destroy);
    }
}
