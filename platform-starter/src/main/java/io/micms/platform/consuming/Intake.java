package io.micms.platform.consuming;

import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a service takes in what other systems say about its documents. Over Kafka, in a table, in a batch or mended by a
 * person: it is the same record, read and applied in the same way.
 */
public interface Intake<R, D extends PublishedDocument> {

    /** What the records are about, in the plural, such as {@code customers}. */
    String kind();

    /** @throws InvalidInput with everything that is wrong with the record in itself */
    R read(JsonNode body);

    /**
     * Applies records, in the order in which they come; applying one twice makes no difference.
     *
     * @return what became of each, in the same order
     */
    List<Outcome<D>> take(List<Received<R>> batch);

    /**
     * Reads records and applies those that can be read, each as if it had come by itself.
     *
     * @param at when a record was true that does not say so itself
     * @return what became of each, in the same order
     */
    default List<Outcome<D>> takeAll(List<JsonNode> records, Instant at) {
        @Nullable Outcome<D>[] outcomes = new Outcome[records.size()];
        List<Received<R>> batch = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            try {
                batch.add(new Received<>(kind(), 0, i, null, null, at, read(records.get(i))));
            } catch (InvalidInput e) {
                outcomes[i] = Outcome.Refused.by(e);
            }
        }
        List<Outcome<D>> taken = take(batch);
        for (int i = 0; i < batch.size(); i++) {
            outcomes[(int) batch.get(i).offset()] = taken.get(i);
        }
        return Arrays.asList(outcomes);
    }
}
