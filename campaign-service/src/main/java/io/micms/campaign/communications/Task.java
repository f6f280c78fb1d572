package io.micms.campaign.communications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be done about a customer after an exchange with them.
 *
 * @param assignee who is to do it, by name or e-mail address; null if nobody in particular
 * @param doneAt null while it is open
 * @param doneBy the name of who said that it is done; null while it is open
 */
public record Task(
        Instant dueAt,
        @Nullable String assignee,
        @Nullable Instant doneAt,
        @Nullable String doneBy) {

    static Task open(Instant dueAt, @Nullable String assignee) {
        return new Task(dueAt, assignee, null, null);
    }

    boolean isOpen() {
        return doneAt == null;
    }

    /** The first to say so has done it. */
    Task done(String by, Instant now) {
        return isOpen() ? new Task(dueAt, assignee, now, by) : this;
    }

    Task reopened() {
        return open(dueAt, assignee);
    }

    Task planned(Instant newDueAt, @Nullable String newAssignee) {
        return new Task(newDueAt, newAssignee, doneAt, doneBy);
    }
}
