package io.micms.system.breaker;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values from the model, the database and JSON in one form, so that they can be compared. */
final class Values {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> MONEY = Set.of("total", "discount", "shipping", "tax", "unitPrice");
    private static final Set<String> INSTANTS = Set.of("placedAt");

    private Values() {}

    /** A map of fields without those that have no value, nor an empty list or map of them. */
    static Map<String, Object> plain(Map<String, ?> fields) {
        Map<String, Object> plain = new TreeMap<>();
        fields.forEach((field, value) -> {
            Object one = plain(field, value);
            if (one != null && !one.equals(List.of()) && !one.equals(Map.of())) {
                plain.put(field, one);
            }
        });
        return plain;
    }

    private static @Nullable Object plain(String field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> plain(named(map));
            case List<?> list ->
                list.stream().map(element -> String.valueOf(plain("", element))).toList();
            case Date date -> date.toInstant();
            case Decimal128 decimal -> shortest(decimal.bigDecimalValue());
            case BigDecimal decimal -> shortest(decimal);
            case Integer number -> number.longValue();
            case String text when MONEY.contains(field) -> shortest(new BigDecimal(text));
            case String text when INSTANTS.contains(field) -> Instant.parse(text);
            default -> value;
        };
    }

    @SuppressWarnings("unchecked") // Everything compared here has names for its fields.
    private static Map<String, ?> named(Map<?, ?> map) {
        return (Map<String, ?>) map;
    }

    static Map<String, Object> plain(JsonNode object) {
        return plain(named(JSON.convertValue(object, Map.class)));
    }

    private static BigDecimal shortest(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** As it stands in JSON: money is text. */
    static Object json(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> written = new TreeMap<>();
                map.forEach((name, entry) -> written.put(String.valueOf(name), entry == null ? null : json(entry)));
                yield written;
            }
            case List<?> list -> list.stream().map(Values::json).toList();
            case BigDecimal money -> money.toPlainString();
            case Instant instant -> instant.toString();
            case null -> throw new IllegalArgumentException("null stands in a map only");
            default -> value;
        };
    }

    static byte[] jsonBytes(Map<String, ?> body) {
        return JSON.writeValueAsBytes(json(body));
    }

    static String jsonText(Map<String, ?> body) {
        return JSON.writeValueAsString(json(body));
    }

    /** The order in which one of two values said for the same instant wins; only texts are ever said twice. */
    static int compare(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return one instanceof String text && other instanceof String more ? text.compareTo(more) : 0;
    }
}
