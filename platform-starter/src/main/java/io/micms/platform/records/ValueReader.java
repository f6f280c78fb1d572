package io.micms.platform.records;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one JSON value. */
@FunctionalInterface
public interface ValueReader<T> {

    /** @return the value; null if it stands for no value, or if it is faulty, which was then reported at {@code place} */
    @Nullable
    T read(JsonNode value, Place place);
}
