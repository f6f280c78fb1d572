package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.micms.campaign.campaigns.Author;
import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.CampaignService;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.content.Personalisation;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.ProfileUpdates;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.providers.Provider;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.SegmentService;
import io.micms.campaign.settings.DeliverySettings;
import io.micms.campaign.settings.DeliverySettings.Cap;
import io.micms.campaign.settings.Settings;
import io.micms.campaign.suppressions.Suppressions;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages that are just about to leave when their recipient is erased, or turns out to be somebody else, or when another
 * instance gives them up.
 */
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

    /** Asked which live campaigns somebody joins, before they are entered. */
    @MockitoSpyBean
    private Campaigns stored;

    /** Asked whom a campaign reaches, before they are entered. */
    @MockitoSpyBean
    private Profiles profiles;

    @Autowired
    private Sender sender;

    @Autowired
    private Settling settling;

    @Autowired
    private Caps caps;

    @Autowired
    private Suppressions suppressions;

    @Autowired
    private Settings settings;

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

    @DynamicPropertySource
    static void quick(DynamicPropertyRegistry properties) {
        properties.add("micms.delivery.first-retry", () -> "200ms");
        properties.add("micms.delivery.times-every", () -> "100ms");
        // Fewer than there are people, so that some wait for others.
        properties.add("micms.delivery.concurrency", () -> "4");
    }

    @AfterEach
    void loosen() {
        settings.change(DeliverySettings.DEFAULT, null, "test");
    }

    @BeforeEach
    void takeEverything() {
        doReturn(new Provider.Outcome.Accepted("taken")).when(provider).deliver(any());
    }

    private CustomerCopy unwilling(String id, long version) {
        return customer(id, version, null, null, false);
    }

    private CustomerCopy customer(String id, long version, @Nullable String mergedInto, @Nullable Boolean erased) {
        return customer(id, version, mergedInto, erased, true);
    }

    private CustomerCopy customer(
            String id, long version, @Nullable String mergedInto, @Nullable Boolean erased, boolean consents) {
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
                consents,
                null,
                null,
                List.of(),
                mergedInto,
                erased);
    }

    /** @return the id of the campaign, of everyone in the city that is named after Asha */
    private String launched() {
        return launched(Campaign.Mode.LIVE);
    }

    private String launched(Campaign.Mode mode) {
        String rule = "{\"combinator\":\"and\",\"rules\":[{\"field\":\"city\",\"operator\":\"=\",\"value\":\"%s\"}]}"
                .formatted(asha);
        String segment = segments.create(
                        new Segment.Draft("Segment", null, JsonMapper.shared().readTree(rule)))
                .segment()
                .id();
        Content content = Content.email("Thanks", "<a href='{{ unsubscribe_url }}'>No more</a>");
        Campaign.Draft draft = Campaign.Draft.of("Thanks", segment, Channel.EMAIL, mode, content);
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

    /** A template that fails fails its message; a database that is away does not. */
    @Test
    void whatCannotBeWrittenWhileTheDatabaseIsAwayStaysInTheQueueAndTakesNoPlace() {
        settings.change(new DeliverySettings(false, List.of(new Cap(1, "P1D")), null, null, null), null, "test");
        AtomicBoolean away = new AtomicBoolean(true);
        AtomicBoolean asked = new AtomicBoolean();
        doAnswer(invocation -> {
                    if (away.get()) {
                        asked.set(true);
                        throw new DataAccessResourceFailureException("The database is away");
                    }
                    return invocation.callRealMethod();
                })
                .when(personalisation)
                .copy(any(), any(), any(), any(), any(), any());

        String campaign = launched();
        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilTrue(asked);
        await().untilAsserted(() -> assertThat(caps.full(List.of(asha), Channel.EMAIL, Instant.now()))
                .isEmpty());
        assertThat(message(campaign, asha).state()).isEqualTo(State.QUEUED);
        away.set(false);
        await().untilAsserted(() -> assertThat(message(campaign, asha).state()).isEqualTo(State.SENT));
        assertThat(caps.full(List.of(asha), Channel.EMAIL, Instant.now())).containsExactly(asha);
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
    void whoUnsubscribesAtTheLastMomentGetsNothing() {
        String campaign = launched();
        atTheLastMoment(
                () -> suppressions.unsubscribe(asha, Channel.EMAIL, Message.id(campaign, asha, 0, 0), Instant.now()));

        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilAsserted(() -> assertThat(message(campaign, asha).reason()).isEqualTo(Reason.UNSUBSCRIBED));
        verify(provider, never()).deliver(any());
    }

    @Test
    void whoTakesBackTheirConsentAtTheLastMomentGetsNothing() {
        String campaign = launched();
        atTheLastMoment(() -> updates.customersChanged(List.of(unwilling(asha, 2))));

        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilAsserted(() -> assertThat(message(campaign, asha).reason()).isEqualTo(Reason.NO_CONSENT));
        verify(provider, never()).deliver(any());
    }

    /** Those before them keep a provider's places for as long as it may take to answer. */
    @Test
    void whoUnsubscribesWhileOthersAreAtTheProviderGetsNothing() {
        String campaign = launched();
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        CountDownLatch answered = new CountDownLatch(1);
        doAnswer(invocation -> {
                    delivered.add(
                            invocation.getArgument(0, Provider.Outgoing.class).messageId());
                    answered.await();
                    return new Provider.Outcome.Accepted("taken");
                })
                .when(provider)
                .deliver(any());
        List<String> people =
                IntStream.range(0, 12).mapToObj(number -> asha + "-" + number).toList();
        updates.customersChanged(
                people.stream().map(person -> customer(person, 1, null, null)).toList());
        List<String> ids = people.stream()
                .map(person -> Message.id(campaign, person, 0, 0))
                .toList();
        await().until(() -> ledger.findAll(ids).values().stream()
                        .filter(message -> message.state() == State.SENDING)
                        .count()
                == people.size());
        await().until(() -> delivered.size() == 4);
        List<String> waiting = people.stream()
                .filter(person -> !delivered.contains(Message.id(campaign, person, 0, 0)))
                .toList();
        waiting.forEach(person ->
                suppressions.unsubscribe(person, Channel.EMAIL, Message.id(campaign, person, 0, 0), Instant.now()));
        // What is younger than a second has only just been looked at.
        Instant looked = Instant.now();
        await().until(() -> Instant.now().isAfter(looked.plusMillis(1_100)));
        answered.countDown();

        await().untilAsserted(() -> assertThat(ledger.findAll(ids).values())
                .allMatch(message ->
                        message.state() == (waiting.contains(message.customerId()) ? State.SKIPPED : State.SENT)));
        verify(provider, times(people.size() - waiting.size())).deliver(any());
        assertThat(wordings.of(waiting.stream()
                        .map(person -> Message.id(campaign, person, 0, 0))
                        .toList()))
                .isEmpty();
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

    /** As another instance does whose clock says that the lease ran out. */
    private Message givenUp(String id) {
        Message message = ledger.find(id).orElseThrow();
        message.unconfirmed(Reason.SENDER_VANISHED, null, Instant.now());
        return ledger.save(message);
    }

    /** The provider's first answer comes after something happened, and is this one; all others are that it took the message. */
    private void answersLate(Consumer<String> happens, Provider.Outcome answer) {
        AtomicBoolean happened = new AtomicBoolean();
        doAnswer(invocation -> {
                    if (!happened.compareAndSet(false, true)) {
                        return new Provider.Outcome.Accepted("taken");
                    }
                    happens.accept(
                            invocation.getArgument(0, Provider.Outgoing.class).messageId());
                    return answer;
                })
                .when(provider)
                .deliver(any());
    }

    private Campaign.State state(String campaign) {
        return stored.get(campaign).state();
    }

    static List<Provider.Outcome> notTaken() {
        return List.of(
                new Provider.Outcome.TooMany(Duration.ZERO),
                new Provider.Outcome.TemporarilyRefused("Come back later"));
    }

    /** By then the campaign had nothing more to wait for. */
    @ParameterizedTest
    @MethodSource("notTaken")
    void whatWasGivenUpAndCertainlyDidNotGoOutGoesOutAfterAll(Provider.Outcome answer) {
        updates.customersChanged(List.of(customer(asha, 1, null, null)));
        answersLate(
                id -> {
                    Message message = givenUp(id);
                    await().until(() -> state(message.campaignId()) == Campaign.State.COMPLETED);
                },
                answer);

        String campaign = launched(Campaign.Mode.ONE_OFF);

        await().untilAsserted(() -> assertThat(ledger.find(Message.id(campaign, asha, 0, 0)))
                .map(Message::state)
                .contains(State.SENT));
        await().untilAsserted(() -> assertThat(state(campaign)).isEqualTo(Campaign.State.COMPLETED));
        verify(provider, times(2)).deliver(any());
    }

    @ParameterizedTest
    @MethodSource("notTaken")
    void whatWasGivenUpAndCertainlyDidNotGoOutStaysBehindWhereItsCampaignWasStopped(Provider.Outcome answer) {
        answersLate(
                id -> {
                    Message message = givenUp(id);
                    campaigns.stop(message.campaignId());
                    await().until(() -> stored.stoppedAndNotCleared().stream()
                            .noneMatch(campaign -> campaign.id().equals(message.campaignId())));
                },
                answer);

        String campaign = launched();
        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilAsserted(() -> assertThat(message(campaign, asha).reason()).isEqualTo(Reason.CAMPAIGN_STOPPED));
        assertThat(message(campaign, asha).state()).isEqualTo(State.SKIPPED);
        assertThat(state(campaign)).isEqualTo(Campaign.State.STOPPED);
        verify(provider).deliver(any());
    }

    private void stopAndAwaitCleared(String campaign) {
        campaigns.stop(campaign);
        awaitCleared(campaign);
    }

    private void awaitCleared(String campaign) {
        await().until(() -> mongo.exists(
                new Query(Criteria.where("_id").is(campaign).and("clearedAt").ne(null)), Campaign.class));
    }

    /** The campaign was read before, and what it had in the queue has been cleared away by the time that they are entered. */
    @Test
    void whoJoinsACampaignThatIsStoppedInTheSameMomentDoesNotWaitForEver() {
        String campaign = launched();
        AtomicBoolean happened = new AtomicBoolean();
        doAnswer(invocation -> {
                    Object read = invocation.callRealMethod();
                    if (happened.compareAndSet(false, true)) {
                        stopAndAwaitCleared(campaign);
                    }
                    return read;
                })
                .when(stored)
                .liveOn(any());

        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilAsserted(() -> assertThat(message(campaign, asha).reason()).isEqualTo(Reason.CAMPAIGN_STOPPED));
        awaitCleared(campaign);
        verify(provider, never()).deliver(any());
    }

    /** It was asked before whether anything was left, and is noted afterwards that nothing is. */
    @Test
    void whatIsEnteredWhileItsCampaignIsClearedDoesNotWaitForEver() {
        String campaign = launched();
        await().until(() -> stored.get(campaign).isEnrolled());
        AtomicInteger saves = new AtomicInteger();
        doAnswer(invocation -> {
                    Campaign saved = invocation.getArgument(0);
                    // The first is that it is stopped.
                    if (saved.id().equals(campaign) && saves.incrementAndGet() == 2) {
                        ledger.save(Message.queue(
                                new Message.Slot(campaign, asha, Channel.EMAIL, 0, 0), null, Instant.now()));
                    }
                    return invocation.callRealMethod();
                })
                .when(stored)
                .save(any());

        campaigns.stop(campaign);

        await().untilAsserted(() -> assertThat(ledger.find(Message.id(campaign, asha, 0, 0)))
                .map(Message::reason)
                .contains(Reason.CAMPAIGN_STOPPED));
        awaitCleared(campaign);
    }

    @Test
    void whoIsEnrolledAsTheCampaignIsStoppedDoesNotWaitForEver() {
        updates.customersChanged(List.of(customer(asha, 1, null, null)));
        AtomicReference<String> stopped = new AtomicReference<>();
        doAnswer(invocation -> {
                    Object members = invocation.callRealMethod();
                    String segment = invocation.getArgument(0);
                    String campaign = stored.running().stream()
                            .filter(one -> one.segmentId().equals(segment))
                            .map(Campaign::id)
                            .findFirst()
                            .orElseThrow();
                    if (!((List<?>) members).isEmpty() && stopped.compareAndSet(null, campaign)) {
                        stopAndAwaitCleared(campaign);
                    }
                    return members;
                })
                .when(profiles)
                .joinedAfter(any(), any(), anyInt());

        String campaign = launched(Campaign.Mode.ONE_OFF);

        await().untilAsserted(() -> assertThat(ledger.find(Message.id(campaign, asha, 0, 0)))
                .map(Message::reason)
                .contains(Reason.CAMPAIGN_STOPPED));
        assertThat(stopped).hasValue(campaign);
        awaitCleared(campaign);
        verify(provider, never()).deliver(any());
    }

    @Test
    void whatWasGivenUpAndMayHaveGoneOutIsLeftToPeople() {
        answersLate(this::givenUp, new Provider.Outcome.Unknown("No answer"));

        String campaign = launched();
        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        String id = Message.id(campaign, asha, 0, 0);
        await().until(() -> ledger.find(id)
                .filter(message -> message.state() == State.UNCONFIRMED && !sender.isUnderWay(id))
                .isPresent());
        assertThat(message(campaign, asha).reason()).isEqualTo(Reason.SENDER_VANISHED);
        verify(provider).deliver(any());
    }

    /** A person had it tried again meanwhile: what comes of that is for whoever tries it to say. */
    @Test
    void anAnswerIsNotTakenForThatToALaterAttempt() {
        answersLate(
                id -> {
                    Message message = givenUp(id);
                    settling.settle(message.campaignId(), id, Settling.Settlement.NOT_SENT, "Mary");
                    Message again = settling.retry(message.campaignId(), id);
                    again.startSending(asha + "@example.com", null, Instant.now(), Duration.ofMinutes(5));
                    ledger.save(again);
                },
                new Provider.Outcome.TooMany(Duration.ZERO));

        String campaign = launched();
        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        String id = Message.id(campaign, asha, 0, 0);
        await().until(() -> ledger.find(id)
                .filter(message -> message.attempts() == 2 && !sender.isUnderWay(id))
                .isPresent());
        assertThat(message(campaign, asha).state()).isEqualTo(State.SENDING);
        verify(provider).deliver(any());
    }

    @Test
    void whatWasGivenUpBeforeItWasHeldBackIsSentWhenItsCampaignGoesOn() {
        AtomicBoolean happened = new AtomicBoolean();
        String campaign = launched();
        doAnswer(invocation -> {
                    if (happened.compareAndSet(false, true)) {
                        campaigns.pause(campaign);
                        givenUp(Message.id(campaign, asha, 0, 0));
                    }
                    return invocation.callRealMethod();
                })
                .when(wordings)
                .keep(any());

        updates.customersChanged(List.of(customer(asha, 1, null, null)));

        await().untilAsserted(() -> {
            assertThat(happened).isTrue();
            assertThat(message(campaign, asha).state()).isEqualTo(State.QUEUED);
        });
        verify(provider, never()).deliver(any());
        campaigns.resume(campaign);
        await().untilAsserted(() -> assertThat(message(campaign, asha).state()).isEqualTo(State.SENT));
        verify(provider).deliver(any());
    }
}
