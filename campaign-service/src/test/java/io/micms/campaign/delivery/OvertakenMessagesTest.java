package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.micms.campaign.campaigns.Author;
import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.CampaignService;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.content.Personalisation;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.ProfileUpdates;
import io.micms.campaign.providers.Provider;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.SegmentService;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.json.JsonMapper;

/** Messages that are just about to leave when their recipient is erased, or turns out to be somebody else. */
@MiCmsTest
class OvertakenMessagesTest {

    private final String asha = UUID.randomUUID().toString();
    private final String usha = UUID.randomUUID().toString();

    @Autowired
    private ProfileUpdates updates;

    @Autowired
    private SegmentService segments;

    @Autowired
    private CampaignService campaigns;

    @Autowired
    private Ledger ledger;

    @Autowired
    private MongoTemplate mongo;

    /** Called after a sender has looked at everything, and before it records that it sends. */
    @MockitoSpyBean
    private Personalisation personalisation;

    /** Asked to keep what messages say after they stand as being sent, and before the sender looks once more. */
    @MockitoSpyBean
    private Wordings wordings;

    @MockitoSpyBean(name = "smtpProvider")
    private Provider provider;

    @BeforeEach
    void takeEverything() {
        doReturn(new Provider.Outcome.Accepted("taken")).when(provider).deliver(any());
    }

    private CustomerCopy customer(String id, long version, @Nullable String mergedInto, @Nullable Boolean erased) {
        boolean gone = mergedInto != null || erased != null;
        return new CustomerCopy(
                id,
                version,
                null,
                null,
                null,
                gone ? null : id + "@example.com",
                null,
                gone ? null : asha,
                null,
                null,
                null,
                List.of(),
                Map.of(),
                true,
                null,
                null,
                List.of(),
                mergedInto,
                erased);
    }

    /** @return the id of the campaign, of everyone in the city that is named after Asha */
    private String launched() {
        String rule = "{\"combinator\":\"and\",\"rules\":[{\"field\":\"city\",\"operator\":\"=\",\"value\":\"%s\"}]}"
                .formatted(asha);
        String segment = segments.create(
                        new Segment.Draft("Segment", null, JsonMapper.shared().readTree(rule)))
                .segment()
                .id();
        Content content = Content.email("Thanks", "<a href='{{ unsubscribe_url }}'>No more</a>");
        Campaign.Draft draft = Campaign.Draft.of("Thanks", segment, Channel.EMAIL, Campaign.Mode.LIVE, content);
        return campaigns
                .launch(campaigns.create(draft, new Author("test", "Test")).id())
                .id();
    }

    private void atTheLastMoment(Runnable happens) {
        AtomicBoolean happened = new AtomicBoolean();
        doAnswer(invocation -> {
                    if (happened.compareAndSet(false, true)) {
                        happens.run();
                    }
                    return invocation.callRealMethod();
                })
                .when(personalisation)
                .copy(any(), any(), any(), any(), any(), any());
    }

    private Message message(String campaign, String customer) {
        return ledger.find(Message.id(campaign, customer, 0, 0)).orElseThrow();
    }

    @Test
    void whoIsErasedAtTheLastMomentGetsNothing() {
        atTheLastMoment(() -> updates.customersChanged(List.of(customer(asha, 2, null, true))));

        String campaign = launched();
        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilAsserted(() -> assertThat(message(campaign, asha).reason()).isEqualTo(Reason.ERASED));
        verify(provider, never()).deliver(any());
        assertThat(Traces.of(mongo, asha + "@example.com")).isEmpty();
    }

    @Test
    void ofWhoIsErasedWhileTheirMessageIsClaimedNoWordsAreLeft() {
        AtomicBoolean happened = new AtomicBoolean();
        doAnswer(invocation -> {
                    if (happened.compareAndSet(false, true)) {
                        updates.customersChanged(List.of(customer(asha, 2, null, true)));
                    }
                    return invocation.callRealMethod();
                })
                .when(wordings)
                .keep(any());

        String campaign = launched();
        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilAsserted(() -> assertThat(message(campaign, asha).reason()).isEqualTo(Reason.ERASED));
        verify(provider, never()).deliver(any());
        assertThat(wordings.of(List.of(Message.id(campaign, asha, 0, 0)))).isEmpty();
        assertThat(Traces.of(mongo, asha + "@example.com")).isEmpty();
    }

    @Test
    void whoIsMergedAtTheLastMomentGetsNothing() {
        atTheLastMoment(() -> updates.customersChanged(List.of(customer(asha, 2, usha, null))));

        String campaign = launched();
        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilAsserted(() -> assertThat(message(campaign, asha).reason()).isEqualTo(Reason.LEFT_SEGMENT));
        verify(provider, never()).deliver(any());
    }

    @Test
    void whoGetsTheSameUnderAnotherIdAtTheLastMomentGetsItOnce() {
        String campaign = launched();
        AtomicBoolean sentAsUsha = new AtomicBoolean();
        atTheLastMoment(() -> {
            Message other = Message.queue(new Message.Slot(campaign, usha, Channel.EMAIL, 0, 0), null, Instant.now());
            other.startSending(usha + "@example.com", null, Instant.now(), Duration.ofMinutes(1));
            ledger.save(other);
            updates.customersChanged(List.of(customer(usha, 2, asha, null)));
            sentAsUsha.set(true);
        });

        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilAsserted(() -> {
            assertThat(sentAsUsha).isTrue();
            // Waits for what becomes of the other.
            assertThat(message(campaign, asha).due()).isAfter(Instant.now().plusSeconds(10));
        });
        assertThat(message(campaign, asha).state()).isEqualTo(State.QUEUED);
        verify(provider, never()).deliver(any());
    }
}
