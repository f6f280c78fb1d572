package io.micms.campaign.campaigns;

import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is sent to a segment, and how. A live campaign reaches its segment's members at the launch and whoever joins
 * while it runs; a one-off reaches the members at the launch, and is then complete.
 */
@Document("campaigns")
public final class Campaign extends PublishedDocument {

    private static final int NAME_AT_MOST = 200;

    private String name;

    @Indexed
    private String segmentId;

    private Channel channel;
    private Mode mode;
    private Content content;

    @Indexed
    private State state;

    private @Nullable Instant launchedAt;

    /** When everybody who was in the segment at the launch stood in the ledger; absent until then. */
    private @Nullable Instant enrolledAt;

    private final String createdBy;
    private final Instant createdAt;
    private Instant updatedAt;

    /** Whom a campaign reaches. */
    public enum Mode {
        LIVE,
        ONE_OFF
    }

    /** Where a campaign is in its life. */
    public enum State {
        DRAFT,
        RUNNING,
        PAUSED,
        COMPLETED,
        STOPPED
    }

    /** What a person says of a campaign. */
    public record Draft(
            @Nullable String name,
            @Nullable String segmentId,
            @Nullable Channel channel,
            @Nullable Mode mode,
            @Nullable Content content) {

        private void check() {
            List<Fault> faults = new ArrayList<>();
            if (name == null || name.isBlank() || name.length() > NAME_AT_MOST) {
                faults.add(
                        new Fault("/name", "A campaign needs a name of 1 to %d characters.".formatted(NAME_AT_MOST)));
            }
            if (segmentId == null) {
                faults.add(new Fault("/segmentId", "A campaign needs a segment."));
            }
            if (channel == null) {
                faults.add(new Fault("/channel", "The channel is EMAIL or SMS."));
            } else if (content != null) {
                faults.addAll(content.faults(channel));
            }
            if (mode == null) {
                faults.add(new Fault("/mode", "The mode is LIVE or ONE_OFF."));
            }
            if (!faults.isEmpty()) {
                throw new InvalidInput(faults);
            }
        }
    }

    @PersistenceCreator
    private Campaign(
            String id,
            String name,
            String segmentId,
            Channel channel,
            Mode mode,
            Content content,
            State state,
            String createdBy,
            Instant createdAt,
            Instant updatedAt) {
        super(id);
        this.name = name;
        this.segmentId = segmentId;
        this.channel = channel;
        this.mode = mode;
        this.content = content;
        this.state = state;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
    }

    static Campaign create(Draft draft, String createdBy, Instant now) {
        draft.check();
        return new Campaign(
                Ids.next(),
                Objects.requireNonNull(draft.name()).strip(),
                Objects.requireNonNull(draft.segmentId()),
                Objects.requireNonNull(draft.channel()),
                Objects.requireNonNull(draft.mode()),
                draft.content() == null ? Content.EMPTY : draft.content(),
                State.DRAFT,
                createdBy,
                now,
                now);
    }

    void change(Draft draft, Instant now) {
        require(Set.of(State.DRAFT), "changed");
        draft.check();
        name = Objects.requireNonNull(draft.name()).strip();
        segmentId = Objects.requireNonNull(draft.segmentId());
        channel = Objects.requireNonNull(draft.channel());
        mode = Objects.requireNonNull(draft.mode());
        content = draft.content() == null ? Content.EMPTY : draft.content();
        updatedAt = now;
    }

    /** @throws InvalidInput if a part of the content is missing */
    void launch(Instant now) {
        require(Set.of(State.DRAFT), "launched");
        List<Fault> missing = content.missing(channel);
        if (!missing.isEmpty()) {
            throw new InvalidInput(missing);
        }
        state = State.RUNNING;
        launchedAt = now;
        updatedAt = now;
    }

    void pause(Instant now) {
        require(Set.of(State.RUNNING), "paused");
        state = State.PAUSED;
        updatedAt = now;
    }

    void resume(Instant now) {
        require(Set.of(State.PAUSED), "resumed");
        state = State.RUNNING;
        updatedAt = now;
    }

    void stop(Instant now) {
        require(Set.of(State.RUNNING, State.PAUSED), "stopped");
        state = State.STOPPED;
        updatedAt = now;
    }

    /** Takes note that all members at the launch stand in the ledger. */
    public void enrolled(Instant now) {
        enrolledAt = now;
        updatedAt = now;
    }

    /** Ends a one-off of which every message has come to an end. */
    public void complete(Instant now) {
        require(Set.of(State.RUNNING), "completed");
        state = State.COMPLETED;
        updatedAt = now;
    }

    private void require(Set<State> allowed, String verb) {
        if (!allowed.contains(state)) {
            throw new Conflict("A campaign that is %s cannot be %s.".formatted(state, verb));
        }
    }

    public String name() {
        return name;
    }

    public String segmentId() {
        return segmentId;
    }

    public Channel channel() {
        return channel;
    }

    public Mode mode() {
        return mode;
    }

    public Content content() {
        return content;
    }

    public State state() {
        return state;
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public boolean isEnrolled() {
        return enrolledAt != null;
    }

    public @Nullable Instant launchedAt() {
        return launchedAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
