package io.micms.insight.wording;

import io.micms.insight.wording.MadeUpCustomer.Item;
import io.micms.insight.wording.MadeUpCustomer.Message;
import io.micms.insight.wording.MadeUpCustomer.Order;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Customers made up for two rules, so that the rules differ on some of them if they differ at all: their values lie on, right
 * below and right above everything that the rules compare with.
 */
final class MadeUpCustomers {

    private static final List<String> STATUSES = List.of("PAID", "DELIVERED", "PLACED", "CANCELLED");
    private static final List<String> TEXTS = List.of("Nowhere", "Zed", "gold", "silver", "Pune");

    private final Random random;
    private final Instant now;
    private final ZoneId zone;
    private final Map<String, Set<BigDecimal>> numbers = new HashMap<>();
    private final Map<String, Set<String>> texts = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final List<Instant> moments = new ArrayList<>();
    private final List<LocalDate> dates = new ArrayList<>();
    private final Map<String, Set<String>> where = new HashMap<>();
    private final Set<String> segments = new TreeSet<>();
    private final List<Integer> counts = new ArrayList<>(List.of(0, 1, 2, 3));

    private MadeUpCustomers(Instant now, ZoneId zone, long seed) {
        this.now = now;
        this.zone = zone;
        this.random = new Random(seed);
    }

    static List<MadeUpCustomer> telling(JsonNode one, JsonNode other, int count, Instant now, ZoneId zone) {
        MadeUpCustomers customers = new MadeUpCustomers(now, zone, 20_261_127L);
        customers.learn(one);
        customers.learn(other);
        customers.addAround(Duration.ofDays(10));
        customers.addAround(Duration.ofDays(200));
        List<MadeUpCustomer> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(customers.next());
        }
        return made;
    }

    private void learn(JsonNode rule) {
        if (rule.has("rules")) {
            rule.path("rules").forEach(this::learn);
            return;
        }
        String field = rule.path("field").asString("");
        String operator = rule.path("operator").asString("");
        JsonNode value = rule.path("value");
        rule.path("where")
                .properties()
                .forEach(entry -> entry.getValue()
                        .forEach(one -> where.computeIfAbsent(entry.getKey(), absent -> new TreeSet<>())
                                .add(one.asString("").toLowerCase(Locale.ROOT))));
        if (rule.has("within")) {
            period(rule.path("within").asString(""));
        }
        if (operator.endsWith("ithinLast") || operator.endsWith("WithinNext")) {
            period(value.asString(""));
            if (operator.endsWith("WithinNext")) {
                birthdaysAround(value.asString(""));
            }
            types.putIfAbsent(field, field.equals("birthDate") ? "date" : "instant");
            return;
        }
        List<JsonNode> values = value.isArray() ? value.valueStream().toList() : List.of(value);
        values.forEach(one -> learn(field, one));
    }

    private void learn(String field, JsonNode value) {
        if (field.equals("segment")) {
            segments.add(value.asString(""));
        } else if (field.equals("birthDate") || field.endsWith("At")) {
            types.putIfAbsent(field, field.equals("birthDate") ? "date" : "instant");
            if (value.isString()) {
                LocalDate date = LocalDate.parse(value.asString("").substring(0, 10));
                for (int days = -1; days <= 1; days++) {
                    dates.add(date.plusDays(days));
                    moments.add(date.plusDays(days).atStartOfDay(zone).toInstant());
                }
                moments.add(date.atStartOfDay(zone).toInstant().minusSeconds(1));
                moments.add(date.atStartOfDay(zone).toInstant().plusSeconds(3600));
            }
        } else if (value.isNumber()) {
            types.putIfAbsent(field, "number");
            Set<BigDecimal> around = numbers.computeIfAbsent(field, absent -> new TreeSet<>());
            for (int step = -1; step <= 1; step++) {
                around.add(value.decimalValue().add(BigDecimal.valueOf(step)));
            }
            if (field.equals("age")) {
                for (int step = -1; step <= 2; step++) {
                    dates.add(LocalDate.ofInstant(now, zone)
                            .minusYears(value.asInt() + (long) step)
                            .minusDays(random.nextInt(3)));
                }
            }
            if (field.endsWith("count") || field.startsWith("messages")) {
                for (int step = -1; step <= 1; step++) {
                    counts.add(Math.max(0, Math.min(12, value.asInt() + step)));
                }
            }
        } else if (value.isBoolean()) {
            types.put(field, "boolean");
        } else {
            types.putIfAbsent(field, "text");
            texts.computeIfAbsent(field, absent -> new TreeSet<>()).add(value.asString(""));
        }
    }

    private void period(String period) {
        if (period.isEmpty()) {
            return;
        }
        Instant start = period.contains("T")
                ? now.minus(Duration.parse(period))
                : period.matches(".*[YM].*")
                        ? LocalDate.ofInstant(now, zone)
                                .minus(Period.parse(period))
                                .atStartOfDay(zone)
                                .toInstant()
                        : now.minus(Duration.ofDays(Period.parse(period).getDays()));
        moments.add(start.minusSeconds(1));
        moments.add(start);
        moments.add(start.plusSeconds(1));
        addAround(Duration.between(start, now).dividedBy(2));
    }

    private void birthdaysAround(String period) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        long days = period.contains("T")
                ? 0
                : java.time.temporal.ChronoUnit.DAYS.between(today, today.plus(Period.parse(period)));
        for (long step = -1; step <= 1; step++) {
            dates.add(today.plusDays(days + step).minusYears(30));
            dates.add(today.plusDays(step).minusYears(25));
        }
    }

    private void addAround(Duration ago) {
        moments.add(now.minus(ago));
        moments.add(now.minus(ago.multipliedBy(3)));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private MadeUpCustomer next() {
        Map<String, Object> values = new HashMap<>();
        types.forEach((field, type) -> {
            if (field.startsWith("orders.") || field.startsWith("messages.") || field.equals("age")) {
                return;
            }
            if (random.nextInt(6) == 0 && !field.equals("createdAt")) {
                return;
            }
            values.put(field, value(field, type));
        });
        values.putIfAbsent("createdAt", pick(moments));
        if (!values.containsKey("birthDate") && random.nextInt(6) > 0) {
            values.put("birthDate", dates.isEmpty() ? LocalDate.of(1990, 4, 1) : pick(dates));
        }
        return new MadeUpCustomer(
                values,
                orders(),
                messages(),
                segments.stream().filter(id -> random.nextBoolean()).collect(Collectors.toCollection(HashSet::new)));
    }

    private Object value(String field, String type) {
        return switch (type) {
            case "number" -> pick(List.copyOf(numbers.get(field)));
            case "boolean" -> random.nextBoolean();
            case "date" -> dates.isEmpty() ? LocalDate.of(1990, 4, 1) : pick(dates);
            case "instant" -> pick(moments);
            default -> field.equals("tags") ? tags() : text(field);
        };
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>(List.of("other"));
        texts.getOrDefault("tags", Set.of()).forEach(tag -> {
            if (random.nextBoolean()) {
                tags.add(tag);
            }
        });
        return tags;
    }

    private String text(String field) {
        List<String> choices = new ArrayList<>(TEXTS);
        for (String text : texts.getOrDefault(field, Set.of())) {
            choices.addAll(List.of(text, text, text, text + "x", "x" + text, "x" + text + "x"));
        }
        return pick(choices);
    }

    private List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        int count = pick(counts);
        for (int i = 0; i < count; i++) {
            List<Item> items = new ArrayList<>();
            int lines = 1 + random.nextInt(2);
            for (int j = 0; j < lines; j++) {
                items.add(new Item(dimension("category"), dimension("sku"), price()));
            }
            orders.add(new Order(pick(moments), pick(STATUSES), dimension("channel"), items));
        }
        return orders;
    }

    /** What a single order, or a few, would come to so that a total is met. */
    private BigDecimal price() {
        List<BigDecimal> around = new ArrayList<>(List.of(BigDecimal.TEN, BigDecimal.valueOf(100)));
        for (String field : List.of("orders.total", "orders.average")) {
            for (BigDecimal limit : numbers.getOrDefault(field, Set.of())) {
                if (limit.signum() > 0) {
                    around.add(limit);
                    around.add(limit.divide(BigDecimal.TWO));
                    around.add(limit.subtract(BigDecimal.TEN).max(BigDecimal.ZERO));
                }
            }
        }
        return pick(around);
    }

    private String dimension(String name) {
        List<String> choices = new ArrayList<>(List.of("other", "another"));
        choices.addAll(where.getOrDefault(name, Set.of()));
        choices.addAll(where.getOrDefault(name, Set.of()));
        return pick(choices);
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (String kind : List.of("sent", "opened", "clicked")) {
            int count = pick(counts);
            for (int i = 0; i < count; i++) {
                messages.add(new Message(kind, pick(moments), dimension("campaign")));
            }
        }
        return messages;
    }
}
