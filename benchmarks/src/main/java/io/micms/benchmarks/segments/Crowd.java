package io.micms.benchmarks.segments;

import io.micms.benchmarks.matching.Mix;
import io.micms.campaign.rules.Rule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up customers and orders, each the same whenever it is asked for, in the terms of {@link Mix}. */
final class Crowd {

    private static final List<String> PLANS = List.of("free", "silver", "gold", "platinum", "staff");

    private Crowd() {}

    static String id(int customer) {
        return "customer-%07d".formatted(customer);
    }

    static String externalId(int customer) {
        // Scattered, as they come from elsewhere.
        return "C-%08x-%d".formatted(customer * 0x9E3779B1, customer);
    }

    /** As customer-service publishes it. */
    static Map<String, Object> customer(int customer, Instant createdAt) {
        Random random = new Random(customer);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id(customer));
        json.put("version", 1);
        json.put("externalId", externalId(customer));
        json.put("firstName", "Asha");
        json.put("lastName", "Rao " + customer);
        json.put("email", "person" + customer + "@mail" + random.nextInt(40) + ".example");
        json.put("city", "city" + skewed(random, 200));
        json.put("country", "country" + skewed(random, 20));
        json.put(
                "birthDate",
                "%d-%02d-%02d".formatted(1945 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        json.put("tags", List.of("tag" + skewed(random, 300), "tag" + skewed(random, 300)));
        json.put(
                "attributes",
                Map.of("plan", PLANS.get(skewed(random, PLANS.size())), "points", random.nextInt(10_000)));
        json.put("consent", Map.of("email", random.nextInt(4) > 0, "sms", false));
        json.put("createdAt", createdAt.toString());
        json.put("updatedAt", createdAt.toString());
        return json;
    }

    /** As another system tells it. */
    static Map<String, Object> order(int customer, int order, Instant placedAt, String total) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("externalId", "O-%d-%d".formatted(customer, order));
        json.put("customerExternalId", externalId(customer));
        json.put("placedAt", placedAt.toString());
        json.put("status", "PAID");
        json.put("currency", "INR");
        json.put("total", total);
        json.put("channel", "web");
        json.put(
                "items",
                List.of(Map.of(
                        "sku",
                        "SKU-" + customer % 100,
                        "name",
                        "Something",
                        "category",
                        "category" + skewed(new Random(customer + order), 30),
                        "quantity",
                        1,
                        "unitPrice",
                        total)));
        return json;
    }

    private static int skewed(Random random, int count) {
        double part = random.nextDouble();
        return (int) (part * part * count);
    }

    /** So many rules of the realistic mix, none with another segment in it. */
    static List<Map<String, Object>> rules(int count) {
        return Mix.REALISTIC.rules(2 * count).values().stream()
                .filter(rule -> !hasSegments(rule))
                .limit(count)
                .map(RuleJson::of)
                .toList();
    }

    private static boolean hasSegments(Rule rule) {
        return switch (rule) {
            case Rule.InSegments in -> true;
            case Rule.Group group -> group.rules().stream().anyMatch(Crowd::hasSegments);
            default -> false;
        };
    }
}
