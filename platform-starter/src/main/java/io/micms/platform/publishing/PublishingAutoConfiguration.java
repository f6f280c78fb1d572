package io.micms.platform.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(
        afterName = {
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
        })
@EnableConfigurationProperties(PublishingAutoConfiguration.PublishingProperties.class)
@EnableScheduling
class PublishingAutoConfiguration {

    /** Left alone, Kafka may never compact a quiet partition, and what was erased would stay readable there. */
    private static final Duration EARLIER_STATES_GONE_AFTER = Duration.ofDays(7);

    /**
     * @param overdueAfter how long a send may take before the sweeper repeats it
     * @param settleMargin what is added to the producer's delivery timeout until a record counts as unable to land any
     *     more: a request may wait at a broker after its producer gave it up, and clocks differ
     * @param sweepBatch how many states the sweeper sends at once
     * @param sweepPatience how long it waits for their acknowledgements
     * @param partitions of the topics that this service creates
     * @param topics the topics that this service answers for, and what becomes of their records
     * @param gathered the topics whose records wait for others, and how long
     */
    @ConfigurationProperties("micms.publishing")
    record PublishingProperties(
            @DefaultValue("5s") Duration overdueAfter,
            @DefaultValue("15s") Duration settleMargin,
            @DefaultValue("500") int sweepBatch,
            @DefaultValue("10s") Duration sweepPatience,
            @DefaultValue("12") int partitions,
            @DefaultValue Map<String, Retention> topics,
            @DefaultValue Map<String, Duration> gathered) {}

    /** What becomes of a topic's records. */
    enum Retention {
        COMPACTED,
        A_DAY,
        THIRTY_DAYS,
        FOR_EVER;

        NewTopic topic(String name, int partitions) {
            TopicBuilder topic = TopicBuilder.name(name).partitions(partitions);
            return switch (this) {
                case COMPACTED ->
                    topic.compact()
                            .config(
                                    TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                                    String.valueOf(EARLIER_STATES_GONE_AFTER.toMillis()))
                            .build();
                case A_DAY -> keptFor(topic, Duration.ofDays(1));
                case THIRTY_DAYS -> keptFor(topic, Duration.ofDays(30));
                case FOR_EVER ->
                    topic.config(TopicConfig.RETENTION_MS_CONFIG, "-1").build();
            };
        }

        private static NewTopic keptFor(TopicBuilder topic, Duration age) {
            return topic.config(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(age.toMillis()))
                    .build();
        }
    }

    /** Ticks in milliseconds, as the database keeps them, so that an instant reads back as it was written. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler jobs() {
        ThreadPoolTaskScheduler jobs = new ThreadPoolTaskScheduler();
        jobs.setThreadNamePrefix("job-");
        jobs.setDaemon(true);
        return jobs;
    }

    /**
     * Gives every job of a service a thread, so that one that waits or takes long holds up no other. Left alone, Spring takes
     * the scheduler that Spring Integration goes by, and with virtual threads that has a single one for all that is
     * scheduled with a delay.
     */
    @Bean
    SchedulingConfigurer jobsApart(@Qualifier("jobs") ThreadPoolTaskScheduler jobs) {
        return registrar -> {
            jobs.setPoolSize(Math.max(1, registrar.getFixedDelayTaskList().size()));
            registrar.setTaskScheduler(jobs);
        };
    }

    @Bean
    EventSender eventSender(
            KafkaTemplate<?, ?> kafka,
            JsonMapper json,
            PublishingProperties properties,
            @Value("${spring.application.name}") String service,
            MeterRegistry meters) {
        @SuppressWarnings("unchecked") // Boot types its template loosely; the serialisers are set in the defaults.
        KafkaTemplate<String, byte[]> bytes = (KafkaTemplate<String, byte[]>) kafka;
        return new EventSender(bytes, properties.gathered(), json, "/" + service, meters);
    }

    @Bean
    PublishedDocumentsFactory publishedDocumentsFactory(
            MongoTemplate mongo,
            EventSender sender,
            KafkaTemplate<?, ?> kafka,
            Clock clock,
            PublishingProperties properties) {
        Duration settleTime = EventSender.PATIENCE
                .plus(deliveryTimeout(kafka.getProducerFactory().getConfigurationProperties()))
                .plus(properties.settleMargin());
        return new PublishedDocumentsFactory(mongo, sender, clock, properties.overdueAfter(), settleTime);
    }

    private static Duration deliveryTimeout(Map<String, Object> settings) {
        return Duration.ofMillis(new ProducerConfig(settings).getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
    }

    @Bean
    PublicationSweeper publicationSweeper(PublishedDocumentsFactory documents, PublishingProperties properties) {
        return new PublicationSweeper(documents, properties);
    }

    @Bean
    WrittenTopics writtenTopics(KafkaAdmin admin, PublishingProperties properties) {
        return new WrittenTopics(
                admin.getConfigurationProperties(),
                properties.topics().entrySet().stream()
                        .map(topic -> topic.getValue().topic(topic.getKey(), properties.partitions()))
                        .toList());
    }
}
