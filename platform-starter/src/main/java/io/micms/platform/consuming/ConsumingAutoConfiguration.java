package io.micms.platform.consuming;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.cloud.stream.binder.kafka.config.ClientFactoryCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
class ConsumingAutoConfiguration {

    @Bean
    BatchConsumers batchConsumers(
            KafkaTemplate<?, ?> kafka,
            JsonMapper json,
            @Value("${spring.application.name}") String service,
            MeterRegistry meters) {
        @SuppressWarnings("unchecked") // Boot types its template loosely; the serialisers are set in the defaults.
        KafkaTemplate<String, byte[]> bytes = (KafkaTemplate<String, byte[]>) kafka;
        return new BatchConsumers(new DeadLetters(bytes, json, service, meters), meters);
    }

    /** Named in the platform's default properties as every binding's converter. */
    @Bean
    BatchMessageConverter rawBatchConverter() {
        return new RawBatchConverter();
    }

    /** @see GatheringConsumer */
    @Bean
    ClientFactoryCustomizer gatheringConsumers() {
        return new ClientFactoryCustomizer() {
            @Override
            public void configure(ConsumerFactory<?, ?> consumers) {
                consumers.addPostProcessor(GatheringConsumer::of);
            }
        };
    }

    /**
     * What gets as far as the container is a failure of the infrastructure. The batch is repeated until it passes; in
     * between the container pauses its consumer and keeps polling, so that it stays in its group.
     *
     * <p>The next batch does not wait until the broker has noted where the last one ended: of offsets that are lost with an
     * instance, the records come again, as they may at any time.
     */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> batchContainers() {
        return (container, destination, group) -> {
            container.getContainerProperties().setSyncCommits(false);
            ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
            backOff.setMaxInterval(10_000);
            container.setCommonErrorHandler(new DefaultErrorHandler(null, backOff));
        };
    }
}
