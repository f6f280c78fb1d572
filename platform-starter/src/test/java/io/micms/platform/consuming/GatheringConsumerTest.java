package io.micms.platform.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatheringConsumerTest {

    private static final TopicPartition ONE = new TopicPartition("orders", 0);
    private static final TopicPartition OTHER = new TopicPartition("orders", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MockConsumer<String, String> kafka = new MockConsumer<>("earliest");
    private final AtomicLong nanoTime = new AtomicLong();
    private final Consumer<String, String> consumer = GatheringConsumer.of(kafka, nanoTime::get, nanoTime::addAndGet);

    @BeforeEach
    void assign() {
        kafka.assign(List.of(ONE, OTHER));
        kafka.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
    }

    @Test
    void handsOutWhatCameSinceWithWhatWasAtHand() {
        kafka.schedulePollTask(() -> kafka.addRecord(record(ONE, 0)));
        kafka.schedulePollTask(() -> {
            kafka.addRecord(record(ONE, 1));
            kafka.addRecord(record(OTHER, 0));
        });

        ConsumerRecords<String, String> records = consumer.poll(PATIENCE);

        assertThat(offsets(records, ONE)).containsExactly(0L, 1L);
        assertThat(offsets(records, OTHER)).containsExactly(0L);
        assertThat(consumer.position(ONE)).isEqualTo(2);
    }

    @Test
    void handsOutAtOnceWhatItHadToWaitFor() {
        kafka.schedulePollTask(() -> {
            nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(50));
            kafka.addRecord(record(ONE, 0));
        });
        kafka.schedulePollTask(() -> kafka.addRecord(record(ONE, 1)));

        assertThat(offsets(consumer.poll(PATIENCE), ONE)).containsExactly(0L);
    }

    @Test
    void handsOutAtOnceWhatIsEnough() {
        kafka.schedulePollTask(() -> LongStream.range(0, 100).forEach(offset -> kafka.addRecord(record(ONE, offset))));
        kafka.schedulePollTask(() -> kafka.addRecord(record(OTHER, 0)));

        assertThat(consumer.poll(PATIENCE).partitions()).containsExactly(ONE);
    }

    @Test
    void asksAgainWhereThereIsNearlyEnough() {
        kafka.schedulePollTask(() -> LongStream.range(0, 99).forEach(offset -> kafka.addRecord(record(ONE, offset))));
        kafka.schedulePollTask(() -> kafka.addRecord(record(OTHER, 0)));

        assertThat(consumer.poll(PATIENCE).partitions()).containsExactlyInAnyOrder(ONE, OTHER);
    }

    @Test
    void handsOutAtOnceWhatIsAskedForWithoutPatience() {
        kafka.schedulePollTask(() -> kafka.addRecord(record(ONE, 0)));
        kafka.schedulePollTask(() -> kafka.addRecord(record(ONE, 1)));

        assertThat(offsets(consumer.poll(Duration.ZERO), ONE)).containsExactly(0L);
    }

    @Test
    void handsOutBatchesApart() {
        long first = handOut(record(ONE, 0));
        after(4);

        assertThat(handOut(record(ONE, 1)) - first).isEqualTo(15);
    }

    @Test
    void restsNoLongerWhereTheLastBatchTookAsLong() {
        handOut(record(ONE, 0));
        long done = after(16);

        assertThat(handOut(record(ONE, 1))).isEqualTo(done);
    }

    @Test
    void doesNotRestWhereThereWasNothing() {
        handOut(record(ONE, 0));
        after(16);
        assertThat(consumer.poll(PATIENCE).isEmpty()).isTrue();
        long asked = after(1);

        assertThat(handOut(record(ONE, 1))).isEqualTo(asked);
    }

    /** @return when, in milliseconds */
    private long handOut(ConsumerRecord<String, String> record) {
        kafka.schedulePollTask(() -> kafka.addRecord(record));
        assertThat(consumer.poll(PATIENCE).count()).isEqualTo(1);
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.get());
    }

    /** @return when that is, in milliseconds */
    private long after(long millis) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    @Test
    void losesNothingWhenItIsInterruptedInBetween() {
        kafka.schedulePollTask(() -> kafka.addRecord(record(ONE, 0)));
        kafka.schedulePollTask(() -> {
            throw new WakeupException();
        });

        assertThat(offsets(consumer.poll(PATIENCE), ONE)).containsExactly(0L);
    }

    @Test
    void failsAsKafkasOwnDoes() {
        kafka.schedulePollTask(() -> {
            throw new WakeupException();
        });

        assertThatThrownBy(() -> consumer.poll(PATIENCE)).isInstanceOf(WakeupException.class);
        assertThatThrownBy(() -> consumer.position(new TopicPartition("orders", 2)))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesToOthersWhatWasTakenAwayInBetween() {
        ConsumerRecords<String, String> first = records(record(ONE, 0), record(OTHER, 0));

        ConsumerRecords<String, String> together =
                GatheringConsumer.together(first, records(record(OTHER, 1)), Set.of(OTHER));

        assertThat(together.partitions()).containsExactly(OTHER);
        assertThat(together.nextOffsets()).containsOnlyKeys(OTHER);
    }

    @Test
    void handsOutOnceWhatIsReadAgain() {
        ConsumerRecords<String, String> together = GatheringConsumer.together(
                records(record(ONE, 5), record(ONE, 6)),
                records(record(ONE, 5), record(ONE, 6), record(ONE, 7)),
                Set.of(ONE));

        assertThat(offsets(together, ONE)).containsExactly(5L, 6L, 7L);
    }

    @Test
    void handsOutOnceWhatIsReadAgainFromTheLast() {
        ConsumerRecords<String, String> together =
                GatheringConsumer.together(records(record(ONE, 6)), records(record(ONE, 6)), Set.of(ONE));

        assertThat(offsets(together, ONE)).containsExactly(6L);
    }

    @Test
    void saysWhereEachPartitionGoesOn() {
        ConsumerRecords<String, String> together = GatheringConsumer.together(
                records(record(ONE, 5), record(OTHER, 0)), records(record(OTHER, 1)), Set.of(ONE, OTHER));

        assertThat(together.nextOffsets())
                .isEqualTo(Map.of(ONE, new OffsetAndMetadata(6), OTHER, new OffsetAndMetadata(2)));
    }

    private static List<Long> offsets(ConsumerRecords<String, String> records, TopicPartition partition) {
        return records.records(partition).stream().map(ConsumerRecord::offset).toList();
    }

    private static ConsumerRecord<String, String> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "key", "value " + offset);
    }

    @SafeVarargs
    private static ConsumerRecords<String, String> records(ConsumerRecord<String, String>... records) {
        Map<TopicPartition, List<ConsumerRecord<String, String>>> byPartition = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (ConsumerRecord<String, String> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            byPartition.computeIfAbsent(partition, first -> new ArrayList<>()).add(record);
            next.put(partition, new OffsetAndMetadata(record.offset() + 1));
        }
        return new ConsumerRecords<>(byPartition, next);
    }
}
