package io.micms.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.GenericMessage;

/**
 * Every consumer of a service reads what earlier releases documented, since its topics keep what they wrote: a service's
 * test extends this and names its application.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ReleasedExamples {

    /** What Spring Cloud Stream puts behind a function's name for the binding of its input. */
    private static final String CONSUMES = "-in-0";

    private final Class<?> application;
    private RunningService service;

    protected ReleasedExamples(Class<?> application) {
        this.application = application;
    }

    @BeforeAll
    void start() {
        service = RunningService.startUnfed(application);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @TestFactory
    Stream<DynamicTest> stayReadable() {
        BindingServiceProperties bindings = service.bean(BindingServiceProperties.class);
        List<DynamicTest> tests = bindings.getBindings().keySet().stream()
                .filter(binding -> binding.endsWith(CONSUMES))
                .flatMap(binding -> of(
                        binding.substring(0, binding.length() - CONSUMES.length()),
                        bindings.getBindingProperties(binding).getDestination()))
                .toList();
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private Stream<DynamicTest> of(String function, String topic) {
        List<String> messages = Contracts.messagesOf(topic);
        return Contracts.releasedExamples().stream()
                .filter(example -> messages.contains(example.message()))
                .map(example -> DynamicTest.dynamicTest(
                        function + " reads " + example, () -> assertTaken(function, topic, example)));
    }

    private void assertTaken(String function, String topic, Contracts.Example example) {
        double before = deadLettered(topic);
        byte[] value = example.body().getBytes(StandardCharsets.UTF_8);
        byte[] key = "k".getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                topic,
                0,
                0,
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());

        service.consumer(function)
                .accept(new GenericMessage<>(List.of(value), Map.of(KafkaHeaders.RAW_DATA, List.of(record))));

        assertThat(deadLettered(topic)).as("dead letters of " + topic).isEqualTo(before);
    }

    private double deadLettered(String topic) {
        Counter counter = service.bean(MeterRegistry.class)
                .find("micms.records.dead.lettered")
                .tag("topic", topic)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
