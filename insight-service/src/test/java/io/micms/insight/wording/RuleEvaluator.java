package io.micms.insight.wording;

import io.micms.insight.wording.MadeUpCustomer.Item;
import io.micms.insight.wording.MadeUpCustomer.Order;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules of the contracts, read anew from their text: whether a made-up customer matches one, at an instant. */
final class RuleEvaluator {

    private final Instant now;
    private final ZoneId zone;

    RuleEvaluator(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    boolean matches(JsonNode rule, MadeUpCustomer customer) {
        if (rule.has("rules")) {
            boolean or = rule.path("combinator").asString("and").equals("or");
            boolean any = false;
            boolean all = true;
            for (JsonNode part : rule.path("rules")) {
                boolean matches = matches(part, customer);
                any |= matches;
                all &= matches;
            }
            return (or ? any : all) != rule.path("not").asBoolean(false);
        }
        String field = rule.path("field").asString("");
        String operator = rule.path("operator").asString("");
        JsonNode value = rule.path("value");
        if (field.equals("segment")) {
            boolean in = texts(value).stream().anyMatch(customer.segments()::contains);
            return in != operator.equals("notIn");
        }
        return compare(operator, valueOf(field, rule, customer), value, field);
    }

    private @Nullable Object valueOf(String field, JsonNode rule, MadeUpCustomer customer) {
        return switch (field) {
            case "orders.count" -> BigDecimal.valueOf(prices(rule, customer).size());
            case "orders.total" -> sum(prices(rule, customer));
            case "orders.average" -> {
                List<BigDecimal> prices = prices(rule, customer);
                yield prices.isEmpty()
                        ? null
                        : sum(prices).divide(BigDecimal.valueOf(prices.size()), MathContext.DECIMAL64);
            }
            case "orders.firstAt" -> moments(customer).min(Instant::compareTo).orElse(null);
            case "orders.lastAt" -> moments(customer).max(Instant::compareTo).orElse(null);
            case "messages.sent", "messages.opened", "messages.clicked" ->
                BigDecimal.valueOf(customer.messages().stream()
                        .filter(message -> message.kind().equals(field.substring("messages.".length())))
                        .filter(message -> isWithin(message.at(), rule))
                        .filter(message ->
                                isAmong(message.campaign(), rule.path("where").path("campaign")))
                        .count());
            case "age" -> {
                Object birth = customer.values().get("birthDate");
                yield birth == null
                        ? null
                        : BigDecimal.valueOf(Period.between((LocalDate) birth, LocalDate.ofInstant(now, zone))
                                .getYears());
            }
            default -> customer.values().get(field);
        };
    }

    private Stream<Instant> moments(MadeUpCustomer customer) {
        return customer.orders().stream().filter(order -> order.counts(now)).map(Order::at);
    }

    private static BigDecimal sum(List<BigDecimal> prices) {
        return prices.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What each order that counts comes to, of the items asked for. */
    private List<BigDecimal> prices(JsonNode rule, MadeUpCustomer customer) {
        JsonNode where = rule.path("where");
        List<BigDecimal> prices = new ArrayList<>();
        for (Order order : customer.orders()) {
            if (!order.counts(now) || !isWithin(order.at(), rule) || !isAmong(order.channel(), where.path("channel"))) {
                continue;
            }
            List<Item> items = order.items().stream()
                    .filter(item -> isAmong(item.category(), where.path("category")))
                    .filter(item -> isAmong(item.sku(), where.path("sku")))
                    .toList();
            if (!items.isEmpty()) {
                prices.add(sum(items.stream().map(Item::price).toList()));
            }
        }
        return prices;
    }

    private boolean isWithin(Instant at, JsonNode rule) {
        return !at.isAfter(now)
                && (!rule.has("within") || at.isAfter(start(rule.path("within").asString(""))));
    }

    private static boolean isAmong(String value, JsonNode values) {
        return values.isMissingNode() || texts(values).contains(value.toLowerCase(Locale.ROOT));
    }

    private static Set<String> texts(JsonNode values) {
        return Set.copyOf(values.valueStream()
                .map(value -> value.asString("").toLowerCase(Locale.ROOT))
                .toList());
    }

    private Instant start(String period) {
        if (period.contains("T") || !period.matches(".*[YM].*")) {
            return now.minus(exact(period));
        }
        return LocalDate.ofInstant(now, zone)
                .minus(Period.parse(period))
                .atStartOfDay(zone)
                .toInstant();
    }

    private Instant end(String period) {
        if (period.contains("T") || !period.matches(".*[YM].*")) {
            return now.plus(exact(period));
        }
        return LocalDate.ofInstant(now, zone)
                .plus(Period.parse(period))
                .atStartOfDay(zone)
                .toInstant();
    }

    private static Duration exact(String period) {
        return period.contains("T")
                ? Duration.parse(period)
                : Duration.ofDays(Period.parse(period).getDays());
    }

    private boolean compare(String operator, @Nullable Object value, JsonNode given, String field) {
        return switch (operator) {
            case "null" -> value == null;
            case "notNull" -> value != null;
            case "=" -> isEqual(value, given, field);
            case "!=" -> !isEqual(value, given, field);
            case "in" -> given.valueStream().anyMatch(one -> isEqual(value, one, field));
            case "notIn" -> given.valueStream().noneMatch(one -> isEqual(value, one, field));
            case "<", "before" -> value != null && order(value, given) < 0;
            case "<=" -> value != null && order(value, given) <= 0;
            case ">", "after" -> value != null && order(value, given) > 0;
            case ">=" -> value != null && order(value, given) >= 0;
            case "between" -> isBetween(value, given);
            case "notBetween" -> !isBetween(value, given);
            case "contains" -> contains(value, given, field);
            case "doesNotContain" -> !contains(value, given, field);
            case "beginsWith" -> value instanceof String text && fold(text).startsWith(fold(given.asString("")));
            case "endsWith" -> value instanceof String text && fold(text).endsWith(fold(given.asString("")));
            case "withinLast" -> isWithinLast(value, given.asString(""));
            case "notWithinLast" -> !isWithinLast(value, given.asString(""));
            case "anniversaryWithinNext" -> comesRound(value, given.asString(""));
            default -> throw new IllegalArgumentException("No operator " + operator);
        };
    }

    private boolean isBetween(@Nullable Object value, JsonNode given) {
        return value != null && order(value, given.get(0)) >= 0 && order(value, given.get(1)) <= 0;
    }

    private static boolean contains(@Nullable Object value, JsonNode given, String field) {
        return value instanceof List<?>
                ? isEqual(value, given, field)
                : value instanceof String text && fold(text).contains(fold(given.asString("")));
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isEqual(@Nullable Object value, JsonNode given, String field) {
        return switch (value) {
            case null -> false;
            case String text -> fold(text).equals(fold(given.asString("")));
            case BigDecimal number -> given.isNumber() && number.compareTo(given.decimalValue()) == 0;
            case Boolean flag -> given.isBoolean() && flag == given.asBoolean();
            case List<?> list ->
                list.stream().anyMatch(one -> fold(String.valueOf(one)).equals(fold(given.asString(""))));
            case LocalDate date -> date.toString().equals(given.asString(""));
            default -> throw new IllegalArgumentException("No value for = in " + field);
        };
    }

    private int order(Object value, JsonNode given) {
        return switch (value) {
            case BigDecimal number -> number.compareTo(given.decimalValue());
            case LocalDate date -> date.compareTo(LocalDate.parse(given.asString("")));
            case Instant instant -> instant.compareTo(moment(given.asString("")));
            default -> throw new IllegalArgumentException("No order of " + value);
        };
    }

    private Instant moment(String text) {
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }

    private boolean isWithinLast(@Nullable Object value, String period) {
        Instant at = value instanceof LocalDate date ? date.atStartOfDay(zone).toInstant() : (Instant) value;
        return at != null && !at.isAfter(now) && at.isAfter(start(period));
    }

    private boolean comesRound(@Nullable Object value, String period) {
        if (value == null) {
            return false;
        }
        LocalDate date = value instanceof Instant instant ? LocalDate.ofInstant(instant, zone) : (LocalDate) value;
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate next = date.withYear(today.getYear());
        if (next.isBefore(today)) {
            next = date.withYear(today.getYear() + 1);
        }
        return next.equals(today) || !next.atStartOfDay(zone).toInstant().isAfter(end(period));
    }
}
