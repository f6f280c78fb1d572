package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.CampaignService;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.campaigns.FollowUp;
import io.micms.campaign.campaigns.GuardOverrides;
import io.micms.campaign.campaigns.Schedule;
import io.micms.campaign.campaigns.Variant;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.delivery.Forecast.Fate;
import io.micms.campaign.delivery.Forecast.Outlook;
import io.micms.campaign.delivery.Funnel.Figures;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.delivery.MoodySmtpServer.Mood;
import io.micms.campaign.delivery.Scene.Person;
import io.micms.campaign.profiles.AudienceSizes;
import io.micms.campaign.settings.DeliverySettings;
import io.micms.campaign.settings.DeliverySettings.AutomaticPause;
import io.micms.campaign.settings.DeliverySettings.Cap;
import io.micms.campaign.settings.Settings;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Who gets how much of several campaigns, what is foretold of it, and what people decide. */
@MiCmsTest
class GuardsTest {

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
    Caps caps;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    Funnel funnel;

    @Autowired
    Forecast forecast;

    @Autowired
    Settling settling;

    @Autowired
    AudienceSizes sizes;

    @Autowired
    Settings settings;

    @LocalServerPort
    int port;

    private Scene scene;

    @DynamicPropertySource
    static void quick(DynamicPropertyRegistry properties) {
        properties.add("micms.delivery.smtp.host", () -> "127.0.0.1");
        properties.add("micms.delivery.smtp.port", MAIL::port);
        properties.add("micms.delivery.times-every", () -> "100ms");
        properties.add("micms.delivery.enrol-every", () -> "100ms");
        properties.add("micms.delivery.timeout", () -> "2s");
        // Fewer than there are people, so that some wait in the queue.
        properties.add("micms.delivery.places", () -> "16");
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
    void loosen() {
        MAIL.be((number, recipient) -> Mood.TAKE);
        MAIL.knowNot(recipient -> false);
        MAIL.answerAfter(Duration.ZERO);
        settings.change(DeliverySettings.DEFAULT, null, "test");
    }

    private void cap(Cap... caps) {
        settings.change(new DeliverySettings(false, List.of(caps), null, null, null), null, "test");
    }

    private Figures figures(String campaign) {
        return Figures.of(funnel.of(campaign));
    }

    private Message message(String campaign, String name) {
        return ledger.find(Message.id(campaign, scene.id(name), 0, 0))
                .orElseThrow(() -> new AssertionError("no row for " + name));
    }

    private void awaitEnd(String campaign) {
        scene.awaitState(campaign, Campaign.State.COMPLETED);
    }

    /** Three campaigns at once reach for two places of each; nobody gets more, and nothing is left unused. */
    @Test
    void capsHoldAcrossCampaignsThatRunAtOnce() {
        List<String> names = scene.crowd(60);
        cap(new Cap(2, "P1D"));
        List<String> launched =
                Stream.generate(() -> scene.plan().draft().id()).limit(3).toList();
        launched.forEach(campaignService::launch);
        launched.forEach(this::awaitEnd);

        assertThat(names)
                .allSatisfy(name -> assertThat(MAIL.to(scene.address(name))).hasSize(2));
        assertThat(launched.stream()
                        .map(this::figures)
                        .mapToLong(figures -> figures.skippedBy().getOrDefault(Reason.FREQUENCY_CAP, 0L))
                        .sum())
                .isEqualTo(names.size());
    }

    @Test
    void theMoreImportantCampaignGoesFirst() {
        List<String> names = scene.crowd(60);
        cap(new Cap(1, "P1D"));
        String low = scene.plan().first(1).draft().id();
        String high = scene.plan().first(10).draft().id();
        // So that both wait in the queue when sending begins.
        MAIL.answerAfter(Duration.ofMillis(300));
        String before = scene.plan().ignoring(new GuardOverrides(true, false)).launch();
        await().until(() -> figures(before).sending() > 0);
        campaignService.launch(low);
        campaignService.launch(high);
        await().until(() -> figures(low).total() + figures(high).total() == 2L * names.size());
        MAIL.answerAfter(Duration.ZERO);
        awaitEnd(low);
        awaitEnd(high);

        assertThat(figures(high).sent()).isGreaterThan(figures(low).sent());
        assertThat(figures(high).sent() + figures(low).sent()).isEqualTo(names.size());
        awaitEnd(before);
        assertThat(figures(before).sent()).as("who ignores caps").isEqualTo(names.size());
    }

    @Test
    void whatDidNotGoOutTakesNoPlace() {
        scene.people(1, Person.named("asha"));
        cap(new Cap(1, "P1D"));
        MAIL.be((number, recipient) -> Mood.REFUSE_FOR_NOW);
        String first = scene.plan().launch();
        await().untilAsserted(() -> assertThat(message(first, "asha").reason()).isEqualTo(Reason.PROVIDER_BUSY));
        campaignService.stop(first);
        await().untilAsserted(() -> assertThat(message(first, "asha").reason()).isEqualTo(Reason.CAMPAIGN_STOPPED));
        MAIL.be((number, recipient) -> Mood.TAKE);

        String second = scene.plan().launch();

        awaitEnd(second);
        assertThat(message(second, "asha").state()).isEqualTo(State.SENT);
        String third = scene.plan().launch();
        awaitEnd(third);
        assertThat(message(third, "asha").reason()).isEqualTo(Reason.FREQUENCY_CAP);
    }

    /** One instance has judged a message and does not come to send it; another does meanwhile. */
    @Test
    void whatAnotherInstanceSendsKeepsItsPlace() {
        cap(new Cap(1, "P1D"));
        Message contended = waiting("contended");
        Message next = waiting("next");
        Instant now = Instant.now();
        assertThat(caps.take(List.of(contended), "one", now)).isEqualTo(Caps.Answer.ALL_TAKEN);
        assertThat(caps.take(List.of(contended), "other", now)).isEqualTo(Caps.Answer.ALL_TAKEN);

        caps.giveBack(Map.of(contended, "one"));

        assertThat(caps.take(List.of(next), "one", now).refused()).containsExactly(next.id());
        caps.giveBack(Map.of(contended, "other"));
        assertThat(caps.take(List.of(next), "one", now).refused()).isEmpty();
    }

    /** Of a campaign of its own. */
    private Message waiting(String campaign) {
        return Message.queue(new Message.Slot(campaign, scene.id("asha"), Channel.EMAIL, 0, 0), null, Instant.now());
    }

    /** As releases wrote them that did not say who holds a place. */
    @Test
    void placesOfEarlierReleasesHoldAndAreGivenBack() {
        cap(new Cap(1, "P1D"));
        Message earlier = waiting("earlier");
        Message next = waiting("next");
        Instant now = Instant.now();
        mongo.getCollection("allowances")
                .insertOne(new Document("_id", scene.id("asha"))
                        .append("revision", 1L)
                        .append(
                                "taken",
                                List.of(new Document("messageId", earlier.id())
                                        .append("channel", "EMAIL")
                                        .append("at", now))));

        assertThat(caps.take(List.of(next), "one", now).refused()).containsExactly(next.id());
        caps.giveBack(Map.of(earlier, "one"));

        assertThat(caps.take(List.of(next), "one", now).refused()).isEmpty();
    }

    @Test
    void aForecastSaysWhoWouldGetItAndWhyTheOthersNot() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            people.add(i % 3 == 0 ? Person.named("p" + i).unwilling() : Person.named("p" + i));
        }
        scene.people(1, people);
        await().untilAsserted(() -> assertThat(sizes.of(scene.segment)).isEqualTo(30));
        Campaign draft = scene.plan().holdingOut(20).draft();

        Outlook outlook = forecast.of(draft);
        campaignService.launch(draft.id());
        awaitEnd(draft.id());

        Figures came = figures(draft.id());
        assertThat(outlook.exact()).isTrue();
        assertThat(outlook.members()).isEqualTo(30);
        assertThat(outlook.gets()).isEqualTo(came.sent()).isPositive();
        assertThat(outlook.heldOut()).isEqualTo(came.heldOut()).isPositive();
        assertThat(outlook.withheld()).isEqualTo(came.skippedBy());
        assertThat(outlook.withheld()).containsOnlyKeys(Reason.NO_CONSENT);
        assertThat(outlook.gets() + outlook.heldOut() + outlook.withheld().get(Reason.NO_CONSENT))
                .isEqualTo(30);
        outlook.people().stream()
                .filter(person -> person.fate() == Fate.GETS_IT)
                .forEach(person -> assertThat(ledger.find(Message.id(draft.id(), person.customerId(), 0, 0)))
                        .map(Message::state)
                        .contains(State.SENT));

        cap(new Cap(1, "P1D"));
        assertThat(forecast.of(scene.plan().draft()).gets())
                .as("what went out before the cap was set was not counted")
                .isPositive();
    }

    @Test
    void whoHasHadEnoughIsForetold() {
        scene.people(1, Person.named("asha"));
        cap(new Cap(1, "P1D"));
        awaitEnd(scene.plan().launch());

        assertThat(forecast.of(scene.plan().draft()).withheld()).isEqualTo(Map.of(Reason.FREQUENCY_CAP, 1L));
        assertThat(forecast.of(scene.plan()
                                .ignoring(new GuardOverrides(true, null))
                                .draft())
                        .gets())
                .isEqualTo(1);
    }

    @Test
    void aSegmentWithNobodyInItIsDoneAtOnceAndSaysSo() {
        String campaign = scene.plan().launch();
        awaitEnd(campaign);
        assertThat(campaigns.get(campaign).stateReason()).contains("Nobody was in the segment");
        assertThat(figures(campaign).total()).isZero();
    }

    @Test
    void whatIsLaunchedTwiceAtOnceIsLaunchedOnce() throws Exception {
        scene.people(1, Person.named("asha"));
        String campaign = scene.plan().draft().id();
        int callers = 4;
        CyclicBarrier barrier = new CyclicBarrier(callers);
        List<CompletableFuture<String>> calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                barrier.await();
                                campaignService.launch(campaign);
                                return "launched";
                            } catch (Conflict e) {
                                return "conflict";
                            } catch (Exception e) {
                                return e.toString();
                            }
                        },
                        task -> Thread.ofVirtual().start(task)))
                .limit(callers)
                .toList();
        List<String> answers =
                calls.stream().map(CompletableFuture::join).sorted().toList();
        assertThat(answers).containsExactly("conflict", "conflict", "conflict", "launched");
        awaitEnd(campaign);
        assertThat(MAIL.to(scene.address("asha"))).hasSize(1);
    }

    @Test
    void variantsAreSharedOutAndEverybodyGetsTheirs() {
        List<String> names = scene.crowd(60);
        String campaign = scene.plan()
                .comparing(
                        new Variant(null, 50, Content.email("Left", "<p>L</p>")),
                        new Variant(null, 50, Content.email("Right", "<p>R</p>")))
                .launch();
        awaitEnd(campaign);
        for (String name : names) {
            String variant = String.valueOf(message(campaign, name).variant());
            assertThat(variant).isEqualTo(campaigns.get(campaign).variantOf(scene.id(name)));
            assertThat(MAIL.to(scene.address(name)))
                    .singleElement()
                    .satisfies(mail ->
                            assertThat(mail.header("Subject")).isEqualTo(variant.equals("A") ? "Left" : "Right"));
        }
        JsonNode stats =
                api(Role.ANALYST).get("/api/campaigns/" + campaign + "/stats").getBody();
        assertThat(stats).isNotNull();
        JsonNode variants = stats.at("/steps/0/variants");
        assertThat(variants.size()).isEqualTo(2);
        assertThat(variants.at("/0/figures/total").asInt()
                        + variants.at("/1/figures/total").asInt())
                .isEqualTo(stats.path("audience").asInt())
                .isEqualTo(60);
        assertThat(stats.at("/comparisons/0/rates/0/rate/of").asInt()).isPositive();
        assertThat(stats.at("/comparisons/0/probabilityOfChance").asDouble()).isEqualTo(1);
    }

    @Test
    void whatNobodyKnowsIsSettledByAPersonAndTriedAgainOnRequest() {
        scene.people(1, Person.named("asha"), Person.named("usha"));
        MAIL.be((number, recipient) -> Mood.LOSE);
        String campaign = scene.plan().launch();
        awaitEnd(campaign);
        String asha = message(campaign, "asha").id();
        String usha = message(campaign, "usha").id();
        MAIL.be((number, recipient) -> Mood.TAKE);
        Api manager = api(Role.MANAGER);
        String path = "/api/campaigns/" + campaign + "/messages/";

        assertThat(manager.post(path + asha + "/settle", "{}").getStatusCode().value())
                .isEqualTo(422);
        assertThat(manager.post(path + asha + "/retry", "").getStatusCode().value())
                .isEqualTo(409);
        JsonNode settled =
                manager.post(path + asha + "/settle", "{'as':'SENT'}").getBody();
        assertThat(settled).isNotNull();
        assertThat(settled.path("state").asString()).isEqualTo("SENT");
        assertThat(manager.post(path + asha + "/settle", "{'as':'SENT'}")
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
        assertThatThrownBy(() -> settling.settle("other", usha, Settling.Settlement.SENT, "Ada"))
                .isInstanceOf(NotFound.class);

        settled = manager.post(path + usha + "/settle", "{'as':'NOT_SENT'}").getBody();
        assertThat(settled).isNotNull();
        assertThat(settled.path("state").asString()).isEqualTo("FAILED");
        assertThat(settled.path("reason").asString()).isEqualTo("NOT_SENT");
        assertThat(manager.post(path + usha + "/retry", "").getStatusCode().value())
                .isEqualTo(200);

        await().untilAsserted(
                        () -> assertThat(message(campaign, "usha").state()).isEqualTo(State.SENT));
        awaitEnd(campaign);
        assertThat(MAIL.to(scene.address("usha"))).hasSize(1);
        assertThat(MAIL.to(scene.address("asha"))).isEmpty();
    }

    @Test
    void tooManyBouncesPauseACampaignByThemselves() {
        settings.change(new DeliverySettings(false, null, null, null, new AutomaticPause(10.0, 0.5, 20)), null, "test");
        List<String> names = scene.crowd(20);
        String campaign = scene.plan().live().launch();
        await().untilAsserted(() -> assertThat(figures(campaign).sent()).isEqualTo(20));
        bounce(campaign, names.subList(0, 2));
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(campaigns.get(campaign).state()).isEqualTo(Campaign.State.RUNNING));

        bounce(campaign, names.subList(2, 3));

        scene.awaitState(campaign, Campaign.State.PAUSED);
        assertThat(campaigns.get(campaign).stateReason()).contains("3 bounces of 20 messages");
        campaignService.resume(campaign);
        assertThat(campaigns.get(campaign).stateReason()).isNull();
        scene.people(1, Person.named("late"));
        await().untilAsserted(() -> assertThat(MAIL.to(scene.address("late"))).hasSize(1));
        assertThat(campaigns.get(campaign).state())
                .as("what came back before is not held against it again")
                .isEqualTo(Campaign.State.RUNNING);
    }

    /** Most servers say at once that there is no such address. */
    @Test
    void addressesThatAreRefusedAtOncePauseACampaignToo() {
        settings.change(new DeliverySettings(false, null, null, null, new AutomaticPause(10.0, 0.5, 20)), null, "test");
        scene.crowd(20);
        Set<String> unknown = Stream.of("p1", "p2", "p3").map(scene::address).collect(Collectors.toSet());
        MAIL.knowNot(unknown::contains);

        String campaign = scene.plan().live().launch();

        scene.awaitState(campaign, Campaign.State.PAUSED);
        assertThat(campaigns.get(campaign).stateReason()).contains("3 bounces of 20 messages");
        Figures figures = figures(campaign);
        assertThat(figures.failed()).isEqualTo(3);
        assertThat(figures.bounced()).isEqualTo(3);
        assertThat(figures.accepted()).isEqualTo(17);
        assertThat(figures.handedOver()).isEqualTo(20);
        JsonNode stats =
                api(Role.ANALYST).get("/api/campaigns/" + campaign + "/stats").getBody();
        assertThat(stats).isNotNull();
        assertThat(stats.path("handedOver").asInt()).isEqualTo(20);
        assertThat(stats.at("/steps/0/figures/handedOver").asInt()).isEqualTo(20);
    }

    /** As after a restart, when it was noted by an instance that is no more. */
    @Test
    void whatCameBackBeforeIsLookedAtByNewLimits() {
        List<String> names = scene.crowd(20);
        String campaign = scene.plan().live().launch();
        await().untilAsserted(() -> assertThat(figures(campaign).sent()).isEqualTo(20));
        bounce(campaign, names.subList(0, 3));
        // So little means nothing by default, and what was noted is forgotten.
        ledger.drainCameBack();

        settings.change(new DeliverySettings(false, null, null, null, new AutomaticPause(10.0, 0.5, 20)), null, "test");

        scene.awaitState(campaign, Campaign.State.PAUSED);
    }

    private void bounce(String campaign, List<String> names) {
        for (String name : names) {
            await().ignoreException(StaleDocument.class).until(() -> {
                Message message = message(campaign, name);
                message.bounced(Feedback.Bounce.HARD, "no such user", message.queuedAt(), message.queuedAt());
                ledger.save(message);
                return true;
            });
        }
    }

    @Test
    void whereApprovalIsRequiredNothingGoesOutWithout() {
        settings.change(new DeliverySettings(true, null, null, null, null), null, "test");
        scene.people(1, Person.named("asha"));
        String campaign = scene.plan().draft().id();
        assertThatThrownBy(() -> campaignService.launch(campaign)).isInstanceOf(Conflict.class);
        campaignService.submit(campaign, Scene.MARY);
        ResponseEntity<JsonNode> stale = api(Role.MANAGER)
                .call(HttpMethod.POST, "/api/campaigns/" + campaign + "/approve", "{}", "If-Match", "\"1\"");
        assertThat(stale.getStatusCode().value())
                .as("an approval of what was seen before")
                .isEqualTo(412);
        assertThat(api(Role.MANAGER)
                        .post("/api/campaigns/" + campaign + "/approve", "{'note':'Fine'}")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(api(Role.MANAGER)
                        .post("/api/campaigns/" + campaign + "/launch", "")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        awaitEnd(campaign);
    }

    @Test
    void whatCannotBeRenderedIsForetoldAndNotLaunched() {
        Content inRupees = Content.email("Hello", "<p>{{ 5 | money: 'Rs' }}</p>");
        Content forEver = Content.email(
                "{% for i in (1..5000) %}{% for j in (1..5000) %}{{ j }}{% endfor %}{% endfor %}", "<p>Hello</p>");
        Campaign draft = scene.plan()
                .comparing(new Variant("Fine", 50, Scene.HELLO), new Variant("In rupees", 50, inRupees))
                .followedBy(new FollowUp("P1D", FollowUp.Condition.ALWAYS, forEver))
                .draft();
        String emptyYet = scene.plan()
                .comparing(new Variant("Fine", 50, Scene.HELLO), new Variant("In rupees", 50, inRupees))
                .draft()
                .id();
        assertThat(forecast.of(draft).faults()).as("while there is nobody").isEmpty();
        assertThat(campaignService.launch(emptyYet).state()).isEqualTo(Campaign.State.RUNNING);
        scene.crowd(1);

        List<String> pointers = List.of("/variants/1/content/html", "/followUps/0/content/subject");
        assertThat(forecast.of(draft).faults()).extracting(Fault::pointer).isEqualTo(pointers);
        for (ThrowingCallable launch : List.<ThrowingCallable>of(
                () -> campaignService.launch(draft.id()),
                () -> campaignService.schedule(
                        draft.id(), Schedule.at(Instant.now().plusSeconds(3_600)), null))) {
            assertThatThrownBy(launch).isInstanceOfSatisfying(InvalidInput.class, e -> {
                assertThat(e.faults()).extracting(Fault::pointer).isEqualTo(pointers);
                assertThat(e.faults().getFirst().detail()).contains("'Rs' is no currency");
            });
        }
        assertThat(campaignService.get(draft.id()).state()).isEqualTo(Campaign.State.DRAFT);
    }

    @Test
    void whatIsLaunchedIsWhatWasLookedAt() {
        Api manager = api(Role.MANAGER);
        for (String step : List.of("/launch", "/schedule")) {
            String body =
                    "{'name':'%s','segmentId':'%s','channel':'EMAIL','mode':'SCHEDULED','schedule':{'at':'2126-01-01T00:00:00Z'},'content':{'subject':'Hi','html':'<p>Hi</p>'}}";
            ResponseEntity<JsonNode> seen =
                    manager.post("/api/campaigns", body.formatted("As it was looked at", scene.segment));
            assertThat(seen.getBody()).isNotNull();
            String path = "/api/campaigns/" + seen.getBody().path("id").asString();
            String tag = String.valueOf(seen.getHeaders().getETag());
            ResponseEntity<JsonNode> changed = api(Role.MARKETER)
                    .call(HttpMethod.PUT, path, body.formatted("As somebody made it since", scene.segment));

            ResponseEntity<JsonNode> stale = manager.call(HttpMethod.POST, path + step, "", "If-Match", tag);
            assertThat(stale.getStatusCode().value()).as(step).isEqualTo(412);
            JsonNode still = manager.get(path).getBody();
            assertThat(still).isNotNull();
            assertThat(still.path("state").asString()).isEqualTo("DRAFT");

            ResponseEntity<JsonNode> launched = manager.call(
                    HttpMethod.POST,
                    path + step,
                    "",
                    "If-Match",
                    String.valueOf(changed.getHeaders().getETag()));
            assertThat(launched.getStatusCode().value()).as(step).isEqualTo(200);
        }
    }

    @Test
    void onlyAManagerLetsACampaignIgnoreAnything() {
        String body = """
                {'name':'Order confirmed','segmentId':'%s','channel':'EMAIL','mode':'LIVE',
                 'guards':{'ignoreCaps':true},'priority':9}""".formatted(scene.segment);
        assertThat(api(Role.MARKETER)
                        .post("/api/campaigns", body)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        JsonNode created = api(Role.MANAGER).post("/api/campaigns", body).getBody();
        assertThat(created).isNotNull();
        String path = "/api/campaigns/" + created.path("id").asString();
        assertThat(api(Role.MARKETER)
                        .call(HttpMethod.PUT, path, body)
                        .getStatusCode()
                        .value())
                .as("what was allowed stays")
                .isEqualTo(200);
        JsonNode copy = api(Role.MARKETER).post(path + "/duplicate", "").getBody();
        assertThat(copy).isNotNull();
        assertThat(copy.at("/guards/ignoreCaps").asBoolean()).isFalse();
        assertThat(copy.path("name").asString()).isEqualTo("Copy of Order confirmed");
    }

    @Test
    void settingsAreChangedByWhoHasSeenThem() {
        Api manager = api(Role.MANAGER);
        ResponseEntity<JsonNode> seen = manager.get("/api/settings/delivery");
        String tag = String.valueOf(seen.getHeaders().getETag());
        String wanted = "{'emailCaps':[{'messages':3,'per':'P7D'}],'quietHours':{'from':'21:00','to':'08:00'}}";
        ResponseEntity<JsonNode> changed =
                manager.call(HttpMethod.PUT, "/api/settings/delivery", wanted, "If-Match", tag);
        assertThat(changed.getStatusCode().value()).isEqualTo(200);
        assertThat(changed.getBody()).isNotNull();
        assertThat(changed.getBody().at("/quietHours/spreadOver").asString()).isEqualTo("PT1H");
        assertThat(changed.getBody().at("/changes/0/by").asString()).isEqualTo("Ada Lovelace");
        assertThat(manager.call(HttpMethod.PUT, "/api/settings/delivery", wanted, "If-Match", tag)
                        .getStatusCode()
                        .value())
                .isEqualTo(412);
        ResponseEntity<JsonNode> odd =
                manager.call(HttpMethod.PUT, "/api/settings/delivery", "{'emailCaps':[{'messages':0}]}");
        assertThat(odd.getStatusCode().value()).isEqualTo(422);
        assertThat(String.valueOf(odd.getBody())).contains("/emailCaps/0/messages", "/emailCaps/0/per");
        assertThatThrownBy(() -> settings.change(
                        new DeliverySettings(null, List.of(new Cap(1, "soon")), null, null, null), null, "test"))
                .isInstanceOf(InvalidInput.class);
    }

    private Api api(Role role) {
        return new Api(port, TestTokens.bearer(role));
    }
}
