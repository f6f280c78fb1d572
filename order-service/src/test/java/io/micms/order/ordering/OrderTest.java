package io.micms.order.ordering;

import static io.micms.order.ordering.OrderFixtures.ASHA;
import static io.micms.order.ordering.OrderFixtures.BINA;
import static io.micms.order.ordering.OrderFixtures.NOON;
import static io.micms.order.ordering.OrderFixtures.RUPEES;
import static io.micms.order.ordering.OrderFixtures.fed;
import static io.micms.order.ordering.OrderFixtures.record;
import static io.micms.order.ordering.OrderFixtures.shoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.Owner;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import org.junit.jupiter.api.Test;

class OrderTest {

    @Test
    void aNewOrderSaysWhoseItIsWhenItWasPlacedAndItsTotal() {
        InvalidInput invalid = catchThrowableOfType(
                InvalidInput.class,
                () -> Order.from("1", fed("{'externalId': 'O-1', 'status': 'PAID'}"), RUPEES, NOON, NOON));

        assertThat(invalid.faults())
                .extracting(Fault::pointer)
                .containsExactly("/customerExternalId", "/placedAt", "/total");
    }

    @Test
    void waitsForItsCustomerUntilItMeetsThem() {
        Order order = shoes();
        assertThat(order.isWaiting()).isTrue();
        assertThat(order.customerId()).isNull();

        assertThat(order.meet(ASHA)).isTrue();
        assertThat(order.isWaiting()).isFalse();
        assertThat(order.customerId()).isEqualTo("asha");
        assertThat(order.meet(BINA)).isFalse();
        assertThat(order.customerId()).isEqualTo("asha");
    }

    @Test
    void takesWhatIsNewerFieldByField() {
        Order order = shoes();
        order.apply(fed("{'externalId': 'O-1', 'status': 'SHIPPED'}"), null, NOON.plusSeconds(2));
        order.apply(fed("{'externalId': 'O-1', 'status': 'PAID', 'channel': 'web'}"), null, NOON.plusSeconds(1));

        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(order.channel()).isEqualTo("web");
        assertThat(order.total()).hasToString("1549.00");
    }

    @Test
    void ofTwoStatesAtOneInstantTheFurtherHolds() {
        Order order = shoes();
        order.apply(fed("{'externalId': 'O-1', 'status': 'SHIPPED'}"), null, NOON.plusSeconds(1));
        order.apply(fed("{'externalId': 'O-1', 'status': 'PAID'}"), null, NOON.plusSeconds(1));

        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void newItemsReplaceAllAmounts() {
        Order order = shoes();
        order.apply(
                fed("{'externalId': 'O-1', 'total': '10', 'items': [{'sku': 'A', 'quantity': 1, 'unitPrice': '10'}]}"),
                null,
                NOON.plusSeconds(1));

        assertThat(order.shipping()).isNull();
        assertThat(order.total()).hasToString("10.00");
    }

    @Test
    void keepsItsCustomerHoweverTheyAreCalled() {
        Order order = shoes();
        order.meet(ASHA);
        assertThat(order.apply(fed("{'externalId': 'O-1', 'customerId': 'asha'}"), ASHA, NOON))
                .isFalse();
        assertThat(order.apply(fed("{'externalId': 'O-1', 'customerExternalId': 'C-1'}"), null, NOON))
                .isFalse();

        assertThatThrownBy(() -> order.apply(fed("{'externalId': 'O-1', 'customerExternalId': 'C-2'}"), BINA, NOON))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("C-1");
        assertThatThrownBy(() -> order.apply(fed("{'externalId': 'O-1', 'customerId': 'nobody'}"), null, NOON))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("/customerId");
    }

    @Test
    void waitsUnderEveryNameThatRecordsGiveItsCustomer() {
        Order order = shoes();

        assertThat(order.apply(fed("{'externalId': 'O-1', 'customerId': 'asha'}"), null, NOON))
                .isTrue();

        assertThat(order.awaited())
                .containsExactlyInAnyOrder(CustomerReference.toExternalId("C-1"), CustomerReference.toId("asha"));
        assertThatThrownBy(() -> order.apply(fed("{'externalId': 'O-1', 'customerId': 'bina'}"), null, NOON))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void keepsACustomerWhoGotTheirExternalIdLater() {
        Order order = Order.from(
                "1",
                fed("{'externalId': 'O-1', 'customerId': 'asha', 'placedAt': '2026-11-01T10:00:00Z', 'total': '1'}"),
                RUPEES,
                NOON,
                NOON);
        order.meet(new Owner("asha", "asha", null, false));

        assertThat(order.apply(fed("{'externalId': 'O-1', 'customerExternalId': 'C-1'}"), ASHA, NOON))
                .isFalse();
    }

    @Test
    void anEditMustAddUp() {
        assertThatThrownBy(() -> shoes().edit(record("{'total': '1'}"), null, NOON))
                .isInstanceOf(InvalidInput.class);
        assertThat(shoes().edit(record("{'total': '1559', 'tax': '10'}"), null, NOON))
                .isTrue();
        assertThatThrownBy(() -> shoes().edit(record("{'externalId': 'O-2'}"), null, NOON))
                .isInstanceOf(InvalidInput.class);
    }
}
