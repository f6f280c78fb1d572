package io.micms.platform.consuming;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that hands out all there is. Kafka's own asks for the next records before it hands out some, and the broker
 * answers as soon as it has a single one. So whoever comes back after a while is handed that one alone, and all that came
 * after it wait while a batch of one is handled.
 *
 * <p>Records that were at hand already are therefore not handed out before the broker has been asked once more. Those that
 * had to be waited for are: then there was nothing to do, and nothing is likely to follow.
 */
final class GatheringConsumer<K, V> implements InvocationHandler {

    /** Nothing that takes longer was at hand. */
    private static final Duration AT_HAND = Duration.ofMillis(2);

    private static final Duration GATHERING = Duration.ofMillis(5);

    /** From one batch to the next. Each of the services that a record passes through adds about as much to its way. */
    private static final Duration APART = Duration.ofMillis(15);

    /** A batch that needs no more for what each batch takes besides. */
    private static final int ENOUGH = 100;

    private final Consumer<K, V> consumer;
    private final LongSupplier nanoTime;
    private final LongConsumer rest;

    /** When the last batch was handed out; null if the next one may follow at once. */
    private @Nullable Long handedOutAt;

    private GatheringConsumer(Consumer<K, V> consumer, LongSupplier nanoTime, LongConsumer rest) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.rest = rest;
    }

    static <K, V> Consumer<K, V> of(Consumer<K, V> consumer) {
        return of(consumer, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param nanoTime as {@link System#nanoTime()}
     * @param rest as {@link LockSupport#parkNanos(long)}
     */
    @SuppressWarnings("unchecked") // It is what it implements.
    static <K, V> Consumer<K, V> of(Consumer<K, V> consumer, LongSupplier nanoTime, LongConsumer rest) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                GatheringConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new GatheringConsumer<>(consumer, nanoTime, rest));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        if (method.getName().equals("poll") && arguments[0] instanceof Duration timeout) {
            return poll(timeout);
        }
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private ConsumerRecords<K, V> poll(Duration timeout) {
        restSinceLast();
        ConsumerRecords<K, V> batch = gather(timeout);
        handedOutAt = batch.isEmpty() ? null : Long.valueOf(nanoTime.getAsLong());
        return batch;
    }

    private void restSinceLast() {
        if (handedOutAt != null) {
            long left = APART.toNanos() - (nanoTime.getAsLong() - handedOutAt);
            if (left > 0) {
                rest.accept(left);
            }
        }
    }

    private ConsumerRecords<K, V> gather(Duration timeout) {
        long begin = nanoTime.getAsLong();
        ConsumerRecords<K, V> first = consumer.poll(timeout);
        if (first.isEmpty()
                || first.count() >= ENOUGH
                || nanoTime.getAsLong() - begin > AT_HAND.toNanos()
                || timeout.isZero()) {
            return first;
        }
        ConsumerRecords<K, V> rest;
        try {
            rest = consumer.poll(GATHERING);
        } catch (RuntimeException e) {
            // The consumer stands behind the first ones already, and would never bring them again. A wish to stop is
            // asked about before the next poll, and whatever else it is comes again with that.
            return first;
        }
        return together(first, rest, consumer.assignment());
    }

    /**
     * @param assigned the partitions that are still this consumer's: others may have been taken away, or given back from
     *     what is committed on, between the two
     */
    static <K, V> ConsumerRecords<K, V> together(
            ConsumerRecords<K, V> first, ConsumerRecords<K, V> rest, Set<TopicPartition> assigned) {
        Map<TopicPartition, List<ConsumerRecord<K, V>>> records = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : first.partitions()) {
            List<ConsumerRecord<K, V>> later = rest.records(partition);
            List<ConsumerRecord<K, V>> earlier = first.records(partition);
            boolean again = !later.isEmpty()
                    && later.getFirst().offset() <= earlier.getLast().offset();
            if (assigned.contains(partition) && !again) {
                records.put(partition, new ArrayList<>(earlier));
                next.put(partition, first.nextOffsets().get(partition));
            }
        }
        for (TopicPartition partition : rest.partitions()) {
            records.computeIfAbsent(partition, none -> new ArrayList<>()).addAll(rest.records(partition));
        }
        next.putAll(rest.nextOffsets());
        return new ConsumerRecords<>(records, next);
    }
}
