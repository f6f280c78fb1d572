package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.CampaignService;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Personalisation;
import io.micms.campaign.delivery.Funnel.Figures;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.delivery.MoodySmtpServer.Mood;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.providers.Provider;
import io.micms.campaign.suppressions.Suppressions;
import io.micms.platform.testing.MiCmsTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Whatever the mail server does: everybody is in one final state in the end, nobody got two, who stands as sent got it, and
 * whoever stands as unconfirmed could have got it.
 */
@MiCmsTest
class UnreliableProviderTest {

    private static final int PEOPLE = 150;
    private static final MoodySmtpServer MAIL = new MoodySmtpServer();

    @Autowired
    ApplicationContext service;

    @Autowired
    Campaigns campaigns;

    @Autowired
    CampaignService campaignService;

    @Autowired
    Ledger ledger;

    @Autowired
    Funnel funnel;

    @Autowired
    Suppressions suppressions;

    @Autowired
    MongoTemplate mongo;

    private Scene scene;
    private List<String> names = List.of();

    @DynamicPropertySource
    static void quick(DynamicPropertyRegistry properties) {
        properties.add("micms.delivery.smtp.host", () -> "127.0.0.1");
        properties.add("micms.delivery.smtp.port", MAIL::port);
        properties.add("micms.delivery.times-every", () -> "100ms");
        properties.add("micms.delivery.enrol-every", () -> "100ms");
        properties.add("micms.delivery.timeout", () -> "2s");
        // Fewer than there are people, so that some wait in the queue.
        properties.add("micms.delivery.places", () -> "16");
        properties.add("micms.delivery.first-retry", () -> "200ms");
    }

    @AfterAll
    static void close() {
        MAIL.close();
    }

    @BeforeEach
    void begin() {
        scene = new Scene(service);
    }

    @AfterEach
    void mend() {
        MAIL.comeUp();
        MAIL.be((number, recipient) -> Mood.TAKE);
        MAIL.answerAfter(Duration.ZERO);
    }

    private long taken() {
        return MAIL.taken().stream()
                .filter(mail -> mail.to().startsWith(scene.mark))
                .count();
    }

    private Map<String, Message> rows(String campaign) {
        return mongo.find(new Query(Criteria.where("campaignId").is(campaign)), Message.class).stream()
                .collect(Collectors.toMap(Message::customerId, message -> message));
    }

    /** Waits until it is over; every figure that is seen on the way has to add up. */
    private Map<String, Message> awaitEnd(String campaign) {
        await().until(() -> {
            assertAddsUp(Figures.of(funnel.of(campaign)));
            return campaigns.get(campaign).state() == Campaign.State.COMPLETED;
        });
        Map<String, Message> rows = rows(campaign);
        assertThat(rows).hasSize(names.size());
        assertThat(rows.values()).allMatch(message -> message.state().isFinal());
        Map<String, Integer> counts = MAIL.counts();
        for (String name : names) {
            Message row = rows.get(scene.id(name));
            int got = counts.getOrDefault(scene.address(name), 0);
            assertThat(got).as("%s, %s", name, row.state()).isLessThanOrEqualTo(1);
            if (row.state() == State.SENT) {
                assertThat(got).as(name).isEqualTo(1);
            } else if (row.state() != State.UNCONFIRMED) {
                assertThat(got).as("%s, %s", name, row.state()).isZero();
            }
        }
        return rows;
    }

    private static void assertAddsUp(Figures figures) {
        assertThat(figures.queued()
                        + figures.deferred()
                        + figures.sending()
                        + figures.sent()
                        + figures.delivered()
                        + figures.failed()
                        + figures.skipped()
                        + figures.heldOut()
                        + figures.unconfirmed())
                .isEqualTo(figures.total());
        assertThat(figures.skippedBy().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(figures.skipped());
        assertThat(figures.accepted()).isGreaterThanOrEqualTo(figures.sent() + figures.delivered());
    }

    private static Map<State, Long> states(Map<String, Message> rows) {
        return rows.values().stream().collect(Collectors.groupingBy(Message::state, Collectors.counting()));
    }

    @Test
    void whoIsAskedToComeBackComesBack() {
        names = scene.crowd(PEOPLE);
        MAIL.be((number, recipient) -> number % 10 == 0 ? Mood.REFUSE_FOR_NOW : Mood.TAKE);

        Map<String, Message> rows = awaitEnd(scene.plan().launch());

        assertThat(states(rows)).isEqualTo(Map.of(State.SENT, (long) PEOPLE));
        assertThat(rows.values()).anyMatch(message -> message.attempts() > 1);
    }

    /**
     * With its end and without an answer nobody knows. Of a mail that is cut off before its end either side may be right: it is
     * sent again, or is in doubt, where all of it was under way when the server hung up.
     */
    @Test
    void whatIsCutOffIsShownOrCertainlyNotThere() {
        names = scene.crowd(PEOPLE);
        MAIL.be((number, recipient) -> switch (number % 10) {
            case 0 -> Mood.HANG_UP_IN_THE_DATA;
            case 3 -> Mood.LOSE;
            case 6 -> Mood.HANG_UP_BEFORE_THE_ANSWER;
            default -> Mood.TAKE;
        });

        Map<String, Message> rows = awaitEnd(scene.plan().launch());

        assertThat(states(rows).keySet()).containsExactlyInAnyOrder(State.SENT, State.UNCONFIRMED);
        // Of as many mails as were begun, which are more than people where some were begun again.
        assertThat(states(rows).get(State.UNCONFIRMED)).isBetween(2L * PEOPLE / 10, 3L * PEOPLE / 8);
    }

    @Test
    void aServerThatIsAwayIsWaitedFor() throws InterruptedException {
        names = scene.crowd(PEOPLE);
        MAIL.answerAfter(Duration.ofMillis(20));
        String campaign = scene.plan().launch();
        await().until(() -> taken() > PEOPLE / 5);
        MAIL.goDown();
        await().untilAsserted(() ->
                assertThat(rows(campaign).values()).anyMatch(message -> message.reason() == Reason.PROVIDER_BUSY));
        MAIL.comeUp();
        MAIL.answerAfter(Duration.ZERO);

        Map<String, Message> rows = awaitEnd(campaign);

        // At most those that were at the server when it went.
        assertThat(states(rows).getOrDefault(State.UNCONFIRMED, 0L)).isLessThanOrEqualTo(16);
        assertThat(states(rows).get(State.SENT)).isGreaterThanOrEqualTo(PEOPLE - 16);
    }

    /** Nearly as slow as it may be, and then slower. */
    @Test
    void aServerThatIsSlowIsWaitedForAndOneThatIsTooSlowIsNotAskedAgain() {
        names = scene.crowd(20);
        MAIL.answerAfter(Duration.ofMillis(1_000));
        assertThat(states(awaitEnd(scene.plan().launch()))).isEqualTo(Map.of(State.SENT, 20L));

        scene = new Scene(service);
        names = scene.crowd(20);
        MAIL.answerAfter(Duration.ofMillis(3_500));

        assertThat(states(awaitEnd(scene.plan().launch()))).isEqualTo(Map.of(State.UNCONFIRMED, 20L));
    }

    @Test
    void whatIsRefusedForGoodHasFailed() {
        names = scene.crowd(20);
        String unknown = scene.address("p7");
        MAIL.be((number, recipient) -> recipient.equals(unknown) ? Mood.REFUSE : Mood.TAKE);

        Map<String, Message> rows = awaitEnd(scene.plan().launch());

        assertThat(states(rows)).isEqualTo(Map.of(State.SENT, 19L, State.FAILED, 1L));
        assertThat(rows.get(scene.id("p7")).reason()).isEqualTo(Reason.PROVIDER_REFUSED);
    }

    @Test
    void whatIsMoreImportantGoesBeforeWhatHasBeenReadAlready() {
        names = scene.crowd(PEOPLE);
        MAIL.answerAfter(Duration.ofSeconds(1));
        String low = scene.plan().first(1).launch();
        await().until(() -> taken() > 0);
        String high = scene.plan().first(10).launch();
        await().until(() -> rows(high).size() == PEOPLE);
        MAIL.answerAfter(Duration.ofMillis(10));

        scene.awaitState(low, Campaign.State.COMPLETED);
        scene.awaitState(high, Campaign.State.COMPLETED);

        assertThat(lastSentAt(high)).isBefore(lastSentAt(low));
    }

    private Instant lastSentAt(String campaign) {
        return rows(campaign).values().stream()
                .map(Message::sentAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** As another instance of the service has it: with a lane of its own, and nothing in common but the database. */
    @Test
    void twoInstancesSendEachMessageOnce() {
        names = scene.crowd(PEOPLE);
        MAIL.answerAfter(Duration.ofMillis(5));
        Sender other = new Sender(
                ledger,
                service.getBean(Wordings.class),
                campaigns,
                service.getBean(Profiles.class),
                service.getBean(Guards.class),
                service.getBean(Caps.class),
                suppressions,
                service.getBean(Personalisation.class),
                service.getBean(Links.class),
                service.getBean(GivingWay.class),
                service.getBean(DeliveryProperties.class),
                List.copyOf(service.getBeansOfType(Provider.class).values()),
                service.getBean(MeterRegistry.class),
                service.getBean(Clock.class));
        other.start();
        try {
            Map<String, Message> rows = awaitEnd(scene.plan().launch());
            assertThat(states(rows)).isEqualTo(Map.of(State.SENT, (long) PEOPLE));
        } finally {
            other.stop();
        }
        assertThat(other.underWay(Channel.EMAIL)).isZero();
    }

    @Test
    void whoUnsubscribesWhileOthersAreWrittenToIsNotWrittenTo() {
        names = scene.crowd(PEOPLE);
        MAIL.answerAfter(Duration.ofMillis(30));
        String campaign = scene.plan().launch();
        await().until(() -> taken() > 0);
        // Whoever is still in the queue now has said so before it was their turn.
        campaignService.pause(campaign);
        await().until(() -> rows(campaign).values().stream().noneMatch(message -> message.state() == State.SENDING));
        Set<String> queued = rows(campaign).values().stream()
                .filter(message -> message.state() == State.QUEUED)
                .map(Message::customerId)
                .collect(Collectors.toSet());
        assertThat(queued).isNotEmpty();
        queued.forEach(id -> suppressions.unsubscribe(id, Channel.EMAIL, Message.id(campaign, id, 0, 0)));
        campaignService.resume(campaign);

        Map<String, Message> rows = awaitEnd(campaign);

        assertThat(rows.values().stream()
                        .filter(message -> message.reason() == Reason.UNSUBSCRIBED)
                        .map(Message::customerId))
                .containsExactlyInAnyOrderElementsOf(queued);
    }

    /** Half of the crowd opts out in the middle, without a pause: nobody's mail begins after they did. */
    @Test
    void consentThatIsWithdrawnInTheMiddleCounts() {
        names = scene.crowd(PEOPLE);
        MAIL.answerAfter(Duration.ofMillis(20));
        String campaign = scene.plan().launch();
        await().until(() -> taken() > 5);
        List<Scene.Person> unwilling = new ArrayList<>();
        names.forEach(name -> unwilling.add(Scene.Person.named(name).unwilling()));
        Map<String, State> before = new HashMap<>();
        scene.people(2, unwilling);
        rows(campaign).forEach((id, row) -> before.put(id, row.state()));

        Map<String, Message> rows = awaitEnd(campaign);

        assertThat(rows.values().stream().filter(message -> message.reason() == Reason.NO_CONSENT))
                .isNotEmpty();
        rows.forEach((id, row) -> {
            if (before.get(id) == State.QUEUED && row.state() == State.SENT) {
                // It was on its way: judged, and not yet recorded. There is room for as many as have a place.
                before.put(id, State.SENDING);
            }
        });
        assertThat(before.values().stream().filter(state -> state == State.SENDING))
                .hasSizeLessThanOrEqualTo(2 * 16);
    }
}
