package io.micms.local.kafka;

import static java.util.Objects.requireNonNull;

import io.micms.local.LocalPorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka node, broker and controller at once, in this process. Data in its directory survives a restart. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE_ID = 1;
    private static final String CONTROLLER_LISTENER = "CONTROLLER";

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a node that answers when this returns.
     *
     * @param directory for the data; must outlive the node, since Kafka ends its process when its logs vanish
     * @param port on the loopback address, 0 for any free one
     * @throws IllegalStateException if the directory cannot be formatted
     */
    public static EmbeddedKafka start(Path directory, int port) {
        List<Integer> free = LocalPorts.free(2);
        int brokerPort = port == 0 ? free.getFirst() : port;
        int controllerPort = free.getLast();
        Path logs = directory.resolve("kafka").toAbsolutePath();
        format(logs);
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(settings(logs, brokerPort, controllerPort), false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, brokerPort);
    }

    /** What a client connects to. */
    public String bootstrapServers() {
        return LocalPorts.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path logs) {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(logs);
            if (Files.exists(logs.resolve("meta.properties"))) {
                return;
            }
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .run();
        } catch (IOException e) {
            throw new IllegalStateException("Kafka's directory cannot be made: " + logs, e);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's directory cannot be formatted: " + logs, e);
        }
    }

    private static Properties settings(Path logs, int port, int controllerPort) {
        String broker = "PLAINTEXT://" + LocalPorts.HOST + ":" + port;
        String controller = LocalPorts.HOST + ":" + controllerPort;
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("listeners", broker + "," + CONTROLLER_LISTENER + "://" + controller);
        settings.put("advertised.listeners", broker);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", requireNonNull(logs.toString()));
        // A topic that nobody laid out would silently get one partition and lose its compaction.
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.partitions", "12");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "2");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // One consumer per group is the rule here: waiting for others to join only delays the first record.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Sized for one machine and a heap of some hundred MB.
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
        settings.put("log.index.size.max.bytes", String.valueOf(1024 * 1024));
        settings.put("broker.heartbeat.interval.ms", "500");
        // On a machine with too much to do, a late heartbeat would take every partition's only leader away.
        settings.put("broker.session.timeout.ms", "120000");
        settings.put("initial.broker.registration.timeout.ms", "180000");
        settings.put("metadata.log.max.record.bytes.between.snapshots", String.valueOf(8 * 1024 * 1024));
        settings.put("socket.request.max.bytes", String.valueOf(16 * 1024 * 1024));
        return settings;
    }
}
