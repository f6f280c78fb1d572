package io.micms.platform.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * What a document bears for as long as Kafka may lack its latest state, or may yet get an older one after it. Every
 * record of it that is under way is from {@code sentBy} or lands before {@code unsettledUntil}.
 *
 * @param due when a sweeper is to send the document, unless it is settled by then; grows with each who sends
 * @param sentBy the sender that may have records under way; null if none has
 * @param unsettledUntil the instant before which records of other senders may land; null if there are none
 */
public record Owed(
        @Indexed(sparse = true) Instant due,
        @Nullable String sentBy,
        @Nullable Instant unsettledUntil) {

    /** What remains once the record of this sending has landed; null if nothing. */
    public @Nullable Owed acknowledged() {
        return unsettledUntil == null ? null : new Owed(unsettledUntil, null, unsettledUntil);
    }

    boolean mayBeUnderWay(Instant now) {
        return sentBy != null || unsettledUntil != null && unsettledUntil.isAfter(now);
    }
}
