package io.micms.order.ordering;

import static io.micms.order.ordering.OrderFixtures.RUPEES;
import static io.micms.order.ordering.OrderFixtures.fed;
import static io.micms.order.ordering.OrderFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micms.order.customers.CustomerReference;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidRecord;
import io.micms.platform.records.Change;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRecordsTest {

    private static final String ITEM = "{'sku': 'A', 'quantity': 2, 'unitPrice': '0.10'}";

    private static List<String> faultyPlaces(String json) {
        InvalidRecord invalid = catchThrowableOfType(InvalidRecord.class, () -> fed(json));
        return invalid == null
                ? List.of()
                : invalid.faults().stream().map(Fault::pointer).toList();
    }

    @Test
    void readsWhatItNames() {
        OrderRecord record = fed("{'externalId': 'O-1', 'customerId': 'c', 'status': 'PAID', 'currency': 'INR',"
                + " 'total': '10.5', 'channel': null}");

        assertThat(record.customer()).isEqualTo(CustomerReference.toId("c"));
        assertThat(record.status()).isEqualTo(Change.to(OrderStatus.PAID));
        assertThat(record.total()).isEqualTo(Change.to(new Money(new BigDecimal("10.50"), RUPEES)));
        assertThat(record.channel()).isEqualTo(Change.to(null));
        assertThat(record.items()).isEqualTo(Change.none());
        assertThat(record.discount()).isEqualTo(Change.none());
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(faultyPlaces(
                        "{'customerId': 'a', 'customerExternalId': 'b', 'placedAt': 'now', 'status': 'LOST', 'currency': 'USD',"
                                + " 'total': 12.5, 'tax': '-1', 'shipping': '1.23456', 'colour': 'red',"
                                + " 'items': [{'sku': ' ', 'quantity': 0, 'unitPrice': '1', 'size': 9}, 7]}"))
                .containsExactlyInAnyOrder(
                        "/externalId",
                        "/customerId",
                        "/placedAt",
                        "/status",
                        "/currency",
                        "/total",
                        "/tax",
                        "/shipping",
                        "/colour",
                        "/items/0/sku",
                        "/items/0/quantity",
                        "/items/0/size",
                        "/items/1");
    }

    @ParameterizedTest
    @CsvSource({"'0.20', '', '', ''", "'0.15', 0.05, '', ''", "'1.30', '', 1.00, 0.1", "'0.2000', '', '', ''"})
    void takesWhatAddsUp(String total, String discount, String shipping, String tax) {
        assertThat(fed("{'externalId': 'O-1', 'items': [%s], 'total': '%s'%s%s%s}"
                                .formatted(
                                        ITEM,
                                        total,
                                        part("discount", discount),
                                        part("shipping", shipping),
                                        part("tax", tax)))
                        .items()
                        .value())
                .hasSize(1);
    }

    private static String part(String name, String amount) {
        return amount.isEmpty() ? "" : ", '%s': '%s'".formatted(name, amount);
    }

    @Test
    void refusesWhatDoesNotAddUpWithBothFigures() {
        assertThatThrownBy(() ->
                        fed("{'externalId': 'O-1', 'items': [%s], 'tax': '0.05', 'total': '0.20'}".formatted(ITEM)))
                .isInstanceOf(InvalidRecord.class)
                .hasMessageContaining("0.20")
                .hasMessageContaining("0.25")
                .hasMessageContaining("/total");
    }

    @Test
    void itemsStateAllOfTheAmounts() {
        OrderRecord record = fed("{'externalId': 'O-1', 'items': [%s], 'total': '0.20'}".formatted(ITEM));

        assertThat(record.discount()).isEqualTo(Change.to(null));
        assertThat(faultyPlaces("{'externalId': 'O-1', 'items': [%s]}".formatted(ITEM)))
                .containsExactly("/total");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'externalId': null}", "{'externalId': ' '}"})
    void aFedRecordMustSayWhichOrderItIsAbout(String json) {
        assertThat(faultyPlaces(json)).containsExactly("/externalId");
        assertThat(record(json).externalId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"placedAt", "total"})
    void whatAnOrderAlwaysHasCannotBeCleared(String field) {
        assertThat(faultyPlaces("{'externalId': 'O-1', '%s': null}".formatted(field)))
                .containsExactly("/" + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1e3'", "'+1'", "' 1'", "'1.'", "'.5'", "'1234567890123456'", "1", "''", "'1,000.00'"})
    void moneyIsADecimalString(String value) {
        assertThat(faultyPlaces("{'externalId': 'O-1', 'discount': %s}".formatted(value)))
                .containsExactly("/discount");
    }

    @Test
    void refusesMoreItemsThanFit() {
        String items = IntStream.range(0, 1_001).mapToObj(i -> ITEM).collect(Collectors.joining(",", "[", "]"));

        assertThat(faultyPlaces("{'externalId': 'O-1', 'total': '200.20', 'items': %s}".formatted(items)))
                .containsExactly("/items");
    }
}
