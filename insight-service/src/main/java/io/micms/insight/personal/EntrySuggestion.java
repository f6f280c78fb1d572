package io.micms.insight.personal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry for the communication log that nobody has accepted yet.
 *
 * @param taskDueAt by when something is to be done; null if nothing is
 * @param why it is suggested
 */
public record EntrySuggestion(
        Kind kind, String text, List<String> tags, @Nullable Instant taskDueAt, String why) {

    public enum Kind {
        NOTE,
        CALL,
        MEETING
    }
}
