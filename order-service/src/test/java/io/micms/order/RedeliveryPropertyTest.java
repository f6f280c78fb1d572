package io.micms.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.erasure.PersonHashes;
import io.micms.platform.testing.LastRecords;
import io.micms.platform.testing.Redelivery;
import io.micms.platform.testing.Redelivery.Delivery;
import io.micms.platform.testing.Redelivery.Fed;
import io.micms.platform.testing.RunningService;
import io.micms.platform.testing.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.Document;

class RedeliveryPropertyTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private static RunningService service;
    private static Redelivery redelivery;
    private static LastRecords published;

    @BeforeContainer
    static void start() {
        service = RunningService.startUnfed(
                OrderServiceApplication.class,
                "--micms.waiting.sweep-every=50ms",
                "--micms.waiting.look-again-after=100ms");
        redelivery = new Redelivery(service, Map.of("orders.inbound", "ordersInbound", "customers", "customers"));
        published = new LastRecords();
    }

    @AfterContainer
    static void whatWasPublishedLastIsTheState() {
        published.assertOn("orders");
        service.close();
    }

    /** @param number of the order; the customer is this modulo the number of customers */
    record Said(int number, boolean byId, boolean whole, int second, String status, String total) {}

    /**
     * @param named whether the customer has got an external id by now
     * @param mergedInto the number of the customer whom this one is part of; itself if it is not
     */
    record Known(int number, boolean named, String name, int mergedInto) {

        String id() {
            return "c" + number;
        }
    }

    private static String json(Said said, boolean whole) {
        int customer = said.number() % 2;
        String json = "{'externalId':'O-%d','updatedAt':'%s','status':'%s'"
                .formatted(said.number(), NOON.plusSeconds(said.second()), said.status());
        if (whole || said.whole()) {
            json += ",'placedAt':'2026-11-01T10:00:00Z','total':'%s','%s':'%s%d'"
                    .formatted(
                            said.total(),
                            said.byId() ? "customerId" : "customerExternalId",
                            said.byId() ? "c" : "X-",
                            customer);
        }
        return (json + "}").replace('\'', '"');
    }

    private static Fed customer(String id, int version, String state) {
        return new Fed("customers", id, id, "{\"id\":\"%s\",\"version\":%d%s}".formatted(id, version, state), NOON);
    }

    @Provide
    Arbitrary<List<Fed>> histories() {
        Arbitrary<List<Said>> orders = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of("PLACED", "PAID", "CANCELLED"),
                        Arbitraries.of("10.00", "20.00"))
                .as(Said::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(16);
        Arbitrary<List<Known>> customers = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.of("Asha", "Usha"),
                        Arbitraries.integers().between(0, 2))
                .as(Known::new)
                .list()
                .ofMaxSize(8);
        return Combinators.combine(orders, customers).as((said, known) -> {
            List<Fed> records = new ArrayList<>();
            Set<Integer> begun = new HashSet<>();
            for (Said one : said) {
                records.add(new Fed(
                        "orders.inbound",
                        "X-" + one.number() % 2,
                        "X-" + one.number() % 2,
                        json(one, begun.add(one.number())),
                        NOON));
            }
            int version = 0;
            Set<Integer> named = new HashSet<>();
            for (Known one : known) {
                if (one.named()) {
                    named.add(one.number());
                }
                String externalId =
                        named.contains(one.number()) ? ",\"externalId\":\"X-%d\"".formatted(one.number()) : "";
                String state = one.mergedInto() == one.number()
                        ? ",\"firstName\":\"%s-%d\"".formatted(one.name(), one.number())
                        : ",\"mergedInto\":\"c%d\"".formatted(one.mergedInto());
                records.add(customer(one.id(), ++version, externalId + state));
            }
            return records;
        });
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

    /** Whether an order was known before the erasure is a matter of timing, and what remains of it is not. */
    @Property(tries = 40)
    void anyDeliveryForgetsWhoWasErased(
            @ForAll("histories") List<Fed> records,
            @ForAll("schedules") List<Delivery> schedule,
            @ForAll("schedules") List<Delivery> again) {
        PersonHashes hashes = service.bean(PersonHashes.class);
        List<Fed> history = new ArrayList<>(records);
        history.add(customer(
                "c0",
                1_000,
                ",\"erasedAt\":\"%s\",\"identityHashes\":[\"%s\"]"
                        .formatted(NOON.plusSeconds(60), hashes.of("x:X-0"))));

        List<String> forgotten = stateAfter(() -> redelivery.run(history, schedule));
        assertThat(Traces.of(service.mongo(), "X-0", "Asha-0", "Usha-0")).isEmpty();

        redelivery.run(history, again);
        service.comeToRest(RedeliveryPropertyTest::everyOrderIsWhereItBelongs);
        assertThat(Traces.of(service.mongo(), "X-0", "Asha-0", "Usha-0")).isEmpty();
        assertThat(state()).containsAll(forgotten);
    }

    private static List<String> stateAfter(Runnable deliveries) {
        service.comeToRest(RedeliveryPropertyTest::everyOrderIsWhereItBelongs);
        service.clear("orders", "customers");
        deliveries.run();
        service.comeToRest(RedeliveryPropertyTest::everyOrderIsWhereItBelongs);
        return state();
    }

    private static List<String> state() {
        published.expect(service.mongo()
                .getCollection("orders")
                .find(new Document("customerId", new Document("$exists", true))));
        List<String> state = new ArrayList<>(service.state("orders", "_id", "version", "createdAt"));
        state.addAll(service.state("customers"));
        return state;
    }

    private static boolean everyOrderIsWhereItBelongs() {
        return nobodyWaitsForTheKnown()
                && service.mongo()
                                .getCollection("customers")
                                .countDocuments(new Document("lookAgainAt", new Document("$exists", true)))
                        == 0;
    }

    private static boolean nobodyWaitsForTheKnown() {
        Set<String> known = new HashSet<>();
        for (Document customer : service.mongo().getCollection("customers").find()) {
            known.add("i:" + customer.getString("_id"));
            known.add("x:" + customer.getString("externalId"));
        }
        return service.mongo()
                        .getCollection("orders")
                        .countDocuments(new Document("waitingFor", new Document("$in", known)))
                == 0;
    }
}
