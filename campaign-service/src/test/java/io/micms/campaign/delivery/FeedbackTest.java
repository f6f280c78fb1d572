package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Feedback.Bounce;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FeedbackTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private static Message sending() {
        Message message = Message.queue(new Message.Slot("thanks", "asha", Channel.EMAIL, 0, 0), null, NOON);
        message.startSending("asha@example.com", null, NOON, Duration.ofMinutes(1));
        return message;
    }

    private static Message sent() {
        Message message = sending();
        message.sent("its-id", NOON);
        return message;
    }

    private static Instant after(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    /** Something that comes back, at a moment that depends on it alone. */
    private record News(String what, int second) {

        void tell(Message message) {
            Instant at = after(second);
            switch (what) {
                case "delivered" -> message.delivered(at, at);
                case "opened" -> message.opened(at, false);
                case "opened by a machine" -> message.opened(at, true);
                case "clicked" -> message.clicked(at, false);
                case "bounced hard" -> message.bounced(Bounce.HARD, "550 5.1.1 no", at, at);
                case "bounced softly" -> message.bounced(Bounce.SOFT, "552 5.2.2 full", at, at);
                case "complained" -> message.complained(at, at);
                default -> throw new IllegalArgumentException(what);
            }
        }
    }

    @Provide
    Arbitrary<List<News>> news() {
        return Combinators.combine(
                        Arbitraries.of(
                                "delivered",
                                "opened",
                                "opened by a machine",
                                "clicked",
                                "bounced hard",
                                "bounced softly",
                                "complained"),
                        Arbitraries.integers().between(1, 500))
                .as(News::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property
    void inWhicheverOrderAndHoweverOftenItComesTheEndIsTheSame(
            @ForAll("news") List<News> news, @ForAll Random random, @ForAll boolean overtakesTheAnswer) {
        Message inOrder = sent();
        news.forEach(one -> one.tell(inOrder));

        List<News> again = new ArrayList<>(news);
        again.addAll(news);
        Collections.shuffle(again, random);
        Message shuffled = overtakesTheAnswer ? sending() : sent();
        again.forEach(one -> one.tell(shuffled));
        if (overtakesTheAnswer) {
            shuffled.sent("its-id", NOON);
        }

        assertThat(shuffled.state()).isEqualTo(inOrder.state());
        assertThat(shuffled.reason()).isEqualTo(inOrder.reason());
        assertThat(withoutCounts(shuffled.feedback())).isEqualTo(withoutCounts(inOrder.feedback()));
    }

    /** How many looks there were depends on which one is thought of as the first. */
    private static List<Object> withoutCounts(Feedback feedback) {
        List<Object> rest = new ArrayList<>();
        rest.add(feedback.deliveredAt());
        rest.add(feedback.openedAt());
        rest.add(feedback.lastOpenedAt());
        rest.add(feedback.machineOpenedAt());
        rest.add(feedback.clickedAt());
        rest.add(feedback.bouncedAt());
        rest.add(feedback.bounce());
        rest.add(feedback.complainedAt());
        rest.add(feedback.latest());
        return rest;
    }

    @Test
    void aReceiptDeliversAndABounceBeatsIt() {
        Message message = sent();

        assertThat(message.delivered(after(1), after(2))).isTrue();
        assertThat(message.state()).isEqualTo(State.DELIVERED);
        assertThat(message.delivered(after(1), after(3))).isFalse();

        assertThat(message.bounced(Bounce.HARD, "550 5.1.1 no such user", after(4), after(4)))
                .isTrue();
        assertThat(message.state()).isEqualTo(State.FAILED);
        assertThat(message.reason()).isEqualTo(Reason.BOUNCED);
        assertThat(message.detail()).isEqualTo("550 5.1.1 no such user");
        assertThat(message.sentAt()).isEqualTo(NOON);
    }

    @Test
    void whatWasHeardOfIsNotUnconfirmed() {
        Consumer<Message> opened = message -> message.opened(after(5), true);
        Message before = sending();
        opened.accept(before);
        before.unconfirmed(Reason.NO_ANSWER, "timed out", after(10));
        assertThat(before.state()).isEqualTo(State.SENT);

        Message after = sending();
        after.unconfirmed(Reason.NO_ANSWER, "timed out", after(3));
        opened.accept(after);
        assertThat(after.state()).isEqualTo(State.SENT);
        assertThat(after.reason()).isNull();
    }

    @Test
    void whatWasNeverSentIsNotChangedByNews() {
        Message queued = Message.queue(new Message.Slot("thanks", "asha", Channel.EMAIL, 0, 0), null, NOON);

        queued.bounced(Bounce.HARD, null, after(1), after(1));

        assertThat(queued.state()).isEqualTo(State.QUEUED);
    }

    @Test
    void aMachineIsNotAPersonAndALookIsOneLook() {
        Message message = sent();

        message.opened(after(1), true);
        assertThat(message.feedback().openedAt()).isNull();
        message.opened(after(60), false);
        message.opened(after(63), false);
        message.opened(after(600), false);

        assertThat(message.feedback().opens()).isEqualTo(2);
        assertThat(message.feedback().openedAt()).isEqualTo(after(60));
        assertThat(message.feedback().machineOpenedAt()).isEqualTo(after(1));
    }

    @Test
    void whoUnsubscribesMayTakeItBackAndSayItAgain() {
        Message message = sent();

        assertThat(message.unsubscribed(after(2))).isTrue();
        assertThat(message.unsubscribed(after(2))).isFalse();
        assertThat(message.unsubscribed(after(1))).isFalse();
        assertThat(message.resubscribed(after(4))).isTrue();
        assertThat(message.resubscribed(after(4))).isFalse();
        assertThat(message.feedback().isUnsubscribed()).isFalse();
        assertThat(message.unsubscribed(after(5))).isTrue();
        assertThat(message.feedback().isUnsubscribed()).isTrue();
    }

    @Test
    void whatIsTakenBackByThisMessageMayHaveBeenSaidByAnother() {
        Message message = sent();

        assertThat(message.resubscribed(after(1))).isTrue();

        assertThat(message.feedback().isUnsubscribed()).isFalse();
        assertThat(message.feedback().latest().orElseThrow().kind()).isEqualTo(Feedback.Kind.RESUBSCRIBED);
    }

    @Test
    void ofAnotherChannelTheLastWordCounts() {
        Message message = sent();

        assertThat(message.chose(Channel.SMS, false, after(2))).isTrue();
        assertThat(message.chose(Channel.SMS, false, after(2))).isFalse();
        assertThat(message.chose(Channel.SMS, true, after(1))).isFalse();
        assertThat(message.chose(Channel.SMS, true, after(3))).isTrue();

        assertThat(message.feedback().choices()).containsExactly(new Feedback.Choice(Channel.SMS, true, after(3)));
        assertThat(message.feedback().isUnsubscribed()).isFalse();
    }
}
