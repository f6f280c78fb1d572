package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Feedback.Bounce;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.suppressions.Suppressions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What is told of a message, and told again: a provider repeats itself, and a returned mail is read twice after a crash. */
class ReceiptsTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final String ADDRESS = "asha@example.com";

    private final Message message = Message.queue(new Message.Slot("thanks", "asha", Channel.EMAIL, 0, 0), null, NOON);
    private final Ledger ledger = mock(Ledger.class);
    private final Suppressions suppressions = mock(Suppressions.class);
    private final Receipts receipts = new Receipts(
            ledger,
            suppressions,
            new SimpleMeterRegistry(),
            Clock.fixed(NOON.plus(Duration.ofDays(9)), ZoneOffset.UTC));

    @BeforeEach
    void send() {
        message.startSending(ADDRESS, null, NOON, Duration.ofMinutes(1));
        when(ledger.find(message.id())).thenReturn(Optional.of(message));
        when(ledger.findAll(any())).thenReturn(Map.of(message.id(), message));
        when(ledger.saveAll(any())).thenReturn(List.of());
    }

    private static Instant after(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    private List<Instant> causes(boolean hard) {
        ArgumentCaptor<Suppressions.Cause> causes = ArgumentCaptor.forClass(Suppressions.Cause.class);
        if (hard) {
            verify(suppressions, times(2)).bounced(any(), any(), causes.capture());
        } else {
            verify(suppressions, times(2)).bouncedSoftly(any(), any(), causes.capture());
        }
        return causes.getAllValues().stream().map(Suppressions.Cause::at).toList();
    }

    @Test
    void aBounceThatIsToldAgainIsAsOfTheFirstTime() {
        message.sent("id", NOON);

        receipts.bounced(message.id(), Bounce.HARD, null, after(1));
        receipts.bounced(message.id(), Bounce.HARD, null, after(60));

        assertThat(causes(true)).containsExactly(after(1), after(1));
    }

    @Test
    void aSoftBounceThatIsToldAgainIsAsOfTheFirstTime() {
        message.sent("id", NOON);

        receipts.bounced(message.id(), Bounce.SOFT, null, after(1));
        receipts.bounced(message.id(), Bounce.SOFT, null, after(60));

        assertThat(causes(false)).containsExactly(after(1), after(1));
    }

    @Test
    void aHardBounceAfterASoftOneIsNews() {
        message.sent("id", NOON);

        receipts.bounced(message.id(), Bounce.SOFT, null, after(1));
        receipts.bounced(message.id(), Bounce.HARD, null, after(60));

        ArgumentCaptor<Suppressions.Cause> cause = ArgumentCaptor.forClass(Suppressions.Cause.class);
        verify(suppressions).bounced(any(), any(), cause.capture());
        assertThat(cause.getValue().at()).isEqualTo(after(60));
    }

    @Test
    void aComplaintThatIsToldAgainIsAsOfTheFirstTime() {
        message.sent("id", NOON);

        receipts.complained(message.id(), after(1));
        receipts.complained(message.id(), after(60));

        ArgumentCaptor<Suppressions.Cause> causes = ArgumentCaptor.forClass(Suppressions.Cause.class);
        verify(suppressions, times(2)).complained(any(), any(), causes.capture());
        assertThat(causes.getAllValues()).extracting(Suppressions.Cause::at).containsExactly(after(1), after(1));
    }

    /** Between the two, other messages may have come back from there. */
    @Test
    void anArrivalThatIsToldAgainSaysNothingOfTheAddress() {
        message.sent("id", NOON);

        receipts.delivered(message.id(), after(1));
        receipts.delivered(message.id(), after(60));

        verify(suppressions).arrived(Channel.EMAIL, ADDRESS);
    }

    /** Or whoever opens it first, and so shows that it did go out, would be taken for a machine that cannot wait. */
    @Test
    void whatMayHaveGoneOutIsAsOldAsItsAttempt() {
        message.unconfirmed(Reason.NO_ANSWER, null, after(1));
        List<@Nullable Instant> asked = new ArrayList<>();

        receipts.looked(List.of(new Receipts.Look(message.id(), Feedback.Kind.OPENED, after(30), sentAt -> {
            asked.add(sentAt);
            return false;
        })));

        assertThat(asked).containsExactly(after(1));
        assertThat(message.feedback().openedAt()).isEqualTo(after(30));
        assertThat(message.state()).isEqualTo(State.SENT);
    }

    @Test
    void whatIsOnlyJustBeingSentHasNoAge() {
        List<@Nullable Instant> asked = new ArrayList<>();

        receipts.looked(List.of(new Receipts.Look(message.id(), Feedback.Kind.OPENED, after(1), sentAt -> {
            asked.add(sentAt);
            return true;
        })));

        assertThat(asked).hasSize(1).containsOnlyNulls();
    }
}
