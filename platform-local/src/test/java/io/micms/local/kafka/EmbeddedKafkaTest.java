package io.micms.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class EmbeddedKafkaTest {

    @Test
    void keepsRecordsAndTopicsOverARestart(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(Topics.create(kafka.bootstrapServers(), 3))
                    .contains("customers", "orders.inbound", "orders.inbound.dlq");
            assertThat(Topics.create(kafka.bootstrapServers(), 3)).isEmpty();
            produce(kafka, "customers", "c-1", "Asha");
            assertThat(consume(kafka, "customers")).containsExactly("c-1=Asha");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(consume(kafka, "customers")).containsExactly("c-1=Asha");
            assertThat(Topics.create(kafka.bootstrapServers(), 3)).isEmpty();
            assertThat(setting(kafka, "customers", TopicConfig.CLEANUP_POLICY_CONFIG))
                    .isEqualTo("compact");
            assertThat(setting(kafka, "customers.dlq", TopicConfig.CLEANUP_POLICY_CONFIG))
                    .isEqualTo("delete");
            assertThat(setting(kafka, "orders.inbound", TopicConfig.RETENTION_MS_CONFIG))
                    .isEqualTo(String.valueOf(Duration.ofDays(30).toMillis()));
            assertThat(setting(kafka, "progress", TopicConfig.RETENTION_MS_CONFIG))
                    .isEqualTo(String.valueOf(Duration.ofDays(1).toMillis()));
            assertThat(setting(kafka, "audit", TopicConfig.RETENTION_MS_CONFIG)).isEqualTo("-1");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                assertThat(admin.describeTopics(List.of("orders"))
                                .allTopicNames()
                                .get()
                                .get("orders")
                                .partitions())
                        .hasSize(3);
            }
        }
    }

    @Test
    void theEnvironmentSetsTheNumberOfPartitions() {
        assertThat(Topics.configuredPartitions(Map.of())).isEqualTo(12);
        assertThat(Topics.configuredPartitions(Map.of("MICMS_KAFKA_PARTITIONS", "5")))
                .isEqualTo(5);
    }

    private static void produce(EmbeddedKafka kafka, String topic, String key, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> consume(EmbeddedKafka kafka, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        "probe-" + System.nanoTime(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> found = new ArrayList<>();
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (found.isEmpty() && System.nanoTime() < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    found.add(record.key() + "=" + record.value());
                }
            }
            return found;
        }
    }

    private static String setting(EmbeddedKafka kafka, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        }
    }
}
