import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows who joins and leaves audiences, as an advertising system would. Ends with Ctrl-C. */
class Consumer {

    public static void main(String[] arguments) {
        String brokers = arguments.length > 0 ? arguments[0] : "localhost:9092";
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "group.id", "my-advertising",
                // A new group begins at the start: the topic is compacted and has the present state of every membership.
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("audiences"));
            while (true) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    // The same state may come twice and versions may be skipped: keep the greatest "version" of each key.
                    System.out.println(type(record) + " " + record.value());
                }
                consumer.commitSync();
            }
        }
    }

    private static String type(ConsumerRecord<String, String> record) {
        Header type = record.headers().lastHeader("ce_type");
        return type == null ? "?" : new String(type.value(), StandardCharsets.UTF_8);
    }
}
