package io.micms.insight.ai;

import org.jspecify.annotations.Nullable;

/**
 * Who gave an answer.
 *
 * @param answeredBy {@code RULES_ENGINE} or {@code MODEL:} and the model's name
 * @param notice why the model did not, as a sentence; null if it did, and where there is none or it is not wanted
 */
public record Origin(String answeredBy, @Nullable String notice) {

    private static final String RULES_ENGINE = "RULES_ENGINE";

    /** By what this service works out itself. */
    public static Origin engine() {
        return new Origin(RULES_ENGINE, null);
    }

    /** By what this service works out itself, since the model did not do it. */
    public static Origin engineBecause(@Nullable String notice) {
        return new Origin(RULES_ENGINE, notice);
    }

    public static Origin model(String name) {
        return new Origin("MODEL:" + name, null);
    }

    public boolean isModel() {
        return !answeredBy.equals(RULES_ENGINE);
    }
}
