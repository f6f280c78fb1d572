package io.micms.local.kafka;

import io.micms.local.LocalPorts;
import java.nio.file.Path;

/** {@link EmbeddedKafka} with our topics as a process of its own. */
public final class KafkaProcess {

    private KafkaProcess() {}

    /** @param args directory, port and, if clients are to connect elsewhere, the port that they are told */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[1]);
        EmbeddedKafka kafka =
                EmbeddedKafka.start(Path.of(args[0]), port, args.length > 2 ? Integer.parseInt(args[2]) : port);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-shutdown"));
        Topics.create(kafka.bootstrapServers());
        System.out.println("Kafka answers on " + LocalPorts.HOST + ":" + kafka.port());
        kafka.awaitShutdown();
    }
}
