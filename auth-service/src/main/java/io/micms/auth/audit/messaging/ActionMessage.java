package io.micms.auth.audit.messaging;

import io.micms.auth.audit.AuditEntry;
import io.micms.auth.audit.AuditEntry.Actor;
import io.micms.auth.audit.AuditEntry.Outcome;
import io.micms.platform.consuming.RecordReader;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is read of {@code action.performed.v1}. */
record ActionMessage(
        @Nullable String id,
        long version,
        @Nullable Instant at,
        @Nullable Performer actor,
        @Nullable String service,
        @Nullable String action,
        @Nullable Map<String, String> on,
        @Nullable String created,
        @Nullable Map<String, String> details,
        @Nullable Outcome outcome) {

    private static final RecordReader<ActionMessage> READER = RecordReader.lenient(ActionMessage.class);

    record Performer(@Nullable String id, @Nullable String name, Actor.@Nullable Kind kind) {}

    /** @throws InvalidRecord if anything is missing that an entry cannot do without */
    static AuditEntry read(JsonNode body) {
        ActionMessage message = READER.read(body);
        Performer actor = message.actor();
        Map<String, @Nullable Object> needed = new LinkedHashMap<>();
        needed.put("/id", message.id());
        needed.put("/at", message.at());
        needed.put("/actor/id", actor == null ? null : actor.id());
        needed.put("/actor/kind", actor == null ? null : actor.kind());
        needed.put("/service", message.service());
        needed.put("/action", message.action());
        needed.put("/outcome", message.outcome());
        List<Fault> faults = new ArrayList<>();
        needed.forEach((pointer, value) -> {
            if (value == null) {
                faults.add(new Fault(pointer, "This is missing, or has no value that is known."));
            }
        });
        if (!faults.isEmpty()) {
            throw new InvalidRecord(faults);
        }
        return message.toEntry();
    }

    private AuditEntry toEntry() {
        Performer performer = Objects.requireNonNull(actor);
        String actorId = Objects.requireNonNull(performer.id());
        Map<String, String> places = on == null ? Map.of() : on;
        return new AuditEntry(
                Objects.requireNonNull(id),
                version,
                Objects.requireNonNull(at),
                new Actor(
                        actorId,
                        performer.name() == null ? actorId : performer.name(),
                        Objects.requireNonNull(performer.kind())),
                Objects.requireNonNull(service),
                Objects.requireNonNull(action),
                places,
                created,
                details == null ? Map.of() : details,
                Objects.requireNonNull(outcome),
                AuditEntry.subjects(places.values(), created));
    }
}
