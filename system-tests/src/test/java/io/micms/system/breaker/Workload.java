package io.micms.system.breaker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micms.system.breaker.Action.Change;
import io.micms.system.breaker.Action.Produce;
import io.micms.system.breaker.Action.Register;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What other systems and people send, customer by customer, the same for the same seed: customers and their orders, created and
 * updated, out of order and twice, before and after each other, over Kafka and the API, with records among them that nobody can
 * read. Notes in {@link Expected} what must come of it, which never depends on what arrives first: whatever a record says is
 * dated, and a field that people edit is one that no record says anything about afterwards.
 */
final class Workload {

    static final String CUSTOMERS = "customers.inbound";
    static final String ORDERS = "orders.inbound";

    private static final List<String> CITIES = List.of("Pune", "Delhi", "Mumbai", "Chennai", "Köln");
    private static final List<String> PARTIAL = List.of("lastName", "city", "tags", "attributes", "timeZone");
    private static final List<String> PROGRESS = List.of("PLACED", "PAID", "SHIPPED", "DELIVERED");

    private final Random random;
    private final Expected expected;
    private final String prefix;
    private Instant clock;
    private int customers;
    private int orders;
    private int others;

    /** @param now long after everything that records will say */
    Workload(long seed, Expected expected, Instant now) {
        this.random = new Random(seed);
        this.expected = expected;
        this.prefix = Long.toString(seed, 36) + "-";
        this.clock = now.minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The next customer, with everything that happens to them, in an order in which it may be sent. */
    synchronized List<Action> next() {
        String customer = prefix + "c" + customers++;
        List<Deque<Action>> histories = new ArrayList<>();
        histories.add(new ArrayDeque<>(random.nextInt(4) == 0 ? registered(customer) : fed(customer)));
        int count = random.nextInt(7);
        for (int order = 0; order < count; order++) {
            histories.add(new ArrayDeque<>(random.nextInt(5) == 0 ? registeredOrder(customer) : fedOrder(customer)));
        }
        if (random.nextInt(5) == 0) {
            histories.add(new ArrayDeque<>(List.of(poison(customer))));
        }
        if (random.nextInt(40) == 0) {
            histories.add(new ArrayDeque<>(fedOrder(prefix + "nobody" + others++)));
        }
        List<Action> all = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            // Whatever the first of them orders comes before anything is known of the customer.
            all.addAll(histories.getLast());
            histories.removeLast();
        }
        all.addAll(merged(histories));
        return repeated(all);
    }

    /** Somebody who orders for the first time and is sure to be thanked by mail and by text. */
    synchronized List<Action> story() {
        String customer = prefix + "s" + customers++;
        Map<String, @Nullable Object> all = fullCustomer(customer);
        all.put("tags", List.of(Audience.MAIL_TAG, Audience.TEXT_TAG));
        all.put("consent", consent(true, true));
        List<Action> actions = new ArrayList<>();
        actions.add(sayCustomer(customer, all, tick()));
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("status", "PAID");
        order.put("placedAt", clock.minusSeconds(60));
        order.put("total", new BigDecimal("5200.00"));
        actions.add(sayOrder(prefix + "o" + orders++, customer, order, tick()));
        return actions;
    }

    private List<Action> merged(List<Deque<Action>> histories) {
        List<Action> merged = new ArrayList<>();
        while (!histories.isEmpty()) {
            Deque<Action> history = histories.get(random.nextInt(histories.size()));
            if (history.isEmpty()) {
                histories.remove(history);
            } else {
                merged.add(history.removeFirst());
            }
        }
        return merged;
    }

    /** With some records and calls once more later on, as by a sender that is not sure. */
    private List<Action> repeated(List<Action> actions) {
        List<Action> all = new ArrayList<>(actions);
        for (int i = 0; i < actions.size(); i++) {
            if (random.nextInt(10) == 0 && !(actions.get(i) instanceof Change) && !isPoison(actions.get(i))) {
                int from = all.indexOf(actions.get(i));
                all.add(from + 1 + random.nextInt(all.size() - from), actions.get(i));
            }
        }
        return all;
    }

    private List<Action> fed(String customer) {
        int records = 1 + random.nextInt(4);
        List<Instant> instants = instants(records);
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            Map<String, @Nullable Object> named =
                    i == 0 ? fullCustomer(customer) : partialCustomer(random.nextBoolean());
            actions.add(sayCustomer(customer, named, instants.get(i)));
        }
        if (random.nextInt(8) == 0) {
            // Two sources that disagree about one instant.
            Instant at = tick();
            for (String name : List.of("Rao", "Iyer")) {
                Map<String, @Nullable Object> named = new LinkedHashMap<>();
                named.put("lastName", name);
                actions.add(sayCustomer(customer, named, at));
            }
        }
        Collections.shuffle(actions, random);
        return actions;
    }

    private List<Action> registered(String customer) {
        List<Action> actions = new ArrayList<>();
        Map<String, @Nullable Object> all = fullCustomer(customer);
        Instant at = tick();
        expected.customer(customer, all, at);
        actions.add(new Register("/api/customers", customer, body(customer, null, all, at)));
        int changes = random.nextInt(4);
        List<Instant> instants = instants(changes);
        for (int i = 0; i < changes; i++) {
            if (random.nextBoolean()) {
                Map<String, @Nullable Object> edited = new LinkedHashMap<>();
                edited.put("firstName", "Edited " + others++);
                if (random.nextBoolean()) {
                    edited.put("consent", consent(random.nextInt(4) > 0, random.nextInt(4) > 0));
                }
                expected.customerEdited(customer, edited);
                actions.add(new Change("/api/customers", customer, Values.jsonText(edited)));
            } else {
                actions.add(sayCustomer(customer, partialCustomer(false), instants.get(i)));
            }
        }
        return actions;
    }

    private Map<String, @Nullable Object> fullCustomer(String customer) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("firstName", "Asha " + customers);
        all.put("lastName", "Rao & Söhne");
        all.put("email", customer + "@example.com");
        // Not with last digits that the inbox plays something for.
        all.put("phone", "+919%05d1234".formatted(customers));
        all.put("city", CITIES.get(random.nextInt(CITIES.size())));
        all.put("country", "IN");
        all.put("birthDate", "19%02d-04-01".formatted(10 + random.nextInt(90)));
        all.put("tags", tags());
        all.put("attributes", attributes());
        all.put("consent", consent(random.nextInt(5) > 0, random.nextInt(5) > 0));
        return all;
    }

    private Map<String, @Nullable Object> partialCustomer(boolean withConsent) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String field = PARTIAL.get(random.nextInt(PARTIAL.size()));
            some.put(field, random.nextInt(8) == 0 ? null : value(field));
        }
        if (withConsent) {
            some.put("consent", consent(random.nextInt(4) > 0, random.nextInt(4) > 0));
        }
        return some;
    }

    private Object value(String field) {
        return switch (field) {
            case "lastName" -> "Iyer " + random.nextInt(100);
            case "city" -> CITIES.get(random.nextInt(CITIES.size()));
            case "tags" -> tags();
            case "attributes" -> attributes();
            default -> random.nextBoolean() ? "Asia/Kolkata" : "Europe/Berlin";
        };
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (String tag : List.of("vip", Audience.MAIL_TAG, Audience.TEXT_TAG)) {
            if (random.nextInt(5) < 3) {
                tags.add(tag);
            }
        }
        return tags;
    }

    private Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("plan", random.nextBoolean() ? "gold" : "basic");
        attributes.put("points", (long) random.nextInt(300));
        return attributes;
    }

    private static Map<String, Object> consent(boolean email, boolean sms) {
        return Map.of("email", email, "sms", sms);
    }

    private List<Action> fedOrder(String customer) {
        String order = prefix + "o" + orders++;
        boolean withItems = random.nextInt(4) > 0;
        int updates = random.nextInt(4);
        Instant first = tick();
        List<Instant> instants = instants(updates);
        List<Action> actions = new ArrayList<>();
        // The first record that is sent must tell of a whole order.
        actions.add(sayOrder(order, customer, fullOrder(withItems), first));
        for (int i = 0; i < updates; i++) {
            Map<String, @Nullable Object> update = new LinkedHashMap<>();
            if (random.nextInt(3) == 0) {
                update.putAll(fullOrder(withItems));
            } else {
                update.put("status", status());
            }
            actions.add(sayOrder(order, customer, update, instants.get(i)));
        }
        return actions;
    }

    private List<Action> registeredOrder(String customer) {
        String order = prefix + "o" + orders++;
        List<Action> actions = new ArrayList<>();
        Map<String, @Nullable Object> all = fullOrder(true);
        all.put("status", PROGRESS.get(random.nextInt(PROGRESS.size())));
        Instant at = tick();
        expected.order(order, customer, all, at);
        actions.add(new Register("/api/orders", order, body(order, customer, all, at)));
        if (random.nextBoolean()) {
            Map<String, @Nullable Object> more = sums(true);
            actions.add(sayOrder(order, customer, more, tick()));
        }
        int edits = random.nextInt(3);
        for (int i = 0; i < edits; i++) {
            Map<String, @Nullable Object> edited = new LinkedHashMap<>();
            edited.put("channel", "desk " + others++);
            if (i == 1) {
                edited.put("status", random.nextBoolean() ? "CANCELLED" : "REFUNDED");
            }
            expected.orderEdited(order, edited);
            actions.add(new Change("/api/orders", order, Values.jsonText(edited)));
        }
        return actions;
    }

    private String status() {
        return switch (random.nextInt(6)) {
            case 0 -> "CANCELLED";
            case 1 -> "REFUNDED";
            default -> PROGRESS.get(random.nextInt(PROGRESS.size()));
        };
    }

    private Map<String, @Nullable Object> fullOrder(boolean withItems) {
        Map<String, @Nullable Object> all = sums(withItems);
        all.put("placedAt", clock.minusSeconds(random.nextInt(400_000)));
        all.put("status", status());
        all.put("channel", random.nextBoolean() ? "web" : "shop");
        return all;
    }

    /** What must add up: a record with items says all of it, and what it does not name is none. */
    private Map<String, @Nullable Object> sums(boolean withItems) {
        Map<String, @Nullable Object> sums = new LinkedHashMap<>();
        BigDecimal total = amount(150_000);
        if (withItems) {
            total = BigDecimal.ZERO;
            List<Map<String, Object>> items = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                BigDecimal price = amount(80_000);
                int quantity = 1 + random.nextInt(3);
                items.add(Map.of(
                        "sku",
                        "SH-" + i,
                        "name",
                        "Shoe",
                        "category",
                        "Shoes",
                        "quantity",
                        quantity,
                        "unitPrice",
                        price));
                total = total.add(price.multiply(BigDecimal.valueOf(quantity)));
            }
            BigDecimal shipping = random.nextBoolean() ? amount(10_000) : null;
            sums.put("items", items);
            sums.put("discount", null);
            sums.put("tax", null);
            sums.put("shipping", shipping);
            total = shipping == null ? total : total.add(shipping);
        }
        sums.put("total", total);
        return sums;
    }

    private BigDecimal amount(int cents) {
        return BigDecimal.valueOf(1L + random.nextInt(cents)).movePointLeft(2).setScale(2, RoundingMode.UNNECESSARY);
    }

    private Action sayCustomer(String customer, Map<String, @Nullable Object> named, Instant at) {
        expected.customer(customer, named, at);
        Map<String, @Nullable Object> body = new LinkedHashMap<>(named);
        body.put("externalId", customer);
        return dated(CUSTOMERS, customer, body, at);
    }

    private Action sayOrder(String order, String customer, Map<String, @Nullable Object> named, Instant at) {
        expected.order(order, customer, named, at);
        Map<String, @Nullable Object> body = new LinkedHashMap<>(named);
        body.put("externalId", order);
        body.put("customerExternalId", customer);
        if (random.nextBoolean()) {
            body.put("currency", "INR");
        }
        return dated(ORDERS, customer, body, at);
    }

    private static String body(
            String externalId, @Nullable String customer, Map<String, @Nullable Object> named, Instant at) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(named);
        body.put("externalId", externalId);
        if (customer != null) {
            body.put("customerExternalId", customer);
        }
        body.put("updatedAt", at);
        return Values.jsonText(body);
    }

    /** One record in one of the forms that the platform takes, each of which says otherwise as of when it was true. */
    private Produce dated(String topic, String key, Map<String, @Nullable Object> body, Instant at) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                body.put("updatedAt", at);
                yield new Produce(topic, key, Values.jsonBytes(body), Map.of(), null);
            }
            case 1 -> new Produce(topic, key, Values.jsonBytes(body), Map.of(), at);
            case 2 ->
                new Produce(
                        topic,
                        key,
                        Values.jsonBytes(body),
                        Map.of(
                                "ce_specversion", "1.0",
                                "ce_id", key + at,
                                "ce_type", "thing.recorded.v1",
                                "ce_source", "/workload",
                                "ce_time", at.toString(),
                                "content-type", "application/json"),
                        null);
            default ->
                new Produce(
                        topic,
                        key,
                        Values.jsonBytes(Map.of(
                                "specversion",
                                "1.0",
                                "id",
                                key + at,
                                "type",
                                "thing.recorded.v1",
                                "source",
                                "/workload",
                                "time",
                                at,
                                "data",
                                body)),
                        Map.of("content-type", "application/cloudevents+json"),
                        null);
        };
    }

    private static boolean isPoison(Action action) {
        return action instanceof Produce produce && produce.headers().containsKey(Observed.POISON);
    }

    private Action poison(String key) {
        String id = prefix + "p" + others++;
        boolean customer = random.nextBoolean();
        String topic = customer ? CUSTOMERS : ORDERS;
        String whole = "\"externalId\":\"%s\",\"customerExternalId\":\"%s\",\"placedAt\":\"2026-01-01T10:00:00Z\""
                .formatted(id, key);
        List<@Nullable String> bodies = new ArrayList<>(List.of("{\"externalId\":", "[1,2]", "", "{}"));
        bodies.add(null);
        bodies.addAll(
                customer
                        ? List.of(
                                "{\"externalId\":\"%s\",\"shoeSize\":44}".formatted(id),
                                "{\"externalId\":\"%s\",\"email\":\"not an address\"}".formatted(id),
                                "{\"externalId\":\"%s\",\"updatedAt\":\"2199-01-01T00:00:00Z\"}".formatted(id))
                        : List.of(
                                "{%s,\"total\":\"10.00\",\"currency\":\"USD\"}".formatted(whole),
                                "{%s,\"total\":\"10.00\",\"status\":\"LOST\"}".formatted(whole),
                                "{%s,\"total\":\"10.00\",\"items\":[{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":\"9.00\"}]}"
                                        .formatted(whole),
                                "{\"externalId\":\"%s\",\"status\":\"PAID\"}".formatted(id)));
        String body = bodies.get(random.nextInt(bodies.size()));
        expected.poison(topic, id);
        return new Produce(topic, key, body == null ? null : body.getBytes(UTF_8), Map.of(Observed.POISON, id), null);
    }

    private List<Instant> instants(int count) {
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            instants.add(tick());
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(instants, random);
        }
        return instants;
    }

    private Instant tick() {
        clock = clock.plusMillis(1 + random.nextInt(200));
        return clock;
    }
}
