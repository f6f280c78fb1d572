package io.micms.platform.testing;

import io.micms.local.kafka.EmbeddedKafka;
import io.micms.local.kafka.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Kafka and MongoDB for the tests of one JVM, started once; every application context gets a database of its own in
 * {@link TestMongo}.
 */
public final class TestInfrastructure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int PARTITIONS = 3;

    static {
        // Several modules test at once on few cores; what matters is that a state is reached, not how soon.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    private static final class StartedKafka {
        static final EmbeddedKafka KAFKA = startKafka();

        private static EmbeddedKafka startKafka() {
            try {
                EmbeddedKafka kafka = EmbeddedKafka.start(Files.createTempDirectory("mi-cms-test-kafka"), 0);
                Topics.create(kafka.bootstrapServers(), Topics.layout(PARTITIONS));
                return kafka;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static String kafkaBootstrapServers() {
        return StartedKafka.KAFKA.bootstrapServers();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.kafka.bootstrap-servers=" + kafkaBootstrapServers(),
                        "micms.publishing.partitions=" + PARTITIONS,
                        "spring.mongodb.uri=" + TestMongo.uri(),
                        "spring.mongodb.database=test_"
                                + UUID.randomUUID().toString().replace("-", ""))
                .applyTo(context);
    }
}
