package io.micms.campaign.segments;

import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleParser;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Transient;
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

    /** The rule's JSON as text: field names in rules have dots, which keys of a document should not. */
    private String rule;

    /** One more with every change of the rule or the state; the sum over all segments is the epoch of the rules. */
    private long ruleRevision;

    private State state;
    private final Instant createdAt;
    private Instant updatedAt;

    @Transient
    private transient Rule.@Nullable Group parsed;

    /** Whether the audience is kept. */
    public enum State {
        ACTIVE,
        ARCHIVED
    }

    /** What a person says of a segment. */
    public record Draft(
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode rule) {

        /** @throws InvalidInput with everything that is wrong with it */
        Rule.Group check() {
            List<Fault> faults = new ArrayList<>();
            if (name == null || name.isBlank() || name.length() > NAME_AT_MOST) {
                faults.add(new Fault("/name", "A segment needs a name of 1 to %d characters.".formatted(NAME_AT_MOST)));
            }
            if (description != null && description.length() > DESCRIPTION_AT_MOST) {
                faults.add(new Fault(
                        "/description", "The description has at most %d characters.".formatted(DESCRIPTION_AT_MOST)));
            }
            Rule.Group parsed = null;
            try {
                parsed = RuleParser.parse(rule, "/rule", java.time.ZoneOffset.UTC);
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
    private Segment(String id, String name, String rule, State state, Instant createdAt, Instant updatedAt) {
        super(id);
        this.name = name;
        this.rule = rule;
        this.state = state;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
    }

    static Segment create(Draft draft, Instant now) {
        Rule.Group parsed = draft.check();
        Segment segment = new Segment(
                Ids.next(),
                String.valueOf(draft.name()).strip(),
                JSON.writeValueAsString(draft.rule()),
                State.ACTIVE,
                now,
                now);
        segment.description = draft.description();
        segment.ruleRevision = 1;
        segment.parsed = parsed;
        return segment;
    }

    void change(Draft draft, Instant now) {
        Rule.Group changed = draft.check();
        if (state == State.ARCHIVED) {
            throw new Conflict("An archived segment cannot be changed.");
        }
        String json = JSON.writeValueAsString(draft.rule());
        if (!json.equals(rule)) {
            rule = json;
            parsed = changed;
            ruleRevision++;
        }
        name = String.valueOf(draft.name()).strip();
        description = draft.description();
        updatedAt = now;
    }

    void archive(Instant now) {
        if (state == State.ARCHIVED) {
            throw new Conflict("The segment is archived already.");
        }
        state = State.ARCHIVED;
        ruleRevision++;
        updatedAt = now;
    }

    public String name() {
        return name;
    }

    public @Nullable String description() {
        return description;
    }

    public JsonNode ruleJson() {
        return JSON.readTree(rule);
    }

    Rule.Group rule() {
        Rule.Group known = parsed;
        if (known == null) {
            known = RuleParser.parse(ruleJson(), "/rule", java.time.ZoneOffset.UTC);
            parsed = known;
        }
        return known;
    }

    long ruleRevision() {
        return ruleRevision;
    }

    public State state() {
        return state;
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
