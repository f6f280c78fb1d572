package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import io.micms.campaign.suppressions.Suppression;
import io.micms.platform.problem.Conflict;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * One row of the ledger: what one customer is to get of one campaign. Its id is made of campaign, customer, step and
 * occurrence, so nobody is queued twice for the same thing, however often anything is replayed.
 */
@org.springframework.data.mongodb.core.mapping.Document("messages")
@CompoundIndex(name = "campaign_state_due", def = "{'campaignId': 1, 'state': 1, 'due': 1, '_id': 1}")
@CompoundIndex(
        name = "campaign_reason_due",
        def = "{'campaignId': 1, 'reason': 1, 'due': 1, '_id': 1}",
        partialFilter = "{'reason': {'$exists': true}}")
@CompoundIndex(name = "campaign_queued", def = "{'campaignId': 1, 'queuedAt': -1, '_id': -1}")
@CompoundIndex(name = "ended", def = "{'endedAt': -1, '_id': -1}")
@CompoundIndex(name = "customer_ended", def = "{'customerId': 1, 'endedAt': -1, '_id': -1}")
@CompoundIndex(name = "campaign_ended", def = "{'campaignId': 1, 'endedAt': -1, '_id': -1}")
public final class Message extends PublishedDocument {

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(30);

    /** RFC 5321, section 4.5.4.1: the give-up time of a mail is at least four to five days. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(5);

    /** What lay for longer than this after it was due, as in a campaign that was paused, did not wait for its provider. */
    private static final Duration WAITED_FOR_OTHERS = Duration.ofDays(1);

    private final String campaignId;
    private final String customerId;
    private final Channel channel;
    private final int step;
    private final int occurrence;

    /** The key of the variant that it says; null where there are none, or while one waits for the winner. */
    private @Nullable String variant;

    private State state;
    private @Nullable Reason reason;

    /** What the provider or the template had to say; may name the recipient, so it stays in this service. */
    private @Nullable String detail;

    private int attempts;

    /** Since when its provider has refused it for now, each time that it was tried; absent where it has not. */
    private @Nullable Instant refusedSince;

    /** Not to be sent before; meaningful while queued. */
    private Instant due;

    /** Until when the sender that took it may be at work; past that, nobody knows what became of it. */
    @Indexed(sparse = true)
    private @Nullable Instant leasedUntil;

    /** When it is time to see to the step after this one; absent where there is none, or it has been seen to. */
    @Indexed(sparse = true)
    private @Nullable Instant followUpAt;

    private @Nullable String to;

    /** What it says, once it has been {@linkplain #word looked up}; kept in the message itself by earlier releases only. */
    private @Nullable String subject;

    private @Nullable String html;
    private @Nullable String text;

    /** What the provider calls it. */
    private @Nullable String providerId;

    /** Absent while nothing came back. */
    private @Nullable Feedback feedback;

    /** True once the recipient is erased: nothing that could name them is kept from then on; absent otherwise. */
    private @Nullable Boolean scrubbed;

    private final Instant queuedAt;
    private @Nullable Instant sentAt;

    /**
     * When it first came to an end. Lists go by it, so that what comes back later, or is found out, does not move it; absent
     * while it is queued or being sent.
     */
    private @Nullable Instant endedAt;

    /** Where a message is on its way. */
    public enum State {
        QUEUED,
        SENDING,
        SENT,
        DELIVERED,
        FAILED,
        SKIPPED,
        HELD_OUT,
        UNCONFIRMED;

        /** Whether nothing more will happen by itself. */
        public boolean isFinal() {
            return this != QUEUED && this != SENDING;
        }
    }

    /** Why a message is where it is. */
    public enum Reason {
        NO_CONSENT,
        NO_ADDRESS,
        UNSUBSCRIBED,
        /** The address bounced, its owner complained, or a person said so. */
        SUPPRESSED,
        LEFT_SEGMENT,
        ALREADY_SENT,
        /** Somebody got as many messages lately as the settings allow. */
        FREQUENCY_CAP,
        /** A follow-up that its condition does not call for. */
        CONDITION_NOT_MET,
        /** Waits until it is no longer night where the recipient is. */
        QUIET_HOURS,
        /** Waits for the time that the campaign names, by the recipient's clock. */
        RECIPIENTS_TIME,
        /** Waits until it is known which variant does best. */
        AWAITING_WINNER,
        /** A person found out that it did not go out. */
        NOT_SENT,
        ERASED,
        CAMPAIGN_STOPPED,
        TEMPLATE_FAILED,
        PROVIDER_BUSY,
        PROVIDER_REFUSED,
        BOUNCED,
        NO_ANSWER,
        SENDER_VANISHED;

        static Reason of(Suppression suppression) {
            return suppression.reason() == Suppression.Reason.UNSUBSCRIBED ? UNSUBSCRIBED : SUPPRESSED;
        }

        boolean mayPass() {
            return this == NO_CONSENT
                    || this == NO_ADDRESS
                    || this == LEFT_SEGMENT
                    || this == ALREADY_SENT
                    || this == FREQUENCY_CAP;
        }
    }

    @PersistenceCreator
    private Message(
            String id,
            String campaignId,
            String customerId,
            Channel channel,
            int step,
            int occurrence,
            State state,
            Instant due,
            Instant queuedAt) {
        super(id);
        this.campaignId = campaignId;
        this.customerId = customerId;
        this.channel = channel;
        this.step = step;
        this.occurrence = occurrence;
        this.state = state;
        this.due = due;
        this.queuedAt = queuedAt;
    }

    static String id(String campaignId, String customerId, int step, int occurrence) {
        return campaignId + ":" + customerId + ":" + step + ":" + occurrence;
    }

    /** What a row is about: one customer in one step of one occurrence of one campaign. */
    record Slot(String campaignId, String customerId, Channel channel, int step, int occurrence) {

        String id() {
            return Message.id(campaignId, customerId, step, occurrence);
        }

        private Message in(State state, Instant due, Instant now) {
            return new Message(id(), campaignId, customerId, channel, step, occurrence, state, due, now);
        }
    }

    static Message queue(Slot slot, @Nullable String variant, Instant now) {
        Message message = slot.in(State.QUEUED, now, now);
        message.variant = variant;
        return message;
    }

    /** For somebody who gets nothing, to compare the others with. */
    static Message holdOut(Slot slot, Instant now) {
        Message message = slot.in(State.HELD_OUT, now, now);
        message.endedAt = now;
        return message;
    }

    void skip(Reason why, Instant now) {
        require(State.QUEUED);
        state = State.SKIPPED;
        reason = why;
        endedAt = now;
    }

    /**
     * Leaves only that there was a message, and what became of it. One that has not been sent never is; one that is with
     * the provider is still settled by the answer.
     *
     * @return whether there was anything to do
     */
    boolean scrub(Instant now) {
        if (scrubbed != null && state != State.QUEUED) {
            return false;
        }
        scrubbed = true;
        to = null;
        subject = null;
        html = null;
        text = null;
        detail = null;
        providerId = null;
        if (state == State.QUEUED) {
            skip(Reason.ERASED, now);
        } else if (state == State.SKIPPED) {
            reason = Reason.ERASED;
        }
        return true;
    }

    /**
     * One time that it is handed over.
     *
     * @param until when the lease of its sender ends, as exactly as it is stored; null where it was given up as unconfirmed
     */
    record Attempt(int number, @Nullable Instant until) {}

    Attempt attempt() {
        return new Attempt(attempts, leasedUntil == null ? null : leasedUntil.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Whether the answer to this attempt is still to come, though the message may have been given up as unconfirmed meanwhile. */
    boolean awaits(Attempt answered) {
        return switch (state) {
            case SENDING -> attempt().equals(answered);
            case UNCONFIRMED -> attempts == answered.number();
            default -> false;
        };
    }

    /**
     * Takes back that it is being sent: the provider has not been called. That may be known only after the message was given up
     * as unconfirmed, and only to the sender that had it.
     */
    void holdBack(Instant now) {
        requireUnanswered();
        state = State.QUEUED;
        reason = null;
        detail = null;
        endedAt = null;
        attempts--;
        leasedUntil = null;
        to = null;
        subject = null;
        html = null;
        text = null;
        due = now;
    }

    /** Whether it was only just queued and waits for nothing. */
    public boolean isReadyFromTheBeginning() {
        return state == State.QUEUED && version() <= 1 && reason == null && !due.isAfter(queuedAt);
    }

    /** Puts it off: at the moment it can be neither sent nor skipped. */
    void postpone(Duration pause, Instant now) {
        require(State.QUEUED);
        due = now.plus(pause);
    }

    /** Has it wait for a time, for a reason that people want to know. Whatever else guards it is looked at then. */
    void defer(Reason why, Instant until) {
        require(State.QUEUED);
        reason = why;
        due = until;
    }

    /** There is a step after this one. */
    void followUp(Instant at) {
        followUpAt = at;
    }

    void followedUp() {
        followUpAt = null;
    }

    /**
     * A person found out what became of it.
     *
     * @throws Conflict if that is known already
     */
    void settle(boolean wasSent, String by, Instant now) {
        if (state != State.UNCONFIRMED) {
            throw new Conflict("Only a message that is UNCONFIRMED is settled; this one is %s.".formatted(state));
        }
        if (wasSent) {
            Instant attempted = endedAt == null ? now : endedAt;
            sent(providerId, attempted);
        } else {
            end(State.FAILED, Reason.NOT_SENT, "Settled as not sent by " + by, now);
        }
    }

    /**
     * Has it tried again, a person having found out that it was not sent.
     *
     * @throws Conflict if nobody has
     */
    void retry(Instant now) {
        if (state != State.FAILED || reason != Reason.NOT_SENT || scrubbed != null) {
            throw new Conflict("Only a message that was settled as NOT_SENT is tried again.");
        }
        state = State.QUEUED;
        reason = null;
        detail = null;
        refusedSince = null;
        endedAt = null;
        due = now;
    }

    /**
     * What is stored of it besides what every published document has.
     *
     * @param written how feedback is stored
     */
    Document fields(Function<Feedback, Document> written) {
        Document fields = new Document("campaignId", campaignId)
                .append("customerId", customerId)
                .append("channel", channel.name())
                .append("step", step)
                .append("occurrence", occurrence)
                .append("state", state.name())
                .append("attempts", attempts)
                .append("due", due)
                .append("queuedAt", queuedAt);
        append(fields, "variant", variant);
        append(fields, "reason", reason == null ? null : reason.name());
        append(fields, "detail", detail);
        append(fields, "refusedSince", refusedSince);
        append(fields, "leasedUntil", leasedUntil);
        append(fields, "followUpAt", followUpAt);
        append(fields, "to", to);
        append(fields, "subject", subject);
        append(fields, "html", html);
        append(fields, "text", text);
        append(fields, "providerId", providerId);
        append(fields, "feedback", feedback == null ? null : written.apply(feedback));
        append(fields, "scrubbed", scrubbed);
        append(fields, "sentAt", sentAt);
        append(fields, "endedAt", endedAt);
        return fields;
    }

    private static void append(Document fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.append(name, value);
        }
    }

    /** Whether it was passed over for a reason that may pass. */
    boolean mayPass() {
        return reason != null && reason.mayPass();
    }

    /**
     * Queues it again for somebody who joins once more. Only what was never sent, for a reason that may have passed.
     *
     * @return whether it was such a one
     */
    boolean requeue(Instant now) {
        if (state != State.SKIPPED || reason == null || !reason.mayPass()) {
            return false;
        }
        state = State.QUEUED;
        reason = null;
        refusedSince = null;
        endedAt = null;
        due = now;
        return true;
    }

    /** Recorded before the provider is called: from here on the message may be out, whatever happens to us. */
    void startSending(String address, @Nullable String chosen, Instant now, Duration lease) {
        require(State.QUEUED);
        if (now.isAfter(due.plus(WAITED_FOR_OTHERS))) {
            refusedSince = null;
        }
        state = State.SENDING;
        reason = null;
        detail = null;
        attempts++;
        variant = chosen;
        leasedUntil = now.plus(lease);
        to = address;
        subject = null;
        html = null;
        text = null;
    }

    /** Takes in what it says, for whoever reads it. */
    void word(Wording wording) {
        subject = wording.subject();
        html = wording.html();
        text = wording.text();
    }

    /** The provider has it. That may be known only after the lease ran out and the message was given up as unconfirmed. */
    void sent(@Nullable String providerId, Instant now) {
        requireUnanswered();
        state = State.SENT;
        reason = null;
        detail = null;
        this.providerId = scrubbed == null ? providerId : null;
        leasedUntil = null;
        sentAt = now;
        ended(now);
        // A receipt may overtake the provider's answer.
        heed(feedback(), now);
    }

    /**
     * The recipient's side has it, by a receipt.
     *
     * @return whether that was news
     */
    boolean delivered(Instant at, Instant now) {
        return heed(feedback().delivered(at), now);
    }

    /**
     * It was opened.
     *
     * @param machine whether by a prefetching service or a scanner, so that it says nothing of a person
     * @return whether that was news
     */
    boolean opened(Instant at, boolean machine) {
        return heed(feedback().opened(at, machine), at);
    }

    /** A link in it was followed; as {@link #opened}. */
    boolean clicked(Instant at, boolean machine) {
        return heed(feedback().clicked(at, machine), at);
    }

    /**
     * Its recipient said by it that they want no more.
     *
     * @return whether that was news
     */
    boolean unsubscribed(Instant at) {
        return heed(feedback().unsubscribed(at), at);
    }

    /**
     * Its recipient took back what they said by it, or by another of its channel.
     *
     * @return whether that was news
     */
    boolean resubscribed(Instant at) {
        return heed(feedback().resubscribed(at), at);
    }

    /**
     * Its recipient said by it what they want of another channel.
     *
     * @return whether that was news
     */
    boolean chose(Channel other, boolean wanted, Instant at) {
        return heed(feedback().chose(other, wanted, at), at);
    }

    /**
     * It came back: whatever was thought before, it did not reach anybody.
     *
     * @param answer what the other side had to say
     * @return whether that was news
     */
    boolean bounced(Feedback.Bounce how, @Nullable String answer, Instant at, Instant now) {
        boolean news = heed(feedback().bounced(at, how), now);
        if (news && scrubbed == null && answer != null && reason == Reason.BOUNCED) {
            detail = answer;
        }
        return news;
    }

    /**
     * Its recipient called it spam.
     *
     * @return whether that was news
     */
    boolean complained(Instant at, Instant now) {
        return heed(feedback().complained(at), now);
    }

    /**
     * Takes in what came back. What is still with the provider, or never was, keeps its state: that is settled by the
     * provider's answer. Any sign of life settles what was unconfirmed, and a bounce beats a receipt in whichever order
     * the two come.
     */
    private boolean heed(Feedback news, Instant now) {
        boolean changed = !news.equals(feedback());
        if (changed) {
            feedback = news;
        }
        if (state != State.SENT && state != State.DELIVERED && state != State.UNCONFIRMED) {
            return changed;
        }
        if (news.bouncedAt() != null) {
            end(State.FAILED, Reason.BOUNCED, null, now);
            sentAt = sentAt == null ? now : sentAt;
        } else if (news.deliveredAt() != null && state != State.DELIVERED) {
            arrive(State.DELIVERED, now);
        } else if (state == State.UNCONFIRMED && changed) {
            arrive(State.SENT, now);
        }
        return changed;
    }

    private void arrive(State arrived, Instant now) {
        if (state == State.UNCONFIRMED) {
            // Nobody planned what follows it up, while it was not known to have gone out.
            followUpAt = now;
        }
        state = arrived;
        reason = null;
        detail = null;
        sentAt = sentAt == null ? now : sentAt;
        ended(now);
    }

    private void ended(Instant now) {
        endedAt = endedAt == null ? now : endedAt;
    }

    /**
     * The provider certainly did not take it and may do so later; after days of that it has failed, however long it waited before
     * for other reasons. As with {@link #holdBack}, that may be known late.
     *
     * @param firstPause twice as long with each further attempt
     */
    void retryLater(String answer, Duration firstPause, Instant now) {
        requireUnanswered();
        refusedSince = refusedSince == null ? now : refusedSince;
        if (now.isAfter(refusedSince.plus(GIVEN_UP_AFTER))) {
            fail(Reason.PROVIDER_BUSY, answer, now);
            return;
        }
        state = State.QUEUED;
        reason = Reason.PROVIDER_BUSY;
        detail = scrubbed == null ? answer : null;
        endedAt = null;
        leasedUntil = null;
        due = now.plus(backoff(firstPause));
    }

    /** A fifth more or less than planned, so that what was refused together does not come back together. */
    private Duration backoff(Duration firstPause) {
        Duration planned = firstPause.multipliedBy(1L << Math.min(attempts - 1, 12));
        Duration backoff = planned.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : planned;
        Duration fifth = backoff.dividedBy(5);
        return backoff.minus(fifth).plus(Spread.of(id() + attempts, fifth.multipliedBy(2)));
    }

    void fail(Reason why, String answer, Instant now) {
        end(State.FAILED, why, answer, now);
    }

    /** Nobody can say whether it went out; it is shown as such and never resent by itself. */
    void unconfirmed(Reason why, @Nullable String answer, Instant now) {
        require(State.SENDING);
        end(State.UNCONFIRMED, why, answer, now);
        if (feedback != null) {
            // It was heard of already, so that it did go out.
            arrive(State.SENT, now);
            heed(feedback, now);
        }
    }

    private void end(State end, Reason why, @Nullable String answer, Instant now) {
        state = end;
        reason = why;
        detail = scrubbed == null ? answer : null;
        leasedUntil = null;
        ended(now);
    }

    /** The provider's answer is taken in for what is being sent, and for what was given up for the lack of one. */
    private void requireUnanswered() {
        if (state != State.UNCONFIRMED) {
            require(State.SENDING);
        }
    }

    private void require(State expected) {
        if (state != expected) {
            throw new IllegalStateException("Message %s is %s, not %s".formatted(id(), state, expected));
        }
    }

    public String campaignId() {
        return campaignId;
    }

    public String customerId() {
        return customerId;
    }

    public Channel channel() {
        return channel;
    }

    public int step() {
        return step;
    }

    public int occurrence() {
        return occurrence;
    }

    public @Nullable String variant() {
        return variant;
    }

    public State state() {
        return state;
    }

    public @Nullable Reason reason() {
        return reason;
    }

    @Nullable
    String detail() {
        return detail;
    }

    public int attempts() {
        return attempts;
    }

    /** Not to be sent before; meaningful while queued. */
    public Instant due() {
        return due;
    }

    @Nullable
    Instant followUpAt() {
        return followUpAt;
    }

    Slot slot() {
        return new Slot(campaignId, customerId, channel, step, occurrence);
    }

    Slot nextStep() {
        return new Slot(campaignId, customerId, channel, step + 1, occurrence);
    }

    @Nullable
    String to() {
        return to;
    }

    @Nullable
    String subject() {
        return subject;
    }

    @Nullable
    String html() {
        return html;
    }

    @Nullable
    String text() {
        return text;
    }

    boolean isScrubbed() {
        return scrubbed != null;
    }

    public @Nullable String providerId() {
        return providerId;
    }

    /** What came back of it so far. */
    public Feedback feedback() {
        return feedback == null ? Feedback.NONE : feedback;
    }

    public Instant queuedAt() {
        return queuedAt;
    }

    public @Nullable Instant sentAt() {
        return sentAt;
    }

    /** As {@link #sentAt}; of one that may have been sent, when it was given up. Null of what has yet to be, or never is. */
    @Nullable
    Instant sentByAbout() {
        return sentAt == null && state == State.UNCONFIRMED ? endedAt : sentAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}
