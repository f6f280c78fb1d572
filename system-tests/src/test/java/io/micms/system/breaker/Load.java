package io.micms.system.breaker;

import io.micms.system.breaker.Action.Change;
import io.micms.system.breaker.Action.Produce;
import io.micms.system.breaker.Action.Register;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends a workload, customer by customer, many of them side by side, until it is told to end. */
final class Load implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(1_500);
    private static final int OUTAGE_AT_MOST_MS = 600_000;

    private final Workload workload;
    private final ApiClient api;
    private final KafkaProducer<String, byte[]> kafka;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicInteger records = new AtomicInteger();
    private final AtomicInteger customers = new AtomicInteger();
    private final Thread feeder;
    private volatile boolean running = true;

    private Load(Workload workload, ApiClient api, String bootstrapServers, Duration each) {
        this.workload = workload;
        this.api = api;
        this.kafka = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "max.block.ms", OUTAGE_AT_MOST_MS,
                        "delivery.timeout.ms", OUTAGE_AT_MOST_MS,
                        "request.timeout.ms", 5_000,
                        // With several, the first to a partition may be refused by a broker that has just returned, the
                        // second taken,
                        // and the first then never, being out of order.
                        "max.in.flight.requests.per.connection", 1),
                new StringSerializer(),
                new ByteArraySerializer());
        this.feeder = Thread.ofVirtual().name("load").unstarted(() -> run(each));
    }

    /** @param each how long until the next customer is begun with */
    static Load begin(Workload workload, ApiClient api, String bootstrapServers, Duration each) {
        Load load = new Load(workload, api, bootstrapServers, each);
        load.feeder.start();
        return load;
    }

    private void run(Duration each) {
        while (running && failure.get() == null) {
            send(workload.next(), LONGEST_PAUSE);
            pause(each);
        }
    }

    /** Sends somebody now, without a pause, of whom everything must come through. */
    void story() {
        send(workload.story(), Duration.ZERO);
    }

    private void send(List<Action> actions, Duration longestPause) {
        customers.incrementAndGet();
        threads.execute(() -> {
            try {
                for (Action action : actions) {
                    perform(action);
                    pause(longestPause
                            .multipliedBy(ThreadLocalRandom.current().nextInt(100))
                            .dividedBy(100));
                }
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        });
    }

    private void perform(Action action) {
        switch (action) {
            case Produce produce -> produce(produce);
            case Register register -> ids.put(register.externalId(), api.register(register.path(), register.body()));
            case Change change -> api.change(change.path() + "/" + ids.get(change.externalId()), change.body());
        }
    }

    private void produce(Produce produce) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                produce.topic(),
                null,
                produce.timestamp() == null ? null : produce.timestamp().toEpochMilli(),
                produce.key(),
                produce.value());
        produce.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        records.incrementAndGet();
        kafka.send(record, (metadata, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
        });
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String progress() {
        return "%d customers, %d records produced, %d calls"
                .formatted(customers.get(), records.get(), api.calls().size());
    }

    /**
     * Begins with nobody new and waits until everything has been taken.
     *
     * @throws IllegalStateException if something was refused, or was not taken in time
     */
    @Override
    public void close() {
        if (!running) {
            return;
        }
        running = false;
        try {
            feeder.join();
            threads.shutdown();
            if (!threads.awaitTermination(OUTAGE_AT_MOST_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The load does not come to an end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kafka.flush();
            kafka.close();
        }
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("The platform did not take what it was sent", first);
        }
    }
}
