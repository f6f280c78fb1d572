package io.micms.platform.consuming;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes a consumer's own copy of a message out of its JSON. */
@FunctionalInterface
public interface RecordReader<T> {

    /** @throws InvalidRecord with every fault, if the body cannot be used */
    T read(JsonNode body);

    /** Reads the fields that {@code type} has and ignores the rest, as consumers of our own topics do. */
    static <T> RecordReader<T> lenient(Class<T> type) {
        return body -> {
            try {
                return Lenient.JSON.treeToValue(body, type);
            } catch (JacksonException e) {
                throw new InvalidRecord(Fault.pointer(e), e.getOriginalMessage());
            }
        };
    }

    /** Holder of the one mapper that lenient readers share. */
    final class Lenient {
        private static final JsonMapper JSON = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .build();

        private Lenient() {}
    }
}
