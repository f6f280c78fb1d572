package io.micms.auth.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.Field;

/**
 * One action of the audit log.
 *
 * @param at when it began
 * @param service which it was asked of
 * @param action the method and the pattern of the path, such as {@code POST /api/campaigns/{id}/launch}
 * @param on what stands in the places of the pattern
 * @param created the path of what came into being by it; null if nothing did
 * @param details what the path does not say, such as the roles that somebody got
 * @param subjects the ids of all that it was done to
 */
@Document("auditEntries")
@CompoundIndex(name = "newest", def = "{'at': -1, '_id': -1}")
@CompoundIndex(name = "actor_at", def = "{'actor.id': 1, 'at': -1, '_id': -1}")
@CompoundIndex(name = "subject_at", def = "{'subjects': 1, 'at': -1, '_id': -1}")
@CompoundIndex(name = "service_at", def = "{'service': 1, 'at': -1, '_id': -1}")
public record AuditEntry(
        @Id String id,
        long version,
        Instant at,
        Actor actor,
        String service,
        String action,
        Map<String, String> on,
        @Nullable String created,
        Map<String, String> details,
        Outcome outcome,
        List<String> subjects) {

    public AuditEntry {
        Objects.requireNonNull(id);
        Objects.requireNonNull(at);
        on = Map.copyOf(on);
        details = Map.copyOf(details);
        subjects = List.copyOf(subjects);
    }

    /**
     * Who did it.
     *
     * @param id stored under this name, which would else become {@code _id} and escape the index
     * @param name as it was then, for people to read
     */
    public record Actor(@Field("id") String id, String name, Kind kind) {

        public enum Kind {
            PERSON,
            /** Another system. */
            CLIENT
        }
    }

    public enum Outcome {
        DONE,
        /** It failed in the middle: it may have been done, or a part of it. */
        UNCERTAIN
    }

    /** What an action was done to: whatever its path names, and what came into being by it. */
    public static List<String> subjects(Collection<String> named, @Nullable String created) {
        TreeSet<String> subjects = new TreeSet<>(named);
        if (created != null) {
            subjects.add(created.substring(created.lastIndexOf('/') + 1));
        }
        return List.copyOf(subjects);
    }
}
