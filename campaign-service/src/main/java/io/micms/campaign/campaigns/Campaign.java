package io.micms.campaign.campaigns;

import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is sent to a segment, and how. A one-off reaches the members at the launch, a scheduled one the members when its time
 * comes, once or again and again, and a live one whoever is in the segment at its start and whoever joins until its end.
 */
@Document("campaigns")
public final class Campaign extends PublishedDocument {

    public static final int PRIORITY_BY_DEFAULT = 5;

    private static final int NAME_AT_MOST = 200;
    private static final int NOTE_AT_MOST = 1_000;
    private static final int FOLLOW_UPS_AT_MOST = 10;
    private static final int HOLDOUT_AT_MOST = 90;
    private static final int PRIORITY_AT_MOST = 10;
    private static final String HOLDOUT = "holdout";
    private static final String TEST = "test";
    private static final String VARIANT = "variant";

    private String name;

    @Indexed
    private String segmentId;

    private Channel channel;
    private Mode mode;
    private Content content;
    private @Nullable Schedule schedule;
    private @Nullable Reentry reentry;
    private List<FollowUp> followUps = List.of();
    private List<Variant> variants = List.of();
    private @Nullable Winner winner;
    private int holdout;
    private int priority = PRIORITY_BY_DEFAULT;
    private GuardOverrides guards = GuardOverrides.NONE;

    @Indexed
    private State state;

    /** Why it is in its state where nobody put it there; null otherwise. */
    private @Nullable String stateReason;

    private @Nullable Approval approval;
    private @Nullable Instant launchedAt;

    /** When it began, or will begin, its first or next occurrence; absent while none lies ahead. */
    @Indexed(sparse = true)
    private @Nullable Instant nextAt;

    /** When the first occurrence began. */
    private @Nullable Instant startedAt;

    /** The one that began last, counted from 0. */
    private int occurrence;

    /** When that began. */
    private @Nullable Instant occurrenceAt;

    /** When everybody who was in the segment when the last occurrence began stood in the ledger; absent until then. */
    private @Nullable Instant enrolledAt;

    /** How many that were. */
    private long enrolled;

    private List<Decision> decisions = List.of();

    /** Before which no winner is chosen, since those who try the variants had their messages late; absent where they had not. */
    private @Nullable Instant decisionPutOffTo;

    private @Nullable Instant pausedAt;
    private @Nullable Instant endedAt;

    /** Since when it has been running without a pause; what came back before is not held against it again. */
    private @Nullable Instant runningSince;

    /** Of a stopped campaign: when nothing of it was left in the queue; absent until then. */
    private @Nullable Instant clearedAt;

    private final String createdBy;
    private final Instant createdAt;

    /** Who wrote what it is now; null in campaigns of releases that did not keep it. */
    private @Nullable Author changedBy;

    private Instant updatedAt;

    /** Whom a campaign reaches. */
    public enum Mode {
        LIVE,
        ONE_OFF,
        SCHEDULED
    }

    /** Where a campaign is in its life. */
    public enum State {
        DRAFT,
        /** Somebody asks for it to be approved. */
        IN_APPROVAL,
        APPROVED,
        /** Launched, and its time has yet to come. */
        SCHEDULED,
        RUNNING,
        PAUSED,
        COMPLETED,
        STOPPED;

        public boolean isLaunched() {
            return compareTo(SCHEDULED) >= 0;
        }
    }

    private static final Set<State> BEFORE_THE_LAUNCH = EnumSet.of(State.DRAFT, State.IN_APPROVAL, State.APPROVED);

    /**
     * What a person says of a campaign.
     *
     * @param content of the first step; not needed where there are variants
     * @param variants contents that are compared, in place of {@code content}
     * @param holdout how many percent of the audience get nothing, to compare the others with; null for none
     * @param priority 1 to 10; the higher goes first, and so takes what caps allow; null for 5
     */
    public record Draft(
            @Nullable String name,
            @Nullable String segmentId,
            @Nullable Channel channel,
            @Nullable Mode mode,
            @Nullable Content content,
            @Nullable Schedule schedule,
            @Nullable Reentry reentry,
            @Nullable List<FollowUp> followUps,
            @Nullable List<Variant> variants,
            @Nullable Winner winner,
            @Nullable Integer holdout,
            @Nullable Integer priority,
            @Nullable GuardOverrides guards) {

        public Draft {
            followUps = followUps == null ? List.of() : List.copyOf(followUps);
            variants = variants == null ? List.of() : List.copyOf(variants);
        }

        /** One that says nothing beyond the necessary. */
        public static Draft of(String name, String segmentId, Channel channel, Mode mode, Content content) {
            return new Draft(name, segmentId, channel, mode, content, null, null, null, null, null, null, null, null);
        }

        private void check(Instant now, ZoneId platform) {
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
            } else {
                contents(faults, channel);
            }
            if (mode == null) {
                faults.add(new Fault("/mode", "The mode is LIVE, ONE_OFF or SCHEDULED."));
            } else {
                times(faults, mode, now, platform);
            }
            if (holdout != null && (holdout < 0 || holdout > HOLDOUT_AT_MOST)) {
                faults.add(new Fault("/holdout", "0 to %d percent are held out.".formatted(HOLDOUT_AT_MOST)));
            }
            if (priority != null && (priority < 1 || priority > PRIORITY_AT_MOST)) {
                faults.add(new Fault("/priority", "The priority is 1 to %d.".formatted(PRIORITY_AT_MOST)));
            }
            if (!faults.isEmpty()) {
                throw new InvalidInput(faults);
            }
        }

        private void contents(List<Fault> faults, Channel to) {
            if (content != null) {
                faults.addAll(content.faults(to));
            }
            List<Variant> compared = variants == null ? List.of() : variants;
            for (int i = 0; i < compared.size(); i++) {
                compared.get(i).check(faults, "/variants/" + i, to);
            }
            if (!compared.isEmpty()) {
                if (compared.size() < Variant.AT_LEAST || compared.size() > Variant.AT_MOST) {
                    faults.add(new Fault(
                            "/variants", "%d to %d can be compared.".formatted(Variant.AT_LEAST, Variant.AT_MOST)));
                }
                int sum = compared.stream().mapToInt(Variant::percent).sum();
                if (sum != 100) {
                    faults.add(new Fault("/variants", "The shares add up to %d, not to 100.".formatted(sum)));
                }
            }
            List<FollowUp> further = followUps == null ? List.of() : followUps;
            if (further.size() > FOLLOW_UPS_AT_MOST) {
                faults.add(new Fault("/followUps", "At most %d follow.".formatted(FOLLOW_UPS_AT_MOST)));
            }
            for (int i = 0; i < further.size(); i++) {
                further.get(i).check(faults, "/followUps/" + i, to);
            }
        }

        private void times(List<Fault> faults, Mode how, Instant now, ZoneId platform) {
            if (schedule != null) {
                faults.addAll(schedule.faults(how, now, platform));
            } else if (how == Mode.SCHEDULED) {
                faults.add(new Fault("/schedule", "A scheduled campaign needs a time."));
            }
            if (reentry != null) {
                reentry.check(faults);
                if (how != Mode.LIVE) {
                    faults.add(new Fault("/reentry", "Only a live campaign is entered, and so entered again."));
                }
            }
            if (winner != null) {
                winner.check(faults);
                if (variants == null || variants.isEmpty()) {
                    faults.add(new Fault("/winner", "A winner is one of several variants."));
                }
                if (how == Mode.LIVE || schedule != null && (schedule.recurs() || schedule.goesByRecipientsClock())) {
                    faults.add(new Fault("/winner", "A winner is found where the whole audience is there at once."));
                }
                if (channel == Channel.SMS && winner.by() == Winner.Measure.OPENS) {
                    faults.add(
                            new Fault("/winner/by", "Whether an SMS was opened is not known; compare clicks instead."));
                }
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

    static Campaign create(Draft draft, Author by, Instant now, ZoneId platform) {
        draft.check(now, platform);
        Campaign campaign = new Campaign(
                Ids.next(),
                "",
                "",
                Objects.requireNonNull(draft.channel()),
                Objects.requireNonNull(draft.mode()),
                Content.EMPTY,
                State.DRAFT,
                by.name(),
                now,
                now);
        campaign.take(draft, by, now);
        return campaign;
    }

    /** What was approved was something else, so that goes. */
    void change(Draft draft, Author by, Instant now, ZoneId platform) {
        require(BEFORE_THE_LAUNCH, "changed");
        draft.check(now, platform);
        take(draft, by, now);
        state = State.DRAFT;
        stateReason = null;
        approval = null;
    }

    private void take(Draft draft, Author by, Instant now) {
        name = Objects.requireNonNull(draft.name()).strip();
        segmentId = Objects.requireNonNull(draft.segmentId());
        channel = Objects.requireNonNull(draft.channel());
        mode = Objects.requireNonNull(draft.mode());
        content = draft.content() == null ? Content.EMPTY : draft.content();
        schedule = draft.schedule();
        reentry = draft.reentry();
        followUps = Objects.requireNonNull(draft.followUps());
        variants = Objects.requireNonNull(draft.variants());
        winner = draft.winner();
        holdout = draft.holdout() == null ? 0 : draft.holdout();
        priority = draft.priority() == null ? PRIORITY_BY_DEFAULT : draft.priority();
        guards = draft.guards() == null ? GuardOverrides.NONE : draft.guards();
        changedBy = by;
        updatedAt = now;
    }

    /** What it says, to be the beginning of another. */
    Draft draft() {
        return new Draft(
                name, segmentId, channel, mode, content, schedule, reentry, followUps, variants, winner, holdout,
                priority, guards);
    }

    /** @throws InvalidInput if a part of the content is missing */
    void submit(Author by, Instant now) {
        require(EnumSet.of(State.DRAFT), "submitted for approval");
        requireComplete();
        approval = Approval.requested(by, now);
        stateReason = null;
        to(State.IN_APPROVAL, now);
    }

    /** Two people stand behind what is approved. */
    void approve(Author by, @Nullable String note, Instant now) {
        decide(EnumSet.of(State.IN_APPROVAL), true, by, note, now);
        to(State.APPROVED, now);
    }

    /** Sends it back to its author. */
    void reject(Author by, @Nullable String note, Instant now) {
        if (note == null || note.isBlank()) {
            throw new InvalidInput("/note", "Say what should be otherwise.");
        }
        decide(EnumSet.of(State.IN_APPROVAL, State.APPROVED), false, by, note, now);
        to(State.DRAFT, now);
    }

    private void decide(Set<State> allowed, boolean yes, Author by, @Nullable String note, Instant now) {
        require(allowed, yes ? "approved" : "rejected");
        if (note != null && note.length() > NOTE_AT_MOST) {
            throw new InvalidInput("/note", "At most %d characters.".formatted(NOTE_AT_MOST));
        }
        Approval asked = Objects.requireNonNull(approval);
        boolean wrote = changedBy != null && changedBy.id().equals(by.id());
        if (yes && (wrote || asked.requestedBy().id().equals(by.id()))) {
            throw new Conflict("Somebody else than who wrote it, or asked for it, has to approve a campaign.");
        }
        approval = asked.decided(yes, by, note, now);
    }

    /**
     * Sends it off: at once, or to wait for its time.
     *
     * @throws InvalidInput if a part of the content is missing, or its time has passed or does not go with the rest of it
     */
    void launch(Instant now, ZoneId platform, boolean approvalRequired) {
        require(BEFORE_THE_LAUNCH, "launched");
        requireComplete();
        if (approvalRequired && state != State.APPROVED) {
            throw new Conflict("This campaign has to be approved before it is launched.");
        }
        List<Fault> faults = new ArrayList<>();
        draft().times(faults, mode, now, platform);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        launchedAt = now;
        stateReason = null;
        Instant first = schedule == null ? now : Objects.requireNonNull(schedule.next(now, platform));
        if (first.isAfter(now)) {
            nextAt = first;
            to(State.SCHEDULED, now);
        } else {
            begin(now, platform);
        }
    }

    /** As {@link #launch}, at a time that is named only now. That is no part of what was approved. */
    void schedule(Schedule when, Instant now, ZoneId platform, boolean approvalRequired) {
        require(BEFORE_THE_LAUNCH, "scheduled");
        schedule = when;
        mode = mode == Mode.LIVE ? Mode.LIVE : Mode.SCHEDULED;
        launch(now, platform, approvalRequired);
    }

    /** Takes back a launch whose time has not come. */
    void unschedule(Instant now) {
        require(EnumSet.of(State.SCHEDULED, State.PAUSED), "taken back");
        if (startedAt != null) {
            throw new Conflict("This campaign has begun; it can be paused or stopped.");
        }
        nextAt = null;
        launchedAt = null;
        to(approval != null && approval.holds() ? State.APPROVED : State.DRAFT, now);
    }

    /** Whether its next occurrence should have begun. */
    public boolean isDue(Instant now) {
        return nextAt != null && !nextAt.isAfter(now) && (state == State.SCHEDULED || state == State.RUNNING);
    }

    /** Its time has come. Of occurrences that nobody could see to, only the last is made up for. */
    public void begin(Instant now, ZoneId platform) {
        occurrence = startedAt == null ? 0 : occurrence + 1;
        startedAt = startedAt == null ? now : startedAt;
        runningSince = runningSince == null ? now : runningSince;
        occurrenceAt = now;
        enrolledAt = null;
        enrolled = 0;
        nextAt = schedule != null && schedule.recurs() ? schedule.next(now, platform) : null;
        to(State.RUNNING, now);
    }

    void pause(Instant now) {
        require(EnumSet.of(State.RUNNING, State.SCHEDULED), "paused");
        stateReason = null;
        pausedAt = now;
        to(State.PAUSED, now);
    }

    /** Pauses by itself. @return whether it was running */
    public boolean pauseBecause(String reason, Instant now) {
        if (state != State.RUNNING) {
            return false;
        }
        stateReason = reason;
        pausedAt = now;
        to(State.PAUSED, now);
        return true;
    }

    /** Occurrences that came round meanwhile are left out. */
    void resume(Instant now, ZoneId platform) {
        require(EnumSet.of(State.PAUSED), "resumed");
        if (nextAt != null && !nextAt.isAfter(now) && schedule != null && schedule.recurs()) {
            nextAt = schedule.next(now, platform);
        }
        stateReason = null;
        pausedAt = null;
        runningSince = startedAt == null ? null : now;
        if (startedAt == null && schedule != null && (nextAt == null || schedule.hasEnded(now))) {
            stateReason = "Its time went by while it was paused.";
            nextAt = null;
            endedAt = now;
            to(State.COMPLETED, now);
            return;
        }
        to(startedAt == null && nextAt != null ? State.SCHEDULED : State.RUNNING, now);
    }

    void stop(Instant now) {
        require(EnumSet.of(State.SCHEDULED, State.RUNNING, State.PAUSED), "stopped");
        nextAt = null;
        endedAt = now;
        stateReason = null;
        to(State.STOPPED, now);
    }

    /** Takes note that of a stopped campaign nothing is left to be seen to. */
    public void cleared(Instant now) {
        clearedAt = now;
        updatedAt = now;
    }

    /** Takes note that all members when the occurrence began stand in the ledger. */
    public void enrolled(long people, Instant now) {
        enrolledAt = now;
        enrolled = people;
        updatedAt = now;
    }

    /** Which variant the rest of the audience gets. */
    public void decided(Decision decision) {
        List<Decision> all = new ArrayList<>(decisions);
        all.add(decision);
        decisions = List.copyOf(all);
        updatedAt = decision.at();
    }

    /** Takes note that nobody can say yet which variant does best. */
    public void putOffDecision(Instant until, Instant now) {
        decisionPutOffTo = until;
        updatedAt = now;
    }

    /** Whether the winner may be chosen now, as far as the clock says. */
    public boolean isToBeDecided(Instant now) {
        Instant at = decisionAt();
        return at != null
                && !at.isAfter(now)
                && isEnrolled()
                && decision(occurrence).isEmpty();
    }

    /** Whether nobody can enter it any more, so that it is complete when every message has come to an end. */
    public boolean isClosed(Instant now) {
        return isRunning()
                && enrolledAt != null
                && nextAt == null
                && (mode != Mode.LIVE || schedule != null && schedule.hasEnded(now));
    }

    /** Ends it, every message having come to an end. */
    public void complete(Instant now) {
        require(EnumSet.of(State.RUNNING), "completed");
        if (enrolled == 0 && occurrence == 0 && mode != Mode.LIVE) {
            stateReason = "Nobody was in the segment when it began.";
        }
        endedAt = now;
        to(State.COMPLETED, now);
    }

    /**
     * Goes on, so that a message of it can be sent after all; it completes again by itself.
     *
     * @return whether it had ended
     * @throws Conflict if it was stopped
     */
    boolean reopen(Instant now) {
        if (state == State.RUNNING || state == State.PAUSED) {
            return false;
        }
        require(EnumSet.of(State.COMPLETED), "taken up again");
        endedAt = null;
        stateReason = null;
        to(State.RUNNING, now);
        return true;
    }

    /**
     * Takes note that something of it, which had come to an end, is in the queue again. If it had ended, it is taken up again to
     * send that; if it was stopped, to clear it away.
     *
     * @return whether it had ended
     */
    public boolean goOn(Instant now) {
        if (state == State.COMPLETED) {
            return reopen(now);
        }
        if (state != State.STOPPED || clearedAt == null) {
            return false;
        }
        clearedAt = null;
        updatedAt = now;
        return true;
    }

    private void to(State next, Instant now) {
        state = next;
        updatedAt = now;
    }

    private void requireComplete() {
        List<Fault> missing = new ArrayList<>();
        contents().forEach((holder, said) -> said.missing(channel).forEach(fault -> missing.add(fault.under(holder))));
        if (!missing.isEmpty()) {
            throw new InvalidInput(missing);
        }
    }

    private void require(Set<State> allowed, String verb) {
        if (!allowed.contains(state)) {
            throw new Conflict("A campaign that is %s cannot be %s.".formatted(state, verb));
        }
    }

    /** Whether chance has the customer get nothing, in every occurrence alike. */
    public boolean holdsOut(String customerId) {
        return Lot.isAmong(holdout, HOLDOUT, id(), customerId);
    }

    /** Whether the customer waits for the variant that does best with the others. */
    public boolean awaitsWinner(String customerId) {
        return winner != null && !Lot.isAmong(winner.percent(), TEST, id(), customerId);
    }

    /** The key of the variant that chance has for the customer; null where there are none. */
    public @Nullable String variantOf(String customerId) {
        if (variants.isEmpty()) {
            return null;
        }
        int bucket = Lot.bucket(VARIANT, id(), customerId) / 100;
        int place = 0;
        while (place < variants.size() - 1 && bucket >= variants.get(place).percent()) {
            bucket -= variants.get(place).percent();
            place++;
        }
        return Variant.key(place);
    }

    /** All that it says, by a pointer to what holds the content. */
    Map<String, Content> contents() {
        Map<String, Content> contents = new LinkedHashMap<>();
        if (variants.isEmpty()) {
            contents.put("", content);
        }
        for (int i = 0; i < variants.size(); i++) {
            contents.put("/variants/" + i, variants.get(i).said());
        }
        for (int i = 0; i < followUps.size(); i++) {
            contents.put("/followUps/" + i, followUps.get(i).said());
        }
        return contents;
    }

    /** What a step says, to who gets a variant. */
    public Content content(int step, @Nullable String variant) {
        if (step > 0) {
            return followUps.get(step - 1).said();
        }
        for (int place = 0; place < variants.size(); place++) {
            if (Variant.key(place).equals(variant)) {
                return variants.get(place).said();
            }
        }
        return variants.isEmpty() ? content : variants.getFirst().said();
    }

    /** The step after one; empty after the last. */
    public Optional<FollowUp> followUp(int step) {
        return step < followUps.size() ? Optional.of(followUps.get(step)) : Optional.empty();
    }

    /** What a step asks of its recipient; empty for the first. */
    public Optional<FollowUp.Condition> condition(int step) {
        return step == 0
                ? Optional.empty()
                : Optional.of(followUps.get(step - 1).condition());
    }

    /**
     * When the variant for the rest of the last occurrence's audience is chosen, as far as that is known; null where there is
     * nothing to choose.
     */
    public @Nullable Instant decisionAt() {
        if (winner == null || occurrenceAt == null) {
            return null;
        }
        Instant planned = occurrenceAt.plus(winner.length());
        return decisionPutOffTo != null && decisionPutOffTo.isAfter(planned) ? decisionPutOffTo : planned;
    }

    public Optional<Decision> decision(int ofOccurrence) {
        return decisions.stream()
                .filter(decision -> decision.occurrence() == ofOccurrence)
                .findFirst();
    }

    /** Whether whoever joins the segment now belongs to it. */
    public boolean takesJoining(Instant now) {
        return mode == Mode.LIVE
                && (state == State.RUNNING || state == State.PAUSED)
                // Those that earlier releases launched have neither; one that is paused before its start has the
                // second.
                && (startedAt != null || nextAt == null)
                && (schedule == null || !schedule.hasEnded(now));
    }

    public Optional<Duration> reentryAfter() {
        return Optional.ofNullable(reentry).map(Reentry::length);
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

    public @Nullable Schedule schedule() {
        return schedule;
    }

    public @Nullable Reentry reentry() {
        return reentry;
    }

    public List<FollowUp> followUps() {
        return followUps;
    }

    public List<Variant> variants() {
        return variants;
    }

    public @Nullable Winner winner() {
        return winner;
    }

    public int holdout() {
        return holdout;
    }

    public int priority() {
        return priority;
    }

    public GuardOverrides guards() {
        return guards;
    }

    public State state() {
        return state;
    }

    public @Nullable String stateReason() {
        return stateReason;
    }

    public @Nullable Approval approval() {
        return approval;
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public boolean isEnrolled() {
        return enrolledAt != null;
    }

    public long enrolled() {
        return enrolled;
    }

    public @Nullable Instant enrolledAt() {
        return enrolledAt;
    }

    public @Nullable Instant launchedAt() {
        return launchedAt;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant nextAt() {
        return nextAt;
    }

    public @Nullable Instant runningSince() {
        return runningSince;
    }

    public int occurrence() {
        return occurrence;
    }

    public @Nullable Instant occurrenceAt() {
        return occurrenceAt;
    }

    public List<Decision> decisions() {
        return decisions;
    }

    public @Nullable Instant pausedAt() {
        return pausedAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Author changedBy() {
        return changedBy;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
