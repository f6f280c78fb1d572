package io.micms.campaign.rules;

import io.micms.campaign.rules.Aggregate.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules can ask about one customer at a moment, under the keys of {@link Subject}s. Texts are case-folded once here
 * and instants cut to milliseconds, so that the predicate and the query compare the same thing.
 *
 * @param at the moment
 * @param zone in which days begin
 * @param values text as {@link String}, numbers as {@link BigDecimal}, true/false as {@link Boolean}, text lists as
 *     {@link List}, dates as {@link LocalDate}, points in time as {@link Instant}; a subject without a value is absent
 * @param changes when time alone may first change a value, after {@link #at}, by key; absent where it does not. Too early
 *     is allowed, too late is not
 */
public record Facts(Instant at, ZoneId zone, Map<String, Object> values, Map<String, Instant> changes) {

    static final String BIRTH_DATE = "birthDate";
    static final String AGE = "age";

    public Facts {
        values = Map.copyOf(values);
        changes = Map.copyOf(changes);
    }

    public @Nullable Object value(Subject subject) {
        return values.get(subject.key());
    }

    /** When time alone may first change the value; null if it does not. */
    public @Nullable Instant changesAt(Subject subject) {
        return changes.get(subject.key());
    }

    /** The day that the moment is on. */
    public LocalDate today() {
        return Span.day(at, zone);
    }

    /** Folds case the way that rules compare text: by itself, not by what stands next to it, as that of a final sigma is. */
    public static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }

    /** Collects facts; what has no value is left out. */
    public static final class Builder {

        private static final int EXPONENT_AT_MOST = 6_000;
        private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
        private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

        private final Instant at;
        private final ZoneId zone;
        private final LocalDate today;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final Map<String, Instant> changes = new LinkedHashMap<>();

        /** @param at the moment that the facts are of */
        public Builder(Instant at, ZoneId zone) {
            this.at = at.truncatedTo(ChronoUnit.MILLIS);
            this.zone = zone;
            this.today = Span.day(this.at, zone);
        }

        public Builder text(String field, @Nullable String value) {
            if (value != null && !value.isEmpty()) {
                values.put(field, fold(value));
            }
            return this;
        }

        public Builder number(String field, @Nullable Number value) {
            if (value instanceof BigDecimal exact) {
                decimal(field, exact);
            } else if (value != null && Double.isFinite(value.doubleValue())) {
                decimal(field, new BigDecimal(value.toString()));
            }
            return this;
        }

        /** The database holds decimals of 34 digits and an exponent; both readings must see the same number. */
        private void decimal(String field, BigDecimal value) {
            BigDecimal rounded = value.round(MathContext.DECIMAL128);
            if (Math.abs(rounded.scale()) <= EXPONENT_AT_MOST) {
                values.put(field, rounded);
            }
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

        /** A date of four digits for the year; that of birth brings the age along. */
        public Builder date(String field, @Nullable LocalDate value) {
            if (value != null && !value.isBefore(EARLIEST) && !value.isAfter(LATEST)) {
                values.put(field, value);
                if (field.equals(BIRTH_DATE)) {
                    age(value);
                }
            }
            return this;
        }

        private void age(LocalDate birth) {
            if (birth.isAfter(today)) {
                changes.put(AGE, birth.atStartOfDay(zone).toInstant());
                return;
            }
            int years = today.getYear() - birth.getYear();
            // The birthday of a 29 February is the 28th in other years, which is what adding years makes of it.
            if (birth.plusYears(years).isAfter(today)) {
                years--;
            }
            values.put(AGE, BigDecimal.valueOf(years));
            changes.put(AGE, birth.plusYears(years + 1L).atStartOfDay(zone).toInstant());
        }

        public Builder instant(String field, @Nullable Instant value, @Nullable Instant changesAt) {
            if (value != null) {
                values.put(field, value.truncatedTo(ChronoUnit.MILLIS));
            }
            if (changesAt != null) {
                changes.put(field, changesAt);
            }
            return this;
        }

        /**
         * What an aggregate comes to. Nothing has no average.
         *
         * @param changesAt when time alone may first change it; null if it does not
         */
        public Builder aggregate(Aggregate aggregate, long count, BigDecimal total, @Nullable Instant changesAt) {
            measured(aggregate, Metric.COUNT, BigDecimal.valueOf(count), changesAt);
            if (aggregate.kind() == Aggregate.Kind.ORDER) {
                measured(aggregate, Metric.TOTAL, total, changesAt);
                measured(
                        aggregate,
                        Metric.AVERAGE,
                        count == 0 ? null : total.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128),
                        changesAt);
            }
            return this;
        }

        private void measured(
                Aggregate aggregate, Metric metric, @Nullable BigDecimal value, @Nullable Instant changesAt) {
            String key = aggregate.key(metric);
            number(key, value);
            if (changesAt != null) {
                changes.put(key, changesAt);
            }
        }

        public Facts build() {
            return new Facts(at, zone, values, changes);
        }
    }
}
