package io.micms.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.testing.LastRecords;
import io.micms.platform.testing.Redelivery;
import io.micms.platform.testing.Redelivery.Delivery;
import io.micms.platform.testing.Redelivery.Fed;
import io.micms.platform.testing.RunningService;
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
        service = RunningService.startUnfed(OrderServiceApplication.class, "--micms.waiting.sweep-every=50ms");
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

    /** @param named whether the customer has got an external id by now */
    record Known(int number, boolean named, String name) {}

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
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(true, false),
                        Arbitraries.of("Asha", "Usha"))
                .as(Known::new)
                .list()
                .ofMaxSize(6);
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
                String id = "c" + one.number();
                if (one.named()) {
                    named.add(one.number());
                }
                String externalId =
                        named.contains(one.number()) ? ",\"externalId\":\"X-%d\"".formatted(one.number()) : "";
                records.add(new Fed(
                        "customers",
                        id,
                        id,
                        "{\"id\":\"%s\",\"version\":%d,\"firstName\":\"%s\"%s}"
                                .formatted(id, ++version, one.name(), externalId),
                        NOON));
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

    private static List<String> stateAfter(Runnable deliveries) {
        service.comeToRest(RedeliveryPropertyTest::nobodyWaitsForTheKnown);
        service.clear("orders", "customers");
        deliveries.run();
        service.comeToRest(RedeliveryPropertyTest::nobodyWaitsForTheKnown);
        published.expect(service.mongo()
                .getCollection("orders")
                .find(new Document("customerId", new Document("$exists", true))));
        List<String> state = new ArrayList<>(service.state("orders", "_id", "version", "createdAt"));
        state.addAll(service.state("customers"));
        return state;
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
