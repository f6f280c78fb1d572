package io.micms.insight.ai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Something for the language model to fill in.
 *
 * @param instructions what it is to do; nothing that a customer or a stranger wrote stands in it
 * @param data what it is to do it with, by name; told apart from the instructions and never to be taken for any
 * @param schema of the answer, a JSON schema
 * @param type that the answer is read as
 * @param check what is wrong with an answer, as sentences; none of them means that it may be used
 * @param outputTokens that an answer may have at most
 */
public record Task<T>(
        Feature feature,
        String instructions,
        Map<String, Object> data,
        String schema,
        Class<T> type,
        Function<T, List<String>> check,
        int outputTokens) {

    public Task {
        data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
