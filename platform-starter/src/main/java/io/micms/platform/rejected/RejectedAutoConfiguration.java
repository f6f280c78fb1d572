package io.micms.platform.rejected;

import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.Intake;
import io.micms.platform.rejected.RejectedRecord.State;
import io.micms.platform.web.KeysetPages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.messaging.Message;

/** For services that let people mend what was put aside of their inbound topic: they say where and bind {@code rejected}. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
            "io.micms.platform.consuming.ConsumingAutoConfiguration",
            "io.micms.platform.web.WebAutoConfiguration"
        })
@ConditionalOnProperty("micms.rejected.path")
@EnableConfigurationProperties(RejectedAutoConfiguration.RejectedProperties.class)
@Import(RejectedController.class)
class RejectedAutoConfiguration {

    /**
     * @param path where the service shows rejected records
     * @param personFields the fields of a record that name a person
     */
    @ConfigurationProperties("micms.rejected")
    record RejectedProperties(String path, @DefaultValue List<String> personFields) {}

    @Bean
    RejectedRecords rejectedRecords(
            MongoTemplate mongo, KeysetPages pages, Intake<?, ?> intake, RejectedProperties properties, Clock clock) {
        return new RejectedRecords(mongo, pages, intake, new Identities(properties.personFields()), clock);
    }

    /** To be bound to the dead letters of the inbound topic. */
    @Bean
    Consumer<Message<List<byte[]>>> rejected(BatchConsumers consumers, RejectedRecords records) {
        return consumers.ofDeadLetters(records::keep);
    }

    @Bean
    Gauge rejectedRecordsGauge(RejectedRecords records, MeterRegistry meters) {
        return Gauge.builder("micms.records.rejected", records, kept -> kept.count(State.REJECTED))
                .description("Records that were put aside and wait for a person")
                .register(meters);
    }
}
