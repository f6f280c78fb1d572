package io.micms.insight.ai;

import org.jspecify.annotations.Nullable;

/**
 * What came of asking the language model.
 *
 * @param value checked; null if there is none
 * @param origin the model; the rules engine, with the reason, if there is no value
 */
public record Answered<T>(@Nullable T value, Origin origin) {

    static <T> Answered<T> by(String model, T value) {
        return new Answered<>(value, Origin.model(model));
    }

    static <T> Answered<T> not(@Nullable String notice) {
        return new Answered<>(null, Origin.engineBecause(notice));
    }
}
