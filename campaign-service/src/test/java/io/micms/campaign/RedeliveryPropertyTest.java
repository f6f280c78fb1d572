package io.micms.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.campaigns.Author;
import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.CampaignService;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.profiles.Backfill;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.SegmentService;
import io.micms.platform.testing.LastRecords;
import io.micms.platform.testing.Redelivery;
import io.micms.platform.testing.Redelivery.Delivery;
import io.micms.platform.testing.Redelivery.Fed;
import io.micms.platform.testing.RunningService;
import io.micms.platform.testing.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

class RedeliveryPropertyTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private static final int KINDS = 5;

    private static RunningService service;
    private static Redelivery redelivery;
    private static LastRecords published;
    private static String bigSpenders;

    /** The segments whose rules ask what became of messages. */
    private static List<String> askAboutMessages;

    @BeforeContainer
    static void start() {
        service = RunningService.startUnfed(
                CampaignServiceApplication.class,
                "--micms.profiles.sweep-every=50ms",
                "--micms.profiles.backfill-every=50ms");
        redelivery = new Redelivery(
                service,
                Map.of("customers", "customersChanged", "orders", "ordersChanged", "messages", "messagesChanged"));
        published = new LastRecords();
        bigSpenders = segment("orders.total", ">=", "30");
        segment("city", "=", "\"Pune\"");
        segment("orders.count", "=", "0");
        segment("orders.total", ">=", "40,\"within\":\"P50Y\",\"where\":{\"channel\":[\"web\"]}");
        askAboutMessages = List.of(
                segment("messages.opened", ">=", "1,\"where\":{\"campaign\":[\"k1\"]}"),
                segment("messages.sent", ">=", "2"));
        // Nobody here has an address, so that nothing leaves the ledger.
        CampaignService campaigns = service.bean(CampaignService.class);
        campaigns.launch(campaigns
                .create(
                        Campaign.Draft.of(
                                "Thanks",
                                bigSpenders,
                                Channel.EMAIL,
                                Campaign.Mode.LIVE,
                                Content.email("Thanks", "<a href='{{ unsubscribe_url }}'>No more</a>")),
                        new Author("test", "Test"))
                .id());
    }

    private static String segment(String field, String operator, String value) {
        String rule = "{\"combinator\":\"and\",\"rules\":[{\"field\":\"%s\",\"operator\":\"%s\",\"value\":%s}]}"
                .formatted(field, operator, value);
        return service.bean(SegmentService.class)
                .create(new Segment.Draft(field, null, JsonMapper.shared().readTree(rule)))
                .segment()
                .id();
    }

    @AfterContainer
    static void whatWasPublishedLastIsTheState() {
        published.assertOn("audiences");
        service.close();
    }

    /** @param version out of order and twice, as after sends that nobody answered */
    record State(String topic, int customer, int number, int version, int kind) {

        /** The same version always says the same. */
        Fed fed() {
            String customerId = "c" + customer;
            String id = topic.equals("customers") ? customerId : "%s-%d-%d".formatted(topic, customer, number);
            String body = switch (topic) {
                case "orders" -> orderBody();
                case "messages" -> messageBody();
                default -> customerBody();
            };
            return new Fed(
                    topic,
                    customerId,
                    id,
                    "{'id':'%s','version':%d,%s}"
                            .formatted(id, version * KINDS + kind, body)
                            .replace('\'', '"'),
                    NOON);
        }

        private String orderBody() {
            String paid = "'status':'PAID','channel':'web','total':'%d.00','placedAt':'2026-11-01T1%d:00:00Z'"
                    .formatted(10 + 10 * kind, number);
            return switch (kind) {
                case 2 -> "'customerId':'c%d',%s".formatted(customer, paid.replace("PAID", "CANCELLED"));
                case 3 -> "'customerId':'c%d','deletedAt':'2026-11-02T10:00:00Z'".formatted(customer);
                case 4 -> "'customerId':'c%d',%s".formatted((customer + 1) % 3, paid);
                default -> "'customerId':'c%d',%s".formatted(customer, paid);
            };
        }

        /** What has happened to a message never has not: it is opened in no version before it is sent. */
        private String messageBody() {
            return "'customerId':'c%d','campaignId':'K%d','sentAt':'2026-11-01T09:00:00Z'%s"
                    .formatted(
                            customer,
                            number,
                            version * KINDS + kind > KINDS
                                    ? ",'openedAt':'2026-11-01T1%d:00:00Z'".formatted(number)
                                    : "");
        }

        private String customerBody() {
            return switch (kind) {
                case 3 -> "'mergedInto':'c%d'".formatted((customer + 1) % 3);
                case 4 ->
                    "'city':'Pune','firstName':'Asha-%d','mergedIds':['c%d']".formatted(customer, (customer + 2) % 3);
                default ->
                    "'city':'%s','firstName':'Asha-%d','externalId':'X-%d','attributes':{'nickname':'Ashu-%d'}"
                            .formatted(List.of("Pune", "Mumbai", "Pune").get(kind), customer, customer, customer);
            };
        }
    }

    @Provide
    Arbitrary<List<Fed>> histories() {
        return Combinators.combine(
                        Arbitraries.of("orders", "orders", "orders", "customers", "customers", "messages"),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, KINDS - 1))
                .as(State::new)
                .map(State::fed)
                .list()
                .ofMinSize(1)
                .ofMaxSize(24);
    }

    @Provide
    Arbitrary<List<Delivery>> schedules() {
        return Redelivery.schedules();
    }

    @Property(tries = 40)
    void anyDeliveryEndsInTheStateOfTheOrderlyOne(
            @ForAll("histories") List<Fed> records, @ForAll("schedules") List<Delivery> schedule) {
        List<String> orderly = stateAfter(() -> redelivery.inOrder(records));

        assertThat(stateAfter(() -> redelivery.run(records, schedule))).isEqualTo(orderly);
    }

    /** Each of these rules goes and comes while messages do, and is there in the end. */
    @Property(tries = 25)
    void rulesThatComeAndGoEndInTheStateOfThoseThatStay(
            @ForAll("histories") List<Fed> records,
            @ForAll("schedules") List<Delivery> schedule,
            @ForAll @Size(14) List<@IntRange(max = 2) Integer> changes) {
        List<String> orderly = stateAfter(() -> redelivery.inOrder(records));
        Set<String> gone = new TreeSet<>();

        List<String> state = stateAfter(() -> {
            redelivery.run(records, schedule, number -> comeOrGo(changes.get(number), gone));
            gone.forEach(segment -> service.bean(SegmentService.class).restore(segment, null));
        });

        assertThat(state).isEqualTo(orderly);
    }

    private static void comeOrGo(int number, Set<String> gone) {
        if (number == askAboutMessages.size()) {
            return;
        }
        String segment = askAboutMessages.get(number);
        if (gone.remove(segment)) {
            service.bean(SegmentService.class).restore(segment, null);
        } else {
            service.bean(SegmentService.class).archive(segment, null);
            gone.add(segment);
        }
    }

    @Property(tries = 20)
    void anyDeliveryForgetsWhoWasErased(
            @ForAll("histories") List<Fed> records, @ForAll("schedules") List<Delivery> schedule) {
        List<Fed> history = new ArrayList<>(records);
        history.add(new Fed(
                "customers",
                "c0",
                "c0",
                "{\"id\":\"c0\",\"version\":1000,\"erasedAt\":\"2026-11-02T10:00:00Z\",\"identityHashes\":[]}",
                NOON));
        List<String> orderly = stateAfter(() -> redelivery.inOrder(history));

        assertThat(stateAfter(() -> redelivery.run(history, schedule))).isEqualTo(orderly);
        assertThat(Traces.of(service.mongo(), "Asha-0", "X-0", "Ashu-0")).isEmpty();
    }

    private static List<String> stateAfter(Runnable deliveries) {
        service.comeToRest(RedeliveryPropertyTest::everyOrderIsCounted);
        service.clear("profiles", "occurrences", "messages", "audience_transitions");
        deliveries.run();
        service.comeToRest(RedeliveryPropertyTest::everyOrderIsCounted);
        List<String> state = new ArrayList<>();
        // Whether an order is known to have been somebody else's depends on what came first.
        for (Document row : service.mongo().getCollection("occurrences").find()) {
            if (row.get("latest") != null) {
                state.add("%s of %s in version %s: %s"
                        .formatted(row.get("source"), row.get("customerId"), row.get("version"), row.get("latest")));
            }
        }
        for (Document profile : service.mongo().getCollection("profiles").find()) {
            String id = profile.getString("_id");
            TreeSet<String> memberOf = new TreeSet<>(profile.getList("memberOf", String.class));
            state.add(id + " is in " + memberOf);
            profile.getList("memberships", Document.class)
                    .forEach(membership ->
                            published.expect(List.of(new Document("_id", membership.getString("segmentId") + ":" + id)
                                    .append("version", membership.getLong("version")))));
            if (memberOf.contains(bigSpenders)) {
                assertThat(service.mongo().getCollection("messages").countDocuments(new Document("customerId", id)))
                        .as("messages of the campaign to %s, who joined", id)
                        .isEqualTo(1);
            }
        }
        state.addAll(service.state(
                "profiles", "revision", "epoch", "memberOf", "memberships", "noted", "tallies", "nextChangeAt"));
        state.sort(null);
        return state;
    }

    private static boolean everyOrderIsCounted() {
        List<String> known = new ArrayList<>();
        service.mongo().getCollection("profiles").find().forEach(profile -> known.add(profile.getString("_id")));
        return service.bean(Backfill.class).progress() == null
                && service.mongo()
                                .getCollection("profiles")
                                .countDocuments(new Document("ordersPending", new Document("$exists", true)))
                        == 0
                && service.mongo()
                                .getCollection("occurrences")
                                .countDocuments(new Document("uncounted", new Document("$exists", true))
                                        .append("customerId", new Document("$in", known)))
                        == 0;
    }
}
