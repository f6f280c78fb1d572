package io.micms.platform.imports;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a service takes from the rows of a table. */
public interface ImportTarget {

    /** What is imported, in the plural, such as {@code customers}. */
    String kind();

    /** What a column can stand for. */
    List<ImportField> fields();

    /** Whether a column can also be an attribute of any name. */
    boolean takesAttributes();

    /** @throws InvalidInput with everything that is wrong with the record in itself */
    void check(JsonNode record);

    /**
     * Takes in records, each as if it had come by itself; taking one twice makes no difference.
     *
     * @param at when a record was true that does not say so itself
     * @return what is wrong with those that were refused, by their index
     */
    Map<Integer, List<Fault>> take(List<JsonNode> records, Instant at);
}
