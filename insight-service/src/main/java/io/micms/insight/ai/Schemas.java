package io.micms.insight.ai;

import org.springframework.ai.converter.BeanOutputConverter;

/** The JSON schemas that answers of the language model have to fit. */
public final class Schemas {

    private Schemas() {}

    /** Of a record, as Spring AI writes one. */
    public static String of(Class<?> type) {
        return new BeanOutputConverter<>(type).getJsonSchema();
    }
}
