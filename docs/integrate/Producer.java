import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells Mi-CMS of a customer and an order, as a shop's back end would. */
class Producer {

    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        String brokers = arguments.length > 0 ? arguments[0] : "localhost:9092";
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "acks", "all",
                "enable.idempotence", true);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            // updatedAt says when this was true, so that records may arrive late, twice and in any order.
            String customer = """
                    {"externalId": "SHOP-1", "firstName": "Asha", "lastName": "Rao", "email": "asha.rao@example.com",
                     "city": "Pune", "country": "IN", "consent": {"email": true}, "updatedAt": "%s"}
                    """.formatted(Instant.now());
            String order = """
                    {"externalId": "SHOP-O-1", "customerExternalId": "SHOP-1", "placedAt": "%s", "status": "PAID",
                     "currency": "INR", "total": "6499.00",
                     "items": [{"sku": "SH-9", "name": "Trail shoe", "category": "Shoes", "quantity": 1, "unitPrice": "6499.00"}]}
                    """.formatted(Instant.now());
            // Both are keyed by the customer, so that what concerns one customer stays in order.
            var taken = producer.send(new ProducerRecord<>("customers.inbound", "SHOP-1", customer)).get();
            System.out.println("Customer at " + taken);
            taken = producer.send(new ProducerRecord<>("orders.inbound", "SHOP-1", order)).get();
            System.out.println("Order at " + taken);
        }
    }
}
