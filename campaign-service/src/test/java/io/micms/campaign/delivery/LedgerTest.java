package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micms.campaign.content.Channel;
import io.micms.platform.publishing.Publication;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import io.micms.platform.web.KeysetPages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

@SuppressWarnings("unchecked")
class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final PublishedDocuments<Message> documents = mock(PublishedDocuments.class);
    private final Ledger ledger;

    LedgerTest() {
        PublishedDocumentsFactory factory = mock(PublishedDocumentsFactory.class);
        when(factory.<Message>of(any(), any())).thenReturn(documents);
        ledger = new Ledger(
                factory,
                mock(Publication.class),
                mock(Wordings.class),
                mock(MongoTemplate.class),
                mock(KeysetPages.class),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static Message bounced() {
        Message message = Message.queue(new Message.Slot("thanks", "asha", Channel.EMAIL, 0, 0), null, NOON);
        message.startSending("asha@example.com", null, NOON, Duration.ofMinutes(1));
        message.sent("id", NOON);
        message.bounced(Feedback.Bounce.HARD, null, NOON, NOON);
        return message;
    }

    /** Whoever looked before would see it as it was, and nobody would look again. */
    @Test
    void thatSomethingCameBackIsNotedWhenItHasBeenWritten() {
        Message message = bounced();
        AtomicReference<Set<String>> before = new AtomicReference<>();
        when(documents.save(message)).thenAnswer(invocation -> {
            before.set(ledger.drainCameBack());
            return message;
        });
        when(documents.saveAll(any())).thenAnswer(invocation -> {
            before.set(ledger.drainCameBack());
            return List.of();
        });

        ledger.save(message);
        assertThat(before.get()).isEmpty();
        assertThat(ledger.drainCameBack()).containsExactly("thanks");

        ledger.saveAll(List.of(message));
        assertThat(before.get()).isEmpty();
        assertThat(ledger.drainCameBack()).containsExactly("thanks");
    }
}
