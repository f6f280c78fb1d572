package io.micms.gateway.stream;

import io.micms.gateway.session.SignIn;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads every partition from now on, in no group: each gateway has clients of its own, and what happened while it was away they
 * learn by asking. Kafka may be away; nothing here waits for it.
 */
@Component
class TopicReader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_FOR_PARTITIONS_EVERY = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Map<String, Object> SETTINGS = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);

    /** Ids are ours. Anything else in a key is not for everybody to see. */
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

    /** Who may see imports and other jobs at their service; an analyst starts none. */
    private static final Set<String> SEE_JOBS = Set.of("ADMIN", "MANAGER", "MARKETER");

    private final KafkaProperties kafka;
    private final StreamProperties.Topics topics;
    private final Streams streams;
    private final Hints hints;
    private final JsonMapper json;
    private final MeterRegistry metrics;
    private @Nullable Thread reading;
    private CountDownLatch stopped = new CountDownLatch(0);

    TopicReader(
            KafkaProperties kafka,
            StreamProperties properties,
            Streams streams,
            Hints hints,
            JsonMapper json,
            MeterRegistry metrics) {
        this.kafka = kafka;
        this.topics = properties.topics();
        this.streams = streams;
        this.hints = hints;
        this.json = json;
        this.metrics = metrics;
    }

    /** What is passed on of {@code job.progressed.v1}, whatever else it may come to hold. */
    private record Job(
            String id,
            String kind,
            String state,
            int percent,
            long done,
            long rejected,
            @Nullable String failure) {

        Job {
            Objects.requireNonNull(id);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(state);
        }
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        reading = Thread.ofPlatform().daemon().name("topics").start(this::readUntilStopped);
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        Thread thread = reading;
        reading = null;
        if (thread != null) {
            try {
                thread.join(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return reading != null;
    }

    private void readUntilStopped() {
        while (!isStoppedAfter(Duration.ZERO)) {
            Map<String, Object> settings = kafka.buildConsumerProperties();
            settings.putAll(SETTINGS);
            try (Consumer<String, byte[]> consumer =
                    new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                read(consumer);
            } catch (RuntimeException e) {
                log.warn("Nothing can be read from Kafka at the moment: {}", e.toString());
                isStoppedAfter(PAUSE);
            }
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        Instant lookAgain = Instant.MIN;
        while (!isStoppedAfter(Duration.ZERO)) {
            if (Instant.now().isAfter(lookAgain)) {
                boolean complete = assign(consumer);
                lookAgain = Instant.now().plus(complete ? LOOK_FOR_PARTITIONS_EVERY : PAUSE);
            }
            if (consumer.assignment().isEmpty()) {
                isStoppedAfter(POLL);
            } else {
                consumer.poll(POLL).forEach(this::receive);
            }
        }
    }

    /** @return false if a topic is missing, which its service will lay out */
    private boolean assign(Consumer<String, byte[]> consumer) {
        Map<String, List<TopicPartition>> found = Stream.of(
                        topics.progress(), topics.segments(), topics.audiences(), topics.campaigns(), topics.messages())
                .collect(Collectors.toMap(topic -> topic, topic -> partitions(consumer, topic)));
        Set<TopicPartition> known = consumer.assignment();
        Set<TopicPartition> all = found.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        if (!known.equals(all)) {
            consumer.assign(all);
            consumer.seekToEnd(
                    all.stream().filter(partition -> !known.contains(partition)).toList());
        }
        return found.values().stream().noneMatch(List::isEmpty);
    }

    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer, String topic) {
        return Objects.requireNonNullElse(consumer.partitionsFor(topic), List.<PartitionInfo>of()).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private void receive(ConsumerRecord<String, byte[]> received) {
        String topic = received.topic();
        if (topic.equals(topics.progress())) {
            progressed(received.value());
        } else if (received.key() != null) {
            String id = received.key().split(":", 2)[0];
            if (!ID.matcher(id).matches()) {
                unreadable(topic);
            } else if (topic.equals(topics.segments()) || topic.equals(topics.audiences())) {
                hints.segmentChanged(id);
            } else {
                hints.campaignChanged(id);
            }
        }
    }

    private void progressed(byte @Nullable [] body) {
        try {
            Job job = json.readValue(body == null ? new byte[0] : body, Job.class);
            streams.tell("job", "job:" + job.id(), job, TopicReader::seesJobs);
        } catch (JacksonException e) {
            unreadable(topics.progress());
        }
    }

    private static boolean seesJobs(SignIn.Person person) {
        return person.roles().stream().anyMatch(SEE_JOBS::contains);
    }

    private void unreadable(String topic) {
        metrics.counter("micms.stream.unreadable", "topic", topic).increment();
    }

    private boolean isStoppedAfter(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
