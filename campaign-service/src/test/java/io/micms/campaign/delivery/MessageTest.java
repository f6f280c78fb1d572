package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Personalisation.Rendered;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final Message message = Message.queue(new Message.Slot("thanks", "asha", Channel.EMAIL, 0, 0), null, NOON);

    private void startSending() {
        message.startSending("asha@example.com", null, NOON, Duration.ofMinutes(1));
        message.word(Wording.of(message.id(), new Rendered("Asha, thank you", "<p>Asha</p>", "Asha")));
    }

    private void assertNamesNobody() {
        assertThat(message.to()).isNull();
        assertThat(message.subject()).isNull();
        assertThat(message.html()).isNull();
        assertThat(message.text()).isNull();
        assertThat(message.detail()).isNull();
        assertThat(message.providerId()).isNull();
    }

    @Test
    void whatWaitsForAnErasedRecipientIsNeverSent() {
        assertThat(message.scrub(NOON)).isTrue();

        assertThat(message.state()).isEqualTo(State.SKIPPED);
        assertThat(message.reason()).isEqualTo(Reason.ERASED);
        assertThat(message.requeue(NOON)).isFalse();
        assertThat(message.scrub(NOON)).isFalse();
    }

    @Test
    void whatWasPassedOverIsNotTakenUpAgainForAnErasedRecipient() {
        message.skip(Reason.NO_CONSENT, NOON);

        message.scrub(NOON);

        assertThat(message.requeue(NOON)).isFalse();
    }

    @Test
    void anAnswerThatComesAfterTheErasureIsKeptWithoutItsWords() {
        startSending();
        message.scrub(NOON);
        assertNamesNobody();

        message.unconfirmed(Reason.NO_ANSWER, "asha@example.com does not answer", NOON);
        message.sent("provider-id", NOON);

        assertThat(message.state()).isEqualTo(State.SENT);
        assertNamesNobody();
    }

    @Test
    void aRefusalForNowAfterTheErasureLeavesItToBeScrubbedOnceMore() {
        startSending();
        message.scrub(NOON);

        message.retryLater("asha@example.com is busy", Duration.ofSeconds(5), NOON);

        assertNamesNobody();
        assertThat(message.scrub(NOON)).isTrue();
        assertThat(message.state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void whatIsHeldBackWasNotTried() {
        startSending();

        message.holdBack(NOON);

        assertThat(message.state()).isEqualTo(State.QUEUED);
        assertThat(message.attempts()).isZero();
        assertNamesNobody();
    }

    @Test
    void whatWasGivenUpAndCertainlyDidNotGoOutIsAsItWas() {
        startSending();
        Message.Attempt attempt = message.attempt();
        message.unconfirmed(Reason.SENDER_VANISHED, null, NOON);
        assertThat(message.awaits(attempt)).isTrue();

        message.holdBack(NOON);

        assertThat(message.state()).isEqualTo(State.QUEUED);
        assertThat(message.reason()).isNull();
        assertThat(message.endedAt()).isNull();
        assertThat(message.attempts()).isZero();
        assertThat(message.awaits(attempt)).isFalse();
        assertNamesNobody();
    }

    @Test
    void whatWasGivenUpAndIsRefusedForNowWaitsForItsNextAttempt() {
        startSending();
        message.unconfirmed(Reason.SENDER_VANISHED, null, NOON);

        message.retryLater("busy", Duration.ofSeconds(5), NOON);

        assertThat(message.state()).isEqualTo(State.QUEUED);
        assertThat(message.reason()).isEqualTo(Reason.PROVIDER_BUSY);
        assertThat(message.endedAt()).isNull();
        assertThat(message.attempts()).isEqualTo(1);
        assertThat(message.due()).isAfter(NOON);
    }

    @Test
    void whatHasAnAnswerIsNotQueuedAgain() {
        startSending();
        message.sent("provider-id", NOON);

        assertThatThrownBy(() -> message.holdBack(NOON)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> message.retryLater("busy", Duration.ofSeconds(5), NOON))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAttemptIsNotMistakenForAnotherWithItsNumber() {
        startSending();
        Message.Attempt first = message.attempt();
        message.holdBack(NOON);

        message.startSending("asha@example.com", null, NOON.plusMillis(1), Duration.ofMinutes(1));

        assertThat(message.awaits(first)).isFalse();
        assertThat(message.awaits(message.attempt())).isTrue();
    }

    /** Who reads a list page by page finds what they have not seen where it was. */
    @Test
    void whatComesBackDoesNotMoveItInAList() {
        startSending();
        message.sent("provider-id", NOON);

        message.delivered(NOON.plusSeconds(60), NOON.plusSeconds(61));
        assertThat(message.state()).isEqualTo(State.DELIVERED);
        assertThat(message.endedAt()).isEqualTo(NOON);

        Instant fourDaysLater = NOON.plus(Duration.ofDays(4));
        message.bounced(Feedback.Bounce.HARD, "no such user", fourDaysLater, fourDaysLater);
        assertThat(message.state()).isEqualTo(State.FAILED);
        assertThat(message.endedAt()).isEqualTo(NOON);
        assertThat(message.feedback().bouncedAt()).isEqualTo(fourDaysLater);
    }

    @Test
    void whatIsFoundOutDoesNotMoveItInAListAndAnotherTryDoes() {
        Message opened = unconfirmed();
        opened.opened(NOON.plusSeconds(60), false);
        assertThat(opened.state()).isEqualTo(State.SENT);
        assertThat(opened.endedAt()).isEqualTo(NOON);
        assertThat(opened.sentAt()).isEqualTo(NOON.plusSeconds(60));

        Message answered = unconfirmed();
        answered.sent("provider-id", NOON.plusSeconds(60));
        assertThat(answered.endedAt()).isEqualTo(NOON);

        Message settled = unconfirmed();
        settled.settle(false, "Max", NOON.plusSeconds(60));
        assertThat(settled.state()).isEqualTo(State.FAILED);
        assertThat(settled.endedAt()).isEqualTo(NOON);
        settled.retry(NOON.plusSeconds(120));
        assertThat(settled.endedAt()).isNull();
        settled.startSending("asha@example.com", null, NOON.plusSeconds(120), Duration.ofMinutes(1));
        settled.sent("provider-id", NOON.plusSeconds(121));
        assertThat(settled.endedAt()).isEqualTo(NOON.plusSeconds(121));
    }

    private static Message unconfirmed() {
        Message message = Message.queue(new Message.Slot("thanks", "asha", Channel.EMAIL, 0, 0), null, NOON);
        message.startSending("asha@example.com", null, NOON, Duration.ofMinutes(1));
        message.unconfirmed(Reason.NO_ANSWER, null, NOON);
        return message;
    }

    private void refuse(Instant at) {
        message.startSending("asha@example.com", null, at, Duration.ofMinutes(1));
        message.retryLater("busy", Duration.ofSeconds(5), at);
    }

    @Test
    void whatWaitedForOtherReasonsIsNotGivenUpWhenItIsFirstRefused() {
        Instant nextWeek = NOON.plus(Duration.ofDays(7));
        message.defer(Reason.AWAITING_WINNER, nextWeek);

        refuse(nextWeek);

        assertThat(message.state()).isEqualTo(State.QUEUED);
        assertThat(message.due()).isAfter(nextWeek);
    }

    @Test
    void whatIsRefusedForFiveDaysHasFailed() {
        Instant last = NOON.plus(Duration.ofDays(5));
        Instant now = NOON;
        while (!now.isAfter(last)) {
            refuse(now);
            assertThat(message.state()).as("at %s", now).isEqualTo(State.QUEUED);
            now = message.due();
        }

        refuse(now);

        assertThat(message.state()).isEqualTo(State.FAILED);
        assertThat(message.reason()).isEqualTo(Reason.PROVIDER_BUSY);
    }

    /** As while its campaign is paused. */
    @Test
    void whatLayForDaysBetweenTwoRefusalsIsNotGivenUp() {
        refuse(NOON);

        refuse(NOON.plus(Duration.ofDays(6)));

        assertThat(message.state()).isEqualTo(State.QUEUED);
    }

    @Test
    void whatIsTriedAgainByAPersonOrForWhoJoinsAgainBeginsAnew() {
        refuse(NOON);
        message.startSending("asha@example.com", null, message.due(), Duration.ofMinutes(1));
        message.unconfirmed(Reason.NO_ANSWER, null, NOON.plusSeconds(60));
        Instant later = NOON.plus(Duration.ofDays(6));
        message.settle(false, "Mary", later);
        message.retry(later);
        refuse(later);
        assertThat(message.state()).isEqualTo(State.QUEUED);

        message.skip(Reason.NO_CONSENT, later);
        Instant evenLater = later.plus(Duration.ofDays(6));
        assertThat(message.requeue(evenLater)).isTrue();
        refuse(evenLater);

        assertThat(message.state()).isEqualTo(State.QUEUED);
    }
}
