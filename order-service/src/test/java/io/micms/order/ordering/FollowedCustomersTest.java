package io.micms.order.ordering;

import static io.micms.order.ordering.OrderFixtures.NOON;
import static io.micms.order.ordering.OrderFixtures.fed;
import static io.micms.order.ordering.OrderFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.KnownCustomers;
import io.micms.platform.consuming.Outcome;
import io.micms.platform.consuming.Received;
import io.micms.platform.erasure.PersonErased;
import io.micms.platform.erasure.PersonHashes;
import io.micms.platform.publishing.Ids;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** Orders go where their customers go: into other customers, back again, and into anonymity. */
@MiCmsTest
@TestPropertySource(properties = {"micms.waiting.sweep-every=1h", "micms.waiting.look-again-after=0s"})
class FollowedCustomersTest {

    private static final Instant ERASED_AT = NOON.plusSeconds(60);

    private final String asha = UUID.randomUUID().toString();
    private final String usha = UUID.randomUUID().toString();
    private final String nisha = UUID.randomUUID().toString();

    @Autowired
    private OrderService orders;

    @MockitoSpyBean
    private KnownCustomers customers;

    @Autowired
    private WaitingOrders waitingOrders;

    @Autowired
    private OrderIngestion ingestion;

    @Autowired
    private OrderOwners orderOwners;

    @Autowired
    private PersonHashes hashes;

    @Autowired
    private MongoTemplate mongo;

    private static KnownCustomer known(String id, long version, @Nullable String mergedInto) {
        return new KnownCustomer(id, version, "X-" + id, "Name of " + id, mergedInto, null, null, null);
    }

    private KnownCustomer erased(String id, long version) {
        return new KnownCustomer(
                id, version, null, null, null, ERASED_AT, List.of(hashes.of("x:X-" + id), hashes.of("e:" + id)), null);
    }

    private void hear(KnownCustomer... news) {
        waitingOrders.arrived(List.of(news));
    }

    private static String json(String orderId, String customer, String more) {
        return "{'externalId': '%s', 'customerExternalId': 'X-%s', 'placedAt': '2026-11-01T10:00:00Z', 'total': '10'%s}"
                .formatted(orderId, customer, more);
    }

    private Order order(String customer) {
        return orders.record(record(json(UUID.randomUUID().toString(), customer, "")), Ids.next())
                .order();
    }

    private Outcome<Order> feed(String json, Instant at) {
        return ingestion
                .take(List.of(new Received<>("orders.inbound", 0, 0, null, null, at, fed(json))))
                .getFirst();
    }

    private @Nullable String ownerOf(Order order) {
        return orders.get(order.id()).customerId();
    }

    @Test
    void ordersFollowAMergerThroughAChainAndComeBackWhenALinkIsUndone() {
        hear(known(asha, 1, null), known(usha, 1, null), known(nisha, 1, null));
        Order ofAsha = order(asha);
        Order ofUsha = order(usha);
        Order ofNisha = order(nisha);

        hear(known(usha, 2, nisha));
        hear(known(asha, 2, usha));
        assertThat(List.of(ofAsha, ofUsha, ofNisha))
                .allSatisfy(order -> assertThat(ownerOf(order)).isEqualTo(nisha));

        hear(known(usha, 3, null));
        assertThat(ownerOf(ofNisha)).isEqualTo(nisha);
        assertThat(List.of(ofAsha, ofUsha))
                .allSatisfy(order -> assertThat(ownerOf(order)).isEqualTo(usha));

        hear(known(asha, 3, null));
        assertThat(ownerOf(ofAsha)).isEqualTo(asha);
        assertThat(ownerOf(ofUsha)).isEqualTo(usha);
    }

    @Test
    void aNewOrderThatNamesTheMergedCustomerIsTheSurvivors() {
        hear(known(asha, 1, usha), known(usha, 1, null));
        Order fresh = order(asha);
        assertThat(fresh.customerId()).isEqualTo(usha);

        hear(known(asha, 2, null));
        assertThat(ownerOf(fresh)).isEqualTo(asha);
    }

    @Test
    void anOrderMayBeNamedAsTheSurvivorsOnceItIs() {
        hear(known(asha, 1, null), known(usha, 1, null));
        feed(json("O-" + asha, asha, ""), NOON);
        // The merger is known, and the orders have yet to follow.
        customers.remember(List.of(known(asha, 2, usha)));

        feed(json("O-" + asha, usha, ", 'status': 'PAID'"), NOON.plusSeconds(1));

        Order order = orders.record(record("{'externalId': 'O-%s'}".formatted(asha)), Ids.next())
                .order();
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.customerId()).isEqualTo(usha);
    }

    /** Whether a customer is known under one name or the other, or was merged meanwhile, depends on what came first. */
    @Test
    void anOrderThatWaitsIsNamedAsAMergedCustomersToo() {
        feed(
                "{'externalId': 'O-%1$s', 'customerId': '%1$s', 'placedAt': '2026-11-01T10:00:00Z', 'total': '10'}"
                        .formatted(asha),
                NOON);
        // The customer is known, and merged, and the order has yet to meet them.
        customers.remember(List.of(known(asha, 2, usha), known(usha, 1, null)));

        feed(json("O-" + asha, asha, ", 'status': 'PAID'"), NOON.plusSeconds(1));
        feed(json("O-" + asha, usha, ", 'channel': 'shop'"), NOON.plusSeconds(2));

        Order order = orders.record(record("{'externalId': 'O-%s'}".formatted(asha)), Ids.next())
                .order();
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.channel()).isEqualTo("shop");
        assertThat(order.customerId()).isEqualTo(usha);
    }

    @Test
    void aCircleEndsNowhereInParticularUntilItIsOpenedAgain() {
        hear(known(asha, 1, null), known(usha, 1, null));
        Order ofAsha = order(asha);
        Order ofUsha = order(usha);

        hear(known(asha, 2, usha), known(usha, 2, asha));
        assertThat(ownerOf(ofAsha)).isEqualTo(ownerOf(ofUsha));

        hear(known(usha, 3, null));
        assertThat(List.of(ofAsha, ofUsha))
                .allSatisfy(order -> assertThat(ownerOf(order)).isEqualTo(usha));
    }

    @Test
    void allOfManyOrdersFollow() {
        hear(known(asha, 1, null), known(usha, 1, null));
        List<Order> many = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            many.add(order(asha));
        }

        hear(known(asha, 2, usha));
        assertThat(many).allSatisfy(order -> assertThat(ownerOf(order)).isEqualTo(usha));

        hear(known(asha, 3, null));
        assertThat(many).allSatisfy(order -> assertThat(ownerOf(order)).isEqualTo(asha));
    }

    @Test
    void aMergerThatCrossesAnOrderBeingWrittenIsFollowed() {
        hear(known(asha, 1, null), known(usha, 1, null));
        AtomicBoolean merged = new AtomicBoolean();
        // The order has looked; the merger is written, and does not find the order yet.
        doAnswer(invocation -> {
                    Object found = invocation.callRealMethod();
                    if (merged.compareAndSet(false, true)) {
                        hear(known(asha, 2, usha));
                    }
                    return found;
                })
                .when(customers)
                .whoAre(any());

        assertThat(order(asha).customerId()).isEqualTo(usha);
    }

    @Test
    void anOrderWrittenAsOfBeforeAMergerIsFoundByTheSweeper() {
        hear(known(asha, 1, null), known(usha, 1, null));
        Order stray = order(asha);
        Order back = order(asha);
        hear(known(asha, 2, usha));
        // As if an instance had written it late and died before it looked again.
        asIfWritten(stray, asha, null);
        orderOwners.sweep();
        assertThat(ownerOf(stray)).isEqualTo(usha);

        hear(known(asha, 3, null));
        asIfWritten(back, usha, asha);
        orderOwners.sweep();
        assertThat(ownerOf(back)).isEqualTo(asha);
    }

    private void asIfWritten(Order order, String customerId, @Nullable String metCustomerId) {
        mongo.updateFirst(
                Query.query(Criteria.where("_id").is(order.id())),
                new Update().set("customerId", customerId).set("metCustomerId", metCustomerId),
                Order.class);
    }

    @Test
    void ordersOfAnErasedCustomerStayWithoutTheirName() {
        hear(known(asha, 1, null), known(usha, 1, null));
        Order ofAsha = order(asha);
        Order ofUsha = order(usha);
        hear(known(asha, 2, usha));

        hear(erased(usha, 5), erased(asha, 5));

        assertThat(List.of(ofAsha, ofUsha)).allSatisfy(order -> {
            Order kept = orders.get(order.id());
            assertThat(kept.customerExternalId()).isNull();
            assertThat(kept.total()).isEqualTo(order.total());
        });
        assertThat(Traces.of(mongo, "X-" + asha, "X-" + usha, "Name of " + asha, "Name of " + usha))
                .isEmpty();

        hear(known(asha, 1, null), known(asha, 2, usha), known(usha, 1, null));
        assertThat(Traces.of(mongo, "X-" + asha, "X-" + usha, "Name of " + asha, "Name of " + usha))
                .isEmpty();
    }

    @Test
    void whatOldRecordsSayOfAnErasedCustomerDoesNotComeBack() {
        hear(known(asha, 1, null));
        feed(json("O-" + asha, asha, ""), NOON);
        hear(erased(asha, 2));

        feed(json("O-" + asha, asha, ", 'channel': 'shop'"), NOON.plusSeconds(1));
        assertThat(feed(json("O-new-" + asha, asha, ""), NOON))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.mayBeKept()).isFalse());

        assertThat(Traces.of(mongo, "X-" + asha, "O-new-" + asha)).isEmpty();
        assertThat(orders.record(record("{'externalId': 'O-%s'}".formatted(asha)), Ids.next())
                        .order()
                        .channel())
                .isEqualTo("shop");
        assertThatThrownBy(() -> orders.record(
                        record(json("O-newer-" + asha, asha, ", 'updatedAt': '%s'".formatted(NOON))), Ids.next()))
                .isInstanceOf(PersonErased.class);
    }

    @Test
    void anErasedCustomersExternalIdMayBeAnothersLater() {
        hear(erased(asha, 2));
        feed(json("O-" + asha, asha, ""), ERASED_AT.plusSeconds(1));

        hear(new KnownCustomer(nisha, 1, "X-" + asha, null, null, null, null, null));

        assertThat(orders.record(record("{'externalId': 'O-%s'}".formatted(asha)), Ids.next())
                        .order()
                        .customerId())
                .isEqualTo(nisha);
    }

    @Test
    void ordersThatStillWaitedForWhoWasErasedLoseTheirName() {
        feed(json("O-" + asha, asha, ""), NOON);

        hear(erased(asha, 2));

        assertThat(Traces.of(mongo, "X-" + asha)).isEmpty();
        assertThat(orders.record(record("{'externalId': 'O-%s'}".formatted(asha)), Ids.next())
                        .order()
                        .customerId())
                .isEqualTo(asha);
    }
}
