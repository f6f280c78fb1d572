package io.micms.local.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.micms.local.kafka.EmbeddedKafka;
import io.micms.local.kafka.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoDataTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    private final DemoData demo = DemoData.before(NOW);

    @Test
    void isTheSameEachTime() {
        DemoData again = DemoData.before(NOW.plus(Duration.ofHours(3)));
        assertThat(again.customers()).isEqualTo(demo.customers());
        assertThat(again.orders()).isEqualTo(demo.orders());
        assertThat(demo.customers().getFirst().externalId()).isEqualTo("C-10001");
    }

    @Test
    void everybodySignsUpBeforeTheyBuy() {
        Map<String, Instant> since =
                demo.customers().stream().collect(toMap(DemoCustomer::externalId, DemoCustomer::updatedAt));
        assertThat(demo.orders())
                .allMatch(order -> since.get(order.customerExternalId()).isBefore(order.placedAt()));
        assertThat(since.values())
                .allMatch(at -> at.isBefore(NOW))
                .as("some are new")
                .anyMatch(at -> at.isAfter(NOW.minus(Duration.ofDays(30))))
                .as("and some are old friends")
                .anyMatch(at -> at.isBefore(NOW.minus(Duration.ofDays(600))));
    }

    @Test
    void totalsAddUp() {
        for (DemoOrder order : demo.orders()) {
            BigDecimal items = order.items().stream()
                    .map(item -> new BigDecimal(item.unitPrice()).multiply(BigDecimal.valueOf(item.quantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(new BigDecimal(order.total()))
                    .as(order.externalId())
                    .isEqualByComparingTo(
                            items.subtract(amount(order.discount())).add(amount(order.shipping())))
                    .isPositive();
        }
    }

    @Test
    void looksLikeAShop() {
        assertThat(demo.customers()).hasSize(2000);
        assertThat(demo.orders()).hasSizeBetween(9_000, 11_000);
        assertThat(demo.orders())
                .allMatch(order ->
                        order.placedAt().isBefore(NOW) && order.placedAt().isAfter(NOW.minus(Duration.ofDays(732))));
        assertThat(demo.customers().stream().map(DemoCustomer::email).collect(toSet()))
                .hasSize(2000)
                .allMatch(email -> email.matches("[a-z0-9.]+@example\\.com"));
        Set<String> known =
                demo.customers().stream().map(DemoCustomer::externalId).collect(toSet());
        assertThat(demo.orders()).allMatch(order -> known.contains(order.customerExternalId()));
        assertThat(demo.orders().stream().map(DemoOrder::externalId).collect(toSet()))
                .hasSameSizeAs(demo.orders());
        assertThat(demo.customers().stream().map(DemoCustomer::city).collect(toSet()))
                .contains("Pune", "Mumbai", "Bengaluru", "Delhi", "Chennai", "Hyderabad", "Kolkata", "Jaipur");

        Map<String, List<DemoOrder>> byCustomer =
                demo.orders().stream().collect(groupingBy(DemoOrder::customerExternalId));
        assertThat(byCustomer.size()).as("some never bought").isLessThan(2000);
        assertThat(byCustomer.values()).anyMatch(orders -> orders.size() == 1).anyMatch(orders -> orders.size() > 12);
        assertThat(byCustomer.values().stream()
                        .filter(orders -> orders.getLast().placedAt().isBefore(NOW.minus(Duration.ofDays(240))))
                        .count())
                .as("lapsed")
                .isGreaterThan(200);
        assertThat(demo.orders().stream().map(DemoOrder::status).collect(toSet()))
                .contains("DELIVERED", "CANCELLED", "REFUNDED", "SHIPPED");
        assertThat(demo.customers())
                .anyMatch(customer -> !customer.consent().email())
                .anyMatch(customer -> customer.attributes().plan().equals("gold"));
    }

    @Test
    @Timeout(90)
    void goesToKafkaAsCloudEvents(@TempDir Path directory) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Topics.create(kafka.bootstrapServers(), 2);
            demo.produce(kafka.bootstrapServers());

            Map<String, ConsumerRecord<String, String>> bySubject = new HashMap<>();
            int expected = demo.customers().size() + demo.orders().size();
            try (var consumer = new KafkaConsumer<>(
                    Map.<String, Object>of(
                            "bootstrap.servers",
                            kafka.bootstrapServers(),
                            "group.id",
                            "probe",
                            "auto.offset.reset",
                            "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                consumer.subscribe(List.of("customers.inbound", "orders.inbound"));
                while (bySubject.size() < expected) {
                    consumer.poll(Duration.ofMillis(500))
                            .forEach(record -> bySubject.put(header(record, "ce_subject"), record));
                }
            }
            ConsumerRecord<String, String> customer = Objects.requireNonNull(bySubject.get("C-10001"));
            assertThat(customer.topic()).isEqualTo("customers.inbound");
            assertThat(customer.key()).isEqualTo("C-10001");
            assertThat(header(customer, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(customer, "content-type")).isEqualTo("application/json");
            JsonNode order = JsonMapper.shared()
                    .readTree(Objects.requireNonNull(bySubject.get("O-10001")).value());
            assertThat(bySubject.get("O-10001").key())
                    .isEqualTo(order.get("customerExternalId").asString());
            assertThat(order.get("placedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(order.get("total").asString()).matches("\\d+\\.\\d\\d");
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static BigDecimal amount(String text) {
        return text == null ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
