package io.micms.local.kafka;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The layout of the topics that {@code docs/asyncapi.yaml} publishes, and its creation on a single broker. */
public final class Topics {

    /** Partitions of a topic where nothing else is configured. */
    public static final int DEFAULT_PARTITIONS = 12;

    private static final String DLQ = ".dlq";
    private static final Duration INBOUND_RETENTION = Duration.ofDays(30);
    private static final Duration COMPACTION_LAG = Duration.ofDays(7);
    private static final Duration PROGRESS_RETENTION = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration FOR_EVER = Duration.ofMillis(-1);

    private static final List<String> INBOUND = List.of("customers.inbound", "orders.inbound");
    private static final List<String> COMPACTED = List.of(
            "customers", "orders", "segments", "campaigns", "audiences", "messages", "communications", "erasures");

    private Topics() {}

    /** Every topic of ours, each consumed one with its dead-letter topic. */
    public static List<NewTopic> layout(int partitions) {
        List<NewTopic> topics = new ArrayList<>();
        INBOUND.forEach(name -> topics.add(kept(name, partitions, INBOUND_RETENTION)));
        COMPACTED.forEach(name -> topics.add(topic(
                name,
                partitions,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                        String.valueOf(COMPACTION_LAG.toMillis())))));
        topics.add(kept("audit", partitions, FOR_EVER));
        topics.add(kept("progress", partitions, PROGRESS_RETENTION));
        for (String consumed : topics.stream().map(NewTopic::name).toList()) {
            topics.add(kept(consumed + DLQ, partitions, INBOUND_RETENTION));
        }
        return List.copyOf(topics);
    }

    /**
     * Creates what is missing and leaves what exists as it is.
     *
     * @return the names of the topics that were created
     * @throws IllegalStateException if the broker refuses or does not answer within two minutes
     */
    public static Set<String> create(String bootstrapServers, int partitions) {
        return create(bootstrapServers, layout(partitions));
    }

    /** The same with the partitions of {@code MICMS_KAFKA_PARTITIONS}. */
    public static Set<String> create(String bootstrapServers) {
        return create(bootstrapServers, configuredPartitions(System.getenv()));
    }

    /**
     * Creates the given topics where they are missing, for instance those that a test adds to the layout.
     *
     * @return the names of the topics that were created
     */
    public static Set<String> create(String bootstrapServers, List<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                String.valueOf(PATIENCE.toMillis())))) {
            Set<String> existing = admin.listTopics().names().get();
            Map<String, NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .collect(toMap(NewTopic::name, Function.identity()));
            for (var created : admin.createTopics(missing.values()).values().entrySet()) {
                awaitCreated(created.getKey(), created.getValue());
            }
            awaitLeaders(admin, missing.values());
            return Set.copyOf(missing.keySet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topics", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topics could not be created at " + bootstrapServers, e.getCause());
        }
    }

    /** The partitions that an environment asks for. */
    public static int configuredPartitions(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("MICMS_KAFKA_PARTITIONS"))
                .filter(text -> !text.isBlank())
                .map(Integer::valueOf)
                .orElse(DEFAULT_PARTITIONS);
    }

    private static void awaitCreated(String name, org.apache.kafka.common.KafkaFuture<Void> creation)
            throws InterruptedException, ExecutionException {
        try {
            creation.get();
        } catch (ExecutionException e) {
            // Another process laid it out in the meantime.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new ExecutionException("Topic " + name, e.getCause());
            }
        }
    }

    /**
     * Created means that the controller has noted it; only an answer of a partition's leader shows that it takes records. A
     * producer that is faster has its first batch refused and a later one taken, and then never gets the first one in.
     */
    private static void awaitLeaders(Admin admin, Collection<NewTopic> topics)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        Instant patience = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                admin.listOffsets(partitions).all().get();
                return;
            } catch (ExecutionException e) {
                // A busy broker has not read yet what its controller has noted; the client takes that for a final
                // answer.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || Instant.now().isAfter(patience)) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static NewTopic kept(String name, int partitions, Duration retention) {
        return topic(
                name,
                partitions,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(retention.toMillis())));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }
}
