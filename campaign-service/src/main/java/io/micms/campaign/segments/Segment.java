package io.micms.campaign.segments;

import io.micms.campaign.rules.NormalRule;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleParser;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.mapping.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A named rule, whose audience is whoever matches it at the moment. */
@Document("segments")
public final class Segment extends PublishedDocument {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int NAME_AT_MOST = 200;
    private static final int DESCRIPTION_AT_MOST = 2_000;

    private String name;
    private @Nullable String description;

    /** The rule's JSON as text, since field names in rules have dots, which keys of a document should not; null if deleted. */
    private @Nullable String rule;

    /** One more with every change of the rule's meaning or the state; the sum over all segments is the epoch of the rules. */
    private long ruleRevision;

    private State state;
    private final Instant createdAt;
    private Instant updatedAt;

    /** Whether the audience is kept. */
    public enum State {
        ACTIVE,
        ARCHIVED,
        /** Only a stub is left, because the epoch of the rules must never fall. */
        DELETED
    }

    /** What a person says of a segment. */
    public record Draft(
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode rule) {

        /** @throws InvalidInput with everything that is wrong with it, segments in the rule aside */
        Rule.Group check(ZoneId zone) {
            List<Fault> faults = new ArrayList<>();
            if (name == null || name.isBlank() || name.strip().length() > NAME_AT_MOST) {
                faults.add(new Fault("/name", "A segment needs a name of 1 to %d characters.".formatted(NAME_AT_MOST)));
            }
            if (description != null && description.length() > DESCRIPTION_AT_MOST) {
                faults.add(new Fault(
                        "/description", "The description has at most %d characters.".formatted(DESCRIPTION_AT_MOST)));
            }
            Rule.Group parsed = null;
            try {
                parsed = RuleParser.parse(rule, "/rule", zone);
            } catch (InvalidInput e) {
                faults.addAll(e.faults());
            }
            if (parsed == null || !faults.isEmpty()) {
                throw new InvalidInput(faults);
            }
            return parsed;
        }
    }

    @PersistenceCreator
    private Segment(String id, String name, @Nullable String rule, State state, Instant createdAt, Instant updatedAt) {
        super(id);
        this.name = name;
        this.rule = rule;
        this.state = state;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
    }

    /** @param draft that was checked */
    static Segment create(Draft draft, Instant now) {
        Segment segment = new Segment(
                Ids.next(),
                String.valueOf(draft.name()).strip(),
                JSON.writeValueAsString(draft.rule()),
                State.ACTIVE,
                now,
                now);
        segment.description = draft.description();
        segment.ruleRevision = 1;
        return segment;
    }

    /**
     * @param draft that was checked
     * @param changed what its rule says
     */
    void change(Draft draft, Rule.Group changed, ZoneId zone, Instant now) {
        if (state == State.ARCHIVED) {
            throw new Conflict("An archived segment cannot be changed; restore it first.");
        }
        if (!NormalRule.text(changed).equals(NormalRule.text(rule(zone)))) {
            ruleRevision++;
        }
        rule = JSON.writeValueAsString(draft.rule());
        name = String.valueOf(draft.name()).strip();
        description = draft.description();
        updatedAt = now;
    }

    void archive(Instant now) {
        if (state == State.ARCHIVED) {
            throw new Conflict("The segment is archived already.");
        }
        turn(State.ARCHIVED, now);
    }

    void restore(Instant now) {
        if (state == State.ACTIVE) {
            throw new Conflict("The segment is not archived.");
        }
        turn(State.ACTIVE, now);
    }

    void delete(Instant now) {
        turn(State.DELETED, now);
        name = "";
        description = null;
        rule = null;
    }

    private void turn(State next, Instant now) {
        state = next;
        ruleRevision++;
        updatedAt = now;
    }

    /** What a copy of it would be made of. */
    Draft draft(String newName) {
        int tooLong = Math.max(0, newName.length() - NAME_AT_MOST);
        return new Draft(newName.substring(0, newName.length() - tooLong), description, ruleJson());
    }

    public String name() {
        return name;
    }

    public @Nullable String description() {
        return description;
    }

    /** Null if it is deleted. */
    public @Nullable JsonNode ruleJson() {
        return rule == null ? null : JSON.readTree(rule);
    }

    /** Of one that is not deleted. */
    Rule.Group rule(ZoneId zone) {
        return RuleParser.parse(Objects.requireNonNull(ruleJson()), "/rule", zone);
    }

    public State state() {
        return state;
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    boolean isDeleted() {
        return state == State.DELETED;
    }

    long ruleRevision() {
        return ruleRevision;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
