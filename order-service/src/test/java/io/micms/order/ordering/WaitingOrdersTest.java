package io.micms.order.ordering;

import static io.micms.order.ordering.OrderFixtures.NOON;
import static io.micms.order.ordering.OrderFixtures.fed;
import static io.micms.order.ordering.OrderFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.KnownCustomers;
import io.micms.platform.consuming.Outcome;
import io.micms.platform.consuming.Received;
import io.micms.platform.publishing.Ids;
import io.micms.platform.testing.MiCmsTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** Orders and customers that just miss each other, and the half-done steps that a crash leaves behind. */
@MiCmsTest
@TestPropertySource(properties = "micms.waiting.sweep-every=1h")
class WaitingOrdersTest {

    @Autowired
    private OrderService orders;

    @MockitoSpyBean
    private KnownCustomers customers;

    @Autowired
    private WaitingOrders waitingOrders;

    @Autowired
    private OrderIngestion ingestion;

    @Autowired
    private MongoTemplate mongo;

    private Order waiting(String customerExternalId) {
        return orders.record(
                        record("{'customerExternalId': '%s', 'placedAt': '2026-11-01T10:00:00Z', 'total': '10'}"
                                .formatted(customerExternalId)),
                        Ids.next())
                .order();
    }

    @Test
    void theSweeperFinishesWhatACrashLeftHalfDone() {
        String externalId = UUID.randomUUID().toString();
        Order order = waiting(externalId);
        Order ofNobody = waiting(UUID.randomUUID().toString());

        // As if an instance had written the customer and died before it looked for waiting orders.
        customers.remember(List.of(new KnownCustomer(externalId + "-id", 1, externalId, null, null, null, null, null)));
        waitingOrders.sweep();

        assertThat(orders.get(order.id()).customerId()).isEqualTo(externalId + "-id");
        assertThat(orders.get(ofNobody.id()).isWaiting()).isTrue();
    }

    @Test
    void allOfManyOrdersMeetTheirCustomer() {
        String externalId = UUID.randomUUID().toString();
        List<Order> many = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            many.add(waiting(externalId));
        }

        waitingOrders.arrived(
                List.of(new KnownCustomer(externalId + "-id", 1, externalId, null, null, null, null, null)));

        assertThat(many).noneMatch(order -> orders.get(order.id()).isWaiting());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCustomerWhoComesWhileTheOrderIsBeingWrittenIsMet(boolean overKafka) {
        String externalId = UUID.randomUUID().toString();
        AtomicBoolean arrived = new AtomicBoolean();
        // The order has looked and found nobody; the customer is written, and finds no order waiting yet.
        doAnswer(invocation -> {
                    Object found = invocation.callRealMethod();
                    if (arrived.compareAndSet(false, true)) {
                        waitingOrders.arrived(List.of(
                                new KnownCustomer(externalId + "-id", 1, externalId, null, null, null, null, null)));
                    }
                    return found;
                })
                .when(customers)
                .whoAre(any());

        if (overKafka) {
            OrderRecord fed = fed(
                    "{'externalId': '%s', 'customerExternalId': '%s', 'placedAt': '2026-11-01T10:00:00Z', 'total': '10'}"
                            .formatted(externalId, externalId));
            assertThat(ingestion.take(List.of(new Received<>("orders.inbound", 0, 0, externalId, null, NOON, fed))))
                    .singleElement()
                    .isInstanceOf(Outcome.Applied.class);
        } else {
            waiting(externalId);
        }

        assertThat(mongo.find(Query.query(where("customerReference").is("x:" + externalId)), Order.class))
                .singleElement()
                .satisfies(order -> assertThat(order.customerId()).isEqualTo(externalId + "-id"));
    }
}
