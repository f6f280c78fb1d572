package io.micms.campaign.rules;

import io.micms.campaign.rules.Aggregate.Metric;
import java.util.Locale;

/** What a condition asks about. */
public sealed interface Subject {

    /** The same for two subjects exactly if they are the same; what {@link Facts} are found by. */
    String key();

    /** The field as it stands in the rule. */
    String field();

    /** Something that every customer has at most one value of; attributes are {@code attributes.<name>}. */
    record Field(String field) implements Subject {

        @Override
        public String key() {
            return field;
        }
    }

    /**
     * Something that occurrences add up to.
     *
     * @param key the field, and what is counted where that is not everything
     */
    record Measured(String key, String field, Aggregate aggregate, Metric metric) implements Subject {

        public static Measured of(Aggregate aggregate, Metric metric) {
            String field = switch (aggregate.kind()) {
                case ORDER -> "orders." + metric.name().toLowerCase(Locale.ROOT);
                case SENT -> "messages.sent";
                case OPENED -> "messages.opened";
                case CLICKED -> "messages.clicked";
            };
            return new Measured(field + aggregate.suffix(), field, aggregate, metric);
        }
    }
}
