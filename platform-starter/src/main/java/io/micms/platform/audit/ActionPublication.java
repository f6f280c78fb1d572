package io.micms.platform.audit;

import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Told once it has ended, under the key of who did it. */
final class ActionPublication implements Publication<Action> {

    private final String topic;
    private final String service;

    ActionPublication(String topic, String service) {
        this.topic = topic;
        this.service = service;
    }

    /** Body of {@code action.performed.v1}. */
    record ActionMessage(
            String id,
            long version,
            Instant at,
            Action.Actor actor,
            String service,
            String action,
            Map<String, String> on,
            @Nullable String created,
            @Nullable Map<String, String> details,
            Action.Outcome outcome) {}

    @Override
    public Class<Action> type() {
        return Action.class;
    }

    @Override
    public @Nullable OutgoingEvent event(Action action) {
        if (action.outcome() == null) {
            return null;
        }
        return new OutgoingEvent(
                topic,
                action.actor().id(),
                action.actor().id(),
                "action.performed.v1",
                action.version(),
                action.at(),
                new ActionMessage(
                        action.id(),
                        action.version(),
                        action.at(),
                        action.actor(),
                        service,
                        action.call(),
                        action.on(),
                        action.created(),
                        action.details().isEmpty() ? null : action.details(),
                        Objects.requireNonNull(action.outcome())),
                // Many actions have the same key.
                action.id());
    }
}
