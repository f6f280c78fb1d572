package io.micms.platform.audit;

import io.micms.platform.publishing.Ids;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A call that changes something. It is written before the change and told after it, so that no change goes untold: one whose end
 * nobody noted is told as uncertain.
 */
@Document("actions")
final class Action extends PublishedDocument {

    private final Actor actor;
    private final String call;
    private Map<String, String> on;

    @Indexed
    private final Instant at;

    private @Nullable Outcome outcome;

    /** What came into being by it, as a path. */
    private @Nullable String created;

    private Map<String, String> details = Map.of();

    /** Who did it. */
    record Actor(String id, String name, Kind kind) {

        enum Kind {
            PERSON,
            CLIENT
        }
    }

    enum Outcome {
        DONE,
        /** It failed in the middle, or the service died at it: it may have been done, or a part of it. */
        UNCERTAIN
    }

    @PersistenceCreator
    private Action(String id, Actor actor, String call, @Nullable Map<String, String> on, Instant at) {
        super(id);
        this.actor = actor;
        this.call = call;
        this.on = on == null ? Map.of() : Map.copyOf(on);
        this.at = at;
    }

    /**
     * @param call its method and the pattern of its path, such as {@code POST /api/campaigns/{id}/launch}
     * @param on what stands in the places of the pattern
     */
    static Action begin(Actor actor, String call, Map<String, String> on, Instant now) {
        return new Action(Ids.next(), actor, call, on, now);
    }

    void end(Outcome how) {
        outcome = how;
    }

    /**
     * @param location of what came into being by it
     * @param subjects what it was done to, besides what the path names
     * @param said what else the path does not say
     */
    void end(Outcome how, @Nullable String location, Map<String, String> subjects, Map<String, String> said) {
        end(how);
        created = location;
        Map<String, String> all = new HashMap<>(subjects);
        all.putAll(on);
        on = Map.copyOf(all);
        details = Map.copyOf(said);
    }

    Actor actor() {
        return actor;
    }

    String call() {
        return call;
    }

    Map<String, String> on() {
        return on;
    }

    Instant at() {
        return at;
    }

    /** Null until it has ended. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    @Nullable
    String created() {
        return created;
    }

    Map<String, String> details() {
        return details;
    }
}
