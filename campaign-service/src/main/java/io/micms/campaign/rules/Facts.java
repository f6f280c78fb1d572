package io.micms.campaign.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules can ask about one customer, under the rule language's field names. Texts are case-folded once here, so
 * that the predicate and the query compare the same thing.
 *
 * @param values text as {@link String}, numbers as {@link BigDecimal}, true/false as {@link Boolean}, text lists as
 *     {@link List}; a field without a value is absent
 */
public record Facts(Map<String, Object> values) {

    public static final Facts NONE = new Facts(Map.of());

    public Facts {
        values = Map.copyOf(values);
    }

    public @Nullable Object value(String field) {
        return values.get(field);
    }

    /** Folds case the way that rules compare text. */
    public static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Collects facts; what has no value is left out. */
    public static final class Builder {

        private final Map<String, Object> values = new LinkedHashMap<>();

        public Builder text(String field, @Nullable String value) {
            if (value != null && !value.isEmpty()) {
                values.put(field, fold(value));
            }
            return this;
        }

        public Builder number(String field, @Nullable Number value) {
            if (value != null) {
                BigDecimal decimal = value instanceof BigDecimal exact ? exact : new BigDecimal(value.toString());
                // The database holds decimals of 34 digits; both readings must see the same number.
                values.put(field, decimal.round(MathContext.DECIMAL128));
            }
            return this;
        }

        public Builder flag(String field, @Nullable Boolean value) {
            if (value != null) {
                values.put(field, value);
            }
            return this;
        }

        public Builder texts(String field, Collection<String> value) {
            if (!value.isEmpty()) {
                values.put(field, value.stream().map(Facts::fold).distinct().toList());
            }
            return this;
        }

        /** A value of any scalar type, as attributes have. */
        public Builder scalar(String field, @Nullable Object value) {
            return switch (value) {
                case null -> this;
                case Boolean flag -> flag(field, flag);
                case Number number -> number(field, number);
                default -> text(field, value.toString());
            };
        }

        public Facts build() {
            return new Facts(values);
        }
    }
}
