package io.micms.campaign.rules;

import io.micms.campaign.rules.Aggregate.Metric;

/** What a condition asks about. */
public sealed interface Subject {

    /**
     * What {@link Facts} are found by, and their path where they are stored. The same for two subjects exactly if they are
     * the same.
     */
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

    /** Something that occurrences add up to. */
    record Measured(Aggregate aggregate, Metric metric) implements Subject {

        @Override
        public String key() {
            return aggregate.key(metric);
        }

        @Override
        public String field() {
            return aggregate.field(metric);
        }
    }
}
