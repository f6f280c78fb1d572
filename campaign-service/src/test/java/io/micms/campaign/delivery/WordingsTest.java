package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Personalisation.Rendered;
import io.micms.campaign.delivery.Message.State;
import io.micms.platform.testing.MiCmsTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What messages say stands apart from them, and ends with what names their recipient. */
@MiCmsTest
class WordingsTest {

    private final String customer = UUID.randomUUID().toString();
    private final Message message = Message.queue(
            new Message.Slot(UUID.randomUUID().toString(), customer, Channel.EMAIL, 0, 0), null, Instant.now());

    @Autowired
    private Ledger ledger;

    @Autowired
    private Wordings wordings;

    private void isBeingSent(Instant since) {
        message.startSending("asha@example.com", null, since, Duration.ofMinutes(5));
    }

    private void says(String words) {
        wordings.keep(List.of(Wording.of(message.id(), new Rendered(words, "<p>" + words + "</p>", words))));
    }

    private boolean hasWords() {
        return !wordings.of(List.of(message.id())).isEmpty();
    }

    @Test
    void whatIsSentOnceMoreSaysWhatItSaidLast() {
        isBeingSent(Instant.now());
        says("before");
        says("after");

        ledger.word(List.of(message));

        assertThat(message.subject()).isEqualTo("after");
        assertThat(message.html()).isEqualTo("<p>after</p>");
        assertThat(message.text()).isEqualTo("after");
    }

    @Test
    void whatIsInTheQueueAgainSaysNothingYet() {
        isBeingSent(Instant.now());
        says("before");
        message.holdBack(Instant.now());

        ledger.word(List.of(message));

        assertThat(message.html()).isNull();
    }

    @Test
    void theWordsOfWhoIsErasedAreErased() {
        isBeingSent(Instant.now());
        says("Dear Asha");
        ledger.save(message);

        ledger.erased(List.of(customer));

        assertThat(hasWords()).isFalse();
        assertThat(ledger.find(message.id())).map(Message::isScrubbed).contains(true);
    }

    /** Its sender kept the words after the erasure, and was never heard of again. */
    @Test
    void theWordsOfWhoWasErasedGoWhereTheirSenderVanished() {
        isBeingSent(Instant.now().minus(Duration.ofHours(1)));
        message.scrub(Instant.now());
        says("Dear Asha");

        ledger.save(message);

        await().until(() -> !hasWords());
        assertThat(ledger.find(message.id())).map(Message::state).contains(State.UNCONFIRMED);
    }

    @Test
    void theWordsOfWhoIsStillThereStayWhereTheirSenderVanished() {
        isBeingSent(Instant.now().minus(Duration.ofHours(1)));
        says("Dear Asha");

        ledger.save(message);

        await().untilAsserted(() ->
                assertThat(ledger.find(message.id())).map(Message::state).contains(State.UNCONFIRMED));
        assertThat(hasWords()).isTrue();
    }
}
