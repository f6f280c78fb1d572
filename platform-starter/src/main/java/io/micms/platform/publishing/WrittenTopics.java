package io.micms.platform.publishing;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the topics that a service answers for, where they are missing, and sees to their retention where they are not: a
 * consumer that started first has made them with the broker's own. The number of partitions of an existing topic is never
 * touched, since more of them would move customers between partitions. With the broker away it tries again, and the service
 * works meanwhile.
 */
final class WrittenTopics implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WrittenTopics.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final List<NewTopic> topics;
    private volatile boolean running;

    WrittenTopics(Map<String, Object> settings, List<NewTopic> topics) {
        this.settings = settings;
        this.topics = List.copyOf(topics);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("written-topics").start(this::bringAbout);
    }

    private void bringAbout() {
        while (running) {
            try (Admin admin = Admin.create(settings)) {
                for (KafkaFuture<Void> created :
                        admin.createTopics(topics).values().values()) {
                    await(created);
                }
                admin.incrementalAlterConfigs(retention()).all().get();
                return;
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | RuntimeException e) {
                log.warn("Topics could not be created yet, which is repeated: {}", e.toString());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Map<ConfigResource, Collection<AlterConfigOp>> retention() {
        Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
        for (NewTopic topic : topics) {
            settings.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    topic.configs().entrySet().stream()
                            .map(setting -> new AlterConfigOp(
                                    new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                            .toList());
        }
        return settings;
    }

    private static void await(KafkaFuture<Void> created) throws ExecutionException, InterruptedException {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Early, so that consumers of the same topics do not have them made with other settings. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
