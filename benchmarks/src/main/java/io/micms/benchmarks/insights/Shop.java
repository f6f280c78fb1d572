package io.micms.benchmarks.insights;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Two years of a shop, as customer-service and order-service tell of it; the same for the same numbers. */
final class Shop {

    private static final int DAYS = 730;
    private static final List<String> CHANNELS = List.of("web", "app", "store");
    private static final List<String> CATEGORIES =
            List.of("Shoes", "Bags", "Shirts", "Socks", "Hats", "Coats", "Tents", "Lamps");
    private static final int CITIES = 40;

    private final Instant until;
    private final int customers;

    Shop(Instant until, int customers) {
        this.until = until;
        this.customers = customers;
    }

    String customerId(int number) {
        return new UUID(0x019a3f0e7c007b1aL, 0x9c55000000000000L + number).toString();
    }

    String orderId(int number) {
        return new UUID(0x019a3f0f1b207d43L, 0x8f1e000000000000L + number).toString();
    }

    Map<String, Object> customer(int number) {
        Random random = new Random(number);
        return Map.of(
                "id",
                customerId(number),
                "version",
                1,
                "firstName",
                "First" + number,
                "email",
                "person" + number + "@example.com",
                "city",
                "City " + random.nextInt(CITIES),
                "country",
                "IN",
                "tags",
                random.nextInt(4) == 0 ? List.of("vip") : List.of(),
                "attributes",
                Map.of(),
                "createdAt",
                ago(random, DAYS).toString(),
                "updatedAt",
                until.toString());
    }

    /** A few customers order often, most seldom. */
    Map<String, Object> order(int number) {
        Random random = new Random(1_000_000_000L + number);
        int customer = (int) (customers * Math.pow(random.nextDouble(), 2));
        int price = 200 + random.nextInt(3_000);
        return Map.of(
                "id", orderId(number),
                "version", 1,
                "customerId", customerId(Math.floorMod(customer * 7_919, customers)),
                "placedAt", ago(random, DAYS).toString(),
                "status", random.nextInt(20) == 0 ? "CANCELLED" : "DELIVERED",
                "currency", "INR",
                "total", price + ".00",
                "channel", CHANNELS.get(random.nextInt(CHANNELS.size())),
                "items",
                        List.of(Map.of(
                                "sku",
                                "S",
                                "category",
                                CATEGORIES.get(random.nextInt(CATEGORIES.size())),
                                "quantity",
                                1,
                                "unitPrice",
                                price + ".00")));
    }

    private Instant ago(Random random, int days) {
        return until.minus(Duration.ofSeconds(random.nextInt(days * 24 * 3600)));
    }
}
