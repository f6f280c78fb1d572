package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.CampaignService;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.campaigns.Decision;
import io.micms.campaign.campaigns.FollowUp;
import io.micms.campaign.campaigns.FollowUp.Condition;
import io.micms.campaign.campaigns.Schedule;
import io.micms.campaign.campaigns.Variant;
import io.micms.campaign.campaigns.Winner;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.delivery.Scene.Person;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.SegmentService;
import io.micms.campaign.settings.DeliverySettings;
import io.micms.campaign.settings.DeliverySettings.QuietHours;
import io.micms.campaign.settings.Settings;
import io.micms.campaign.suppressions.Suppressions;
import io.micms.platform.leasing.Leases;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.web.ListQuery;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns as the days go by, which takes moments. */
@MiCmsTest
@Import(SettableClock.InUse.class)
class CampaignTimesTest {

    private static final MoodySmtpServer MAIL = new MoodySmtpServer();

    /** A Monday, six in the morning UTC; later for each test. Leases go by the machine's clock too, and would outlast one ahead of it. */
    private static Instant monday = Instant.parse("2025-01-06T06:00:00Z");

    @Autowired
    ApplicationContext service;

    @Autowired
    SettableClock clock;

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
    Settings settings;

    @Autowired
    Receipts receipts;

    @Autowired
    SegmentService segments;

    @Autowired
    Leases leases;

    private Scene scene;

    @DynamicPropertySource
    static void quick(DynamicPropertyRegistry properties) {
        properties.add("micms.delivery.smtp.host", () -> "127.0.0.1");
        properties.add("micms.delivery.smtp.port", MAIL::port);
        properties.add("micms.delivery.times-every", () -> "50ms");
        properties.add("micms.delivery.enrol-every", () -> "50ms");
    }

    @AfterAll
    static void close() {
        MAIL.close();
    }

    @BeforeEach
    void begin() {
        monday = monday.plus(Duration.ofDays(28));
        clock.set(monday);
        scene = new Scene(service);
    }

    @AfterEach
    void loosen() {
        MAIL.be((number, recipient) -> MoodySmtpServer.Mood.TAKE);
        MAIL.answerAfter(Duration.ZERO);
        settings.change(DeliverySettings.DEFAULT, null, "test");
    }

    private void awaitMails(String name, int count) {
        await().untilAsserted(
                        () -> assertThat(MAIL.to(scene.address(name))).as(name).hasSize(count));
    }

    private Message message(String campaign, String name, int step, int occurrence) {
        return ledger.find(Message.id(campaign, scene.id(name), step, occurrence))
                .orElseThrow(() -> new AssertionError("no row for " + name + " " + step + " " + occurrence));
    }

    private void awaitMessage(String campaign, String name, int step, Consumer<Message> that) {
        await().untilAsserted(() -> that.accept(message(campaign, name, step, 0)));
    }

    private void feedBack(String campaign, String name, int step, Consumer<Message> news) {
        await().ignoreException(StaleDocument.class).until(() -> {
            Message message = message(campaign, name, step, 0);
            news.accept(message);
            ledger.save(message);
            return true;
        });
    }

    private static Content saying(String subject) {
        return Content.email(subject, "<a href='{{ unsubscribe_url }}'>No more</a>");
    }

    @Test
    void aScheduledCampaignGoesOutWhenItsTimeComesToWhoIsThereThen() {
        scene.people(1, Person.named("early"), Person.named("leaving"));
        String campaign = scene.plan()
                .scheduled(Schedule.at(monday.plus(Duration.ofHours(3))))
                .launch();
        clock.advance(Duration.ofHours(2));
        scene.people(2, Person.named("leaving").elsewhere());
        scene.people(1, Person.named("late"));
        assertThat(campaigns.get(campaign).state()).isEqualTo(Campaign.State.SCHEDULED);
        assertThat(funnel.of(campaign)).isEmpty();

        clock.advance(Duration.ofHours(1));

        scene.awaitState(campaign, Campaign.State.COMPLETED);
        awaitMails("early", 1);
        awaitMails("late", 1);
        assertThat(MAIL.to(scene.address("leaving"))).isEmpty();
        assertThat(campaigns.get(campaign).enrolled()).isEqualTo(2);
    }

    @Test
    void aRecurringCampaignReachesEachAudienceAnew() {
        scene.people(1, Person.named("asha"));
        // Platform's clock: Asia/Kolkata, where it is half past eleven now.
        String campaign = scene.plan()
                .scheduled(new Schedule(null, null, null, "0 0 12 * * *", null, monday.plus(Duration.ofDays(3))))
                .launch();
        clock.advance(Duration.ofMinutes(31));
        awaitMails("asha", 1);
        await().untilAsserted(
                        () -> assertThat(campaigns.get(campaign).isEnrolled()).isTrue());

        scene.people(1, Person.named("usha"));
        clock.advance(Duration.ofDays(1));
        awaitMails("asha", 2);
        awaitMails("usha", 1);
        await().untilAsserted(
                        () -> assertThat(campaigns.get(campaign).isEnrolled()).isTrue());
        assertThat(campaigns.get(campaign).state()).isEqualTo(Campaign.State.RUNNING);

        clock.advance(Duration.ofDays(1));
        awaitMails("asha", 3);
        scene.awaitState(campaign, Campaign.State.COMPLETED);
        assertThat(message(campaign, "asha", 0, 2).state()).isEqualTo(State.SENT);
    }

    @Test
    void whoReadsTheirOwnClockGetsItWhenThatSaysSo() {
        scene.people(
                1,
                Person.named("auckland").in("Pacific/Auckland"),
                Person.named("pune").inCountry("in"),
                Person.named("angeles").in("America/Los_Angeles"));
        LocalDateTime noon = LocalDateTime.ofInstant(monday, ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                .withHour(12);
        String campaign = scene.plan()
                .scheduled(new Schedule(null, noon, Schedule.Zone.RECIPIENT, null, null, null))
                .launch();
        clock.set(noon.toInstant(ZoneOffset.ofHours(14)));
        awaitMessage(campaign, "angeles", 0, message -> {
            assertThat(message.reason()).isEqualTo(Reason.RECIPIENTS_TIME);
            assertThat(message.due())
                    .isEqualTo(noon.atZone(ZoneId.of("America/Los_Angeles")).toInstant());
        });
        assertThat(MAIL.counts()).doesNotContainKey(scene.address("auckland"));

        clock.set(noon.atZone(ZoneId.of("Pacific/Auckland")).toInstant());
        awaitMails("auckland", 1);
        assertThat(MAIL.to(scene.address("pune"))).isEmpty();
        clock.set(noon.atZone(ZoneId.of("Asia/Kolkata")).toInstant());
        awaitMails("pune", 1);
        assertThat(MAIL.to(scene.address("angeles"))).isEmpty();
        clock.set(noon.atZone(ZoneId.of("America/Los_Angeles")).toInstant());
        awaitMails("angeles", 1);
        scene.awaitState(campaign, Campaign.State.COMPLETED);
    }

    @Test
    void atNightNobodyIsWrittenToAndInTheMorningEverythingIsLookedAtAgain() {
        settings.change(
                new DeliverySettings(false, null, null, new QuietHours("21:00", "08:00", "PT2H"), null), null, "test");
        // Six in the morning UTC is ten at night in Los Angeles.
        scene.people(
                1,
                Person.named("awake").in("Asia/Kolkata"),
                Person.named("asleep").in("America/Los_Angeles"),
                Person.named("weary").in("America/Los_Angeles"));
        String campaign = scene.plan().launch();
        awaitMails("awake", 1);
        Instant morning = monday.plus(Duration.ofHours(10));
        for (String name : List.of("asleep", "weary")) {
            awaitMessage(campaign, name, 0, message -> {
                assertThat(message.state()).isEqualTo(State.QUEUED);
                assertThat(message.reason()).isEqualTo(Reason.QUIET_HOURS);
                assertThat(message.due()).isBetween(morning, morning.plus(Duration.ofHours(2)));
            });
        }
        suppressions.unsubscribe(scene.id("weary"), Channel.EMAIL, Message.id(campaign, scene.id("weary"), 0, 0));

        clock.advance(Duration.ofHours(12));

        awaitMails("asleep", 1);
        awaitMessage(
                campaign, "weary", 0, message -> assertThat(message.reason()).isEqualTo(Reason.UNSUBSCRIBED));
        assertThat(MAIL.to(scene.address("weary"))).isEmpty();
        scene.awaitState(campaign, Campaign.State.COMPLETED);
    }

    @Test
    void whoHasNotOpenedGetsAnotherAndWhoLeftDoesNot() {
        scene.people(1, Person.named("reader"), Person.named("busy"), Person.named("leaver"));
        String campaign = scene.plan()
                .followedBy(
                        new FollowUp("P2D", Condition.NOT_OPENED, saying("Again")),
                        new FollowUp("P1D", Condition.STILL_IN_SEGMENT, saying("Last")))
                .launch();
        for (String name : List.of("reader", "busy", "leaver")) {
            awaitMails(name, 1);
            awaitMessage(
                    campaign, name, 0, message -> assertThat(message.state()).isEqualTo(State.SENT));
        }
        feedBack(campaign, "reader", 0, message -> message.opened(clock.instant(), false));
        feedBack(campaign, "busy", 0, message -> message.opened(clock.instant(), true));
        assertThat(campaigns.get(campaign).state()).isEqualTo(Campaign.State.RUNNING);

        clock.advance(Duration.ofDays(2));

        awaitMails("busy", 2);
        awaitMails("leaver", 2);
        assertThat(MAIL.to(scene.address("busy")).getLast().header("Subject")).isEqualTo("Again");
        awaitMessage(campaign, "reader", 1, message -> {
            assertThat(message.state()).isEqualTo(State.SKIPPED);
            assertThat(message.reason()).isEqualTo(Reason.CONDITION_NOT_MET);
        });
        for (String name : List.of("busy", "leaver")) {
            awaitMessage(
                    campaign, name, 1, message -> assertThat(message.state()).isEqualTo(State.SENT));
        }
        scene.people(2, Person.named("leaver").elsewhere());

        clock.advance(Duration.ofDays(1));

        awaitMails("reader", 2);
        awaitMails("busy", 3);
        awaitMessage(
                campaign, "leaver", 2, message -> assertThat(message.reason()).isEqualTo(Reason.CONDITION_NOT_MET));
        scene.awaitState(campaign, Campaign.State.COMPLETED);
        assertThat(MAIL.to(scene.address("leaver"))).hasSize(2);
    }

    /** Each way in which it can turn out late that a message did go out. */
    @Test
    void whatIsHeardOfLateIsFollowedUpToo() {
        Map<String, BiConsumer<String, Instant>> signs = Map.of(
                "delivered", receipts::delivered,
                "opened",
                        (id, at) -> receipts.looked(
                                List.of(new Receipts.Look(id, Feedback.Kind.OPENED, at, sentAt -> false))),
                "weary", (id, at) -> receipts.unsubscribed(id, at),
                "gone", (id, at) -> receipts.bounced(id, Feedback.Bounce.SOFT, null, at));
        signs.keySet().forEach(name -> scene.people(1, Person.named(name)));
        scene.people(1, Person.named("silent"));
        MAIL.be((number, recipient) -> MoodySmtpServer.Mood.HANG_UP_BEFORE_THE_ANSWER);
        String campaign = scene.plan()
                .followedBy(new FollowUp("P2D", null, saying("Again")))
                .launch();
        scene.awaitState(campaign, Campaign.State.COMPLETED);
        MAIL.be((number, recipient) -> MoodySmtpServer.Mood.TAKE);
        for (String name : List.of("delivered", "opened", "weary", "gone", "silent")) {
            awaitMessage(
                    campaign, name, 0, message -> assertThat(message.state()).isEqualTo(State.UNCONFIRMED));
        }

        clock.advance(Duration.ofHours(1));
        signs.forEach((name, sign) -> sign.accept(Message.id(campaign, scene.id(name), 0, 0), clock.instant()));

        for (String name : List.of("delivered", "opened", "weary")) {
            awaitMessage(campaign, name, 0, message -> {
                assertThat(message.sentAt()).isNotNull();
                assertThat(message.followUpAt()).isEqualTo(message.sentAt().plus(Duration.ofDays(2)));
            });
        }
        clock.advance(Duration.ofDays(2));
        for (String name : List.of("delivered", "opened")) {
            awaitMails(name, 2);
        }
        awaitMessage(
                campaign, "weary", 1, message -> assertThat(message.reason()).isEqualTo(Reason.UNSUBSCRIBED));
        scene.awaitState(campaign, Campaign.State.COMPLETED);
        for (String name : List.of("gone", "silent")) {
            assertThat(ledger.find(Message.id(campaign, scene.id(name), 1, 0))).isEmpty();
        }
    }

    /**
     * Of a segment that is only just being worked out, who was found before the others may come after them in the order of the
     * enrolment: nobody is left behind there.
     */
    @Test
    void whoIsFoundToBeInTheSegmentAfterTheLaunchGetsItToo() {
        List<String> names = List.of("a", "m", "z");
        AtomicReference<String> launched = new AtomicReference<>();
        // Whoever holds this lease keeps the others from judging everybody by the new segment's rule. Where it is
        // somebody
        // else, or people were judged for another reason, it begins again with others.
        await().until(() -> {
            scene = new Scene(service);
            names.forEach(name -> scene.people(1, Person.named(name)));
            leases.run("backfill", Duration.ofMinutes(1), () -> {
                String segment = segments.create(new Segment.Draft(
                                "Another " + scene.mark,
                                null,
                                JsonMapper.shared().readTree("""
                                        {"combinator":"and","rules":[{"field":"city","operator":"=","value":"%s"}]}""".formatted(scene.mark))))
                        .segment()
                        .id();
                Campaign.Draft draft =
                        Campaign.Draft.of("Early", segment, Channel.EMAIL, Campaign.Mode.ONE_OFF, saying("Early"));
                String campaign = campaignService
                        .launch(campaignService.create(draft, Scene.MARY).id())
                        .id();
                scene.people(2, Person.named("m"));
                awaitMails("m", 1);
                long entered = funnel.of(campaign).stream()
                        .mapToLong(Funnel.Group::count)
                        .sum();
                if (entered == 1) {
                    assertThat(campaigns.get(campaign).isEnrolled()).isFalse();
                    launched.set(campaign);
                }
            });
            return launched.get() != null;
        });

        scene.awaitState(launched.get(), Campaign.State.COMPLETED);

        assertThat(names)
                .allSatisfy(name -> assertThat(MAIL.to(scene.address(name))).hasSize(1));
        assertThat(campaigns.get(launched.get()).enrolled()).isEqualTo(3);
    }

    @Test
    void whoJoinsAfterTheLaunchIsNotOfItsAudience() {
        AtomicReference<String> launched = new AtomicReference<>();
        await().until(() -> {
            scene = new Scene(service);
            scene.people(1, Person.named("asha"));
            // Nobody is put into the ledger meanwhile.
            leases.run("enrolment", Duration.ofMinutes(1), () -> {
                launched.set(scene.plan().launch());
                clock.advance(Duration.ofSeconds(1));
                scene.people(1, Person.named("late"));
            });
            return launched.get() != null;
        });

        scene.awaitState(launched.get(), Campaign.State.COMPLETED);

        awaitMails("asha", 1);
        assertThat(MAIL.to(scene.address("late"))).isEmpty();
        assertThat(campaigns.get(launched.get()).enrolled()).isEqualTo(1);
    }

    @Test
    void theRestGetsTheVariantThatDidBest() {
        List<String> names = scene.crowd(60);
        String campaign = scene.plan()
                .comparing(new Variant("Dull", 50, saying("Dull")), new Variant("Bright", 50, saying("Bright")))
                .choosing(new Winner(Winner.Measure.OPENS, 50, "PT4H"))
                .launch();
        await().untilAsserted(() -> {
            assertThat(campaigns.get(campaign).isEnrolled()).isTrue();
            Map<State, Long> states = states(campaign);
            assertThat(states.keySet()).containsExactlyInAnyOrder(State.SENT, State.QUEUED);
            assertThat(states.get(State.SENT)).isEqualTo(tried(campaign, names).size());
        });
        for (String name : tried(campaign, names)) {
            if (Objects.equals(message(campaign, name, 0, 0).variant(), "B")) {
                feedBack(campaign, name, 0, message -> message.opened(clock.instant(), false));
            }
        }

        clock.advance(Duration.ofHours(4));

        scene.awaitState(campaign, Campaign.State.COMPLETED);
        Decision decision = campaigns.get(campaign).decision(0).orElseThrow();
        assertThat(decision.winner()).isEqualTo("B");
        assertThat(decision.figures())
                .allSatisfy(figure -> assertThat(figure.successes())
                        .isEqualTo(figure.variant().equals("B") ? figure.sent() : 0));
        Campaign done = campaigns.get(campaign);
        for (String name : names) {
            String expected = done.awaitsWinner(scene.id(name)) ? "B" : done.variantOf(scene.id(name));
            assertThat(message(campaign, name, 0, 0).variant()).isEqualTo(expected);
            assertThat(MAIL.to(scene.address(name)))
                    .singleElement()
                    .satisfies(mail ->
                            assertThat(mail.header("Subject")).isEqualTo("B".equals(expected) ? "Bright" : "Dull"));
        }
    }

    /** The time to open it begins when those who try have it, not while they sleep. */
    @Test
    void aWinnerIsChosenAfterThoseWhoTryHadTheTimeToOpenIt() {
        settings.change(
                new DeliverySettings(false, null, null, new QuietHours("21:00", "08:00", "PT1M"), null), null, "test");
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            // Six in the morning UTC is ten at night there.
            people.add(Person.named("p" + i).in("America/Los_Angeles"));
        }
        scene.people(1, people);
        List<String> names = people.stream().map(Person::name).toList();
        String campaign = scene.plan()
                .comparing(new Variant("Dull", 50, saying("Dull")), new Variant("Bright", 50, saying("Bright")))
                .choosing(new Winner(Winner.Measure.OPENS, 50, "PT1H"))
                .launch();
        await().untilAsserted(() -> assertThat(
                        ledger.ofCampaign(campaign, List.of(), Reason.QUIET_HOURS, ListQuery.firstPage(100))
                                .items())
                .hasSize(tried(campaign, names).size()));
        List<String> trying = tried(campaign, names);

        clock.advance(Duration.ofHours(12));
        for (String name : trying) {
            awaitMessage(
                    campaign, name, 0, message -> assertThat(message.state()).isEqualTo(State.SENT));
        }
        clock.advance(Duration.ofMinutes(30));
        for (String name : trying) {
            if (Objects.equals(message(campaign, name, 0, 0).variant(), "B")) {
                feedBack(campaign, name, 0, message -> message.opened(clock.instant(), false));
            }
        }
        assertThat(campaigns.get(campaign).decision(0)).isEmpty();

        // Until it is looked at again, and until those who wait are.
        clock.advance(Duration.ofMinutes(31));
        await().untilAsserted(
                        () -> assertThat(campaigns.get(campaign).decision(0)).isPresent());
        clock.advance(Duration.ofMinutes(16));

        scene.awaitState(campaign, Campaign.State.COMPLETED);
        Decision decision = campaigns.get(campaign).decision(0).orElseThrow();
        assertThat(decision.winner()).isEqualTo("B");
        assertThat(decision.figures().stream().mapToLong(Decision.Figure::sent).sum())
                .isEqualTo(trying.size());
    }

    private List<String> tried(String campaign, List<String> names) {
        Campaign current = campaigns.get(campaign);
        return names.stream()
                .filter(name -> !current.awaitsWinner(scene.id(name)))
                .toList();
    }

    private Map<State, Long> states(String campaign) {
        return funnel.of(campaign).stream()
                .collect(Collectors.groupingBy(
                        Funnel.Group::state, TreeMap::new, Collectors.summingLong(Funnel.Group::count)));
    }

    @Test
    void whoJoinsAgainGetsItAgainAfterAWhileAndNotBefore() {
        String campaign = scene.plan().live().again("P7D").launch();
        await().untilAsserted(
                        () -> assertThat(campaigns.get(campaign).isEnrolled()).isTrue());
        scene.people(1, Person.named("asha"));
        awaitMails("asha", 1);
        awaitMessage(campaign, "asha", 0, message -> assertThat(message.state()).isEqualTo(State.SENT));

        clock.advance(Duration.ofDays(6));
        scene.people(2, Person.named("asha").elsewhere());
        scene.people(3, Person.named("asha"));
        clock.advance(Duration.ofDays(1));
        scene.people(4, Person.named("asha").elsewhere());
        scene.people(5, Person.named("asha"));

        awaitMails("asha", 2);
        await().untilAsserted(() ->
                assertThat(message(campaign, "asha", 0, 1).state()).isEqualTo(State.SENT));
        assertThat(ledger.find(Message.id(campaign, scene.id("asha"), 0, 2))).isEmpty();
    }

    @Test
    void aLiveCampaignEndsByItself() {
        String campaign = scene.plan()
                .within(monday.plus(Duration.ofHours(1)), monday.plus(Duration.ofHours(2)))
                .launch();
        scene.people(1, Person.named("before"));
        clock.advance(Duration.ofHours(1));
        awaitMails("before", 1);
        scene.people(1, Person.named("during"));
        awaitMails("during", 1);
        // Until everybody has been judged by the rules of now, whoever is in the segment is taken in.
        await().untilAsserted(
                        () -> assertThat(campaigns.get(campaign).isEnrolled()).isTrue());
        clock.advance(Duration.ofHours(1));
        scene.people(1, Person.named("after"));
        scene.awaitState(campaign, Campaign.State.COMPLETED);
        assertThat(funnel.of(campaign).stream().mapToLong(Funnel.Group::count).sum())
                .isEqualTo(2);
    }

    /** A lease that runs out by the clock alone makes a message look given up; the answer sets that right. */
    @Test
    void clocksThatJumpDoubleNothingAndLoseNothing() {
        List<String> names = scene.crowd(120);
        MAIL.answerAfter(Duration.ofMillis(40));
        String campaign = scene.plan().launch();
        await().until(() -> MAIL.taken().stream().anyMatch(mail -> mail.to().startsWith(scene.mark)));
        clock.advance(Duration.ofHours(5));
        await().until(() -> taken() > 40);
        clock.advance(Duration.ofDays(-2));
        await().pollDelay(Duration.ofMillis(200)).until(() -> taken() >= 40);
        clock.advance(Duration.ofDays(3));

        scene.awaitState(campaign, Campaign.State.COMPLETED);
        await().untilAsserted(() ->
                assertThat(states(campaign)).containsExactlyEntriesOf(Map.of(State.SENT, (long) names.size())));
        assertThat(names)
                .allSatisfy(name -> assertThat(MAIL.to(scene.address(name))).hasSize(1));
    }

    private long taken() {
        return MAIL.taken().stream()
                .filter(mail -> mail.to().startsWith(scene.mark))
                .count();
    }

    @Test
    void whatIsPausedStaysWhereItIsAndWhatIsStoppedIsPassedOver() {
        scene.people(1, Person.named("asha"), Person.named("usha").in("America/Los_Angeles"));
        settings.change(
                new DeliverySettings(false, null, null, new QuietHours("21:00", "08:00", "PT1M"), null), null, "test");
        String campaign = scene.plan()
                .followedBy(new FollowUp("P1D", null, saying("Again")))
                .launch();
        awaitMessage(campaign, "asha", 0, message -> assertThat(message.state()).isEqualTo(State.SENT));
        awaitMessage(
                campaign, "usha", 0, message -> assertThat(message.reason()).isEqualTo(Reason.QUIET_HOURS));
        campaignService.pause(campaign);
        clock.advance(Duration.ofDays(2));
        awaitMessage(campaign, "asha", 1, message -> assertThat(message.state()).isEqualTo(State.QUEUED));
        assertThat(MAIL.to(scene.address("asha"))).hasSize(1);

        campaignService.stop(campaign);

        awaitMessage(
                campaign, "usha", 0, message -> assertThat(message.reason()).isEqualTo(Reason.CAMPAIGN_STOPPED));
        awaitMessage(
                campaign, "asha", 1, message -> assertThat(message.reason()).isEqualTo(Reason.CAMPAIGN_STOPPED));
        await().untilAsserted(() -> assertThat(campaigns.stoppedAndNotCleared()).isEmpty());
        assertThat(MAIL.to(scene.address("usha"))).isEmpty();
    }
}
