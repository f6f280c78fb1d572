package io.micms.order.ordering;

import static io.micms.order.ordering.OrderFixtures.ASHA;
import static io.micms.order.ordering.OrderFixtures.NOON;
import static io.micms.order.ordering.OrderFixtures.fed;
import static io.micms.order.ordering.OrderFixtures.shoes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.springframework.test.util.ReflectionTestUtils;

class OrderPropertyTest {

    record Arrival(OrderRecord record, Instant at) {}

    @Provide
    Arbitrary<Arrival> arrivals() {
        Arbitrary<String> amounts = Arbitraries.of(
                "",
                ", 'total': '10'",
                ", 'discount': '5'",
                ", 'discount': null",
                ", 'items': null",
                ", 'total': '10', 'items': [{'sku': 'A', 'quantity': 1, 'unitPrice': '10'}]",
                ", 'total': '15', 'tax': '5', 'items': [{'sku': 'A', 'quantity': 1, 'unitPrice': '10'}]",
                ", 'total': '10', 'items': [{'sku': 'B', 'quantity': 2, 'unitPrice': '5'}]");
        Arbitrary<String> status =
                Arbitraries.of("", ", 'status': 'PAID'", ", 'status': 'REFUNDED'", ", 'status': null");
        Arbitrary<String> channel =
                Arbitraries.of("", ", 'channel': 'web'", ", 'channel': 'shop'", ", 'channel': null");
        Arbitrary<String> placed =
                Arbitraries.of("", ", 'placedAt': '2026-11-01T10:00:00Z'", ", 'placedAt': '2026-11-02T10:00:00Z'");
        return Combinators.combine(
                        amounts, status, channel, placed, Arbitraries.integers().between(0, 3))
                .as((a, s, c, p, second) ->
                        new Arrival(fed("{'externalId': 'O-1'" + a + s + c + p + "}"), NOON.plusSeconds(second)));
    }

    @Property
    void anyOrderOfArrivalEndsInTheSameStateWheneverTheCustomerComes(
            @ForAll @Size(max = 7) List<@From("arrivals") Arrival> arrivals, @ForAll Random random) {
        List<Arrival> shuffled = new ArrayList<>(arrivals);
        shuffled.addAll(arrivals);
        Collections.shuffle(shuffled, random);

        assertThat(stateAfter(shuffled, random.nextInt(shuffled.size() + 1)))
                .isEqualTo(stateAfter(arrivals, arrivals.size()));
    }

    private static Map<String, Object> stateAfter(List<Arrival> arrivals, int customerComesAt) {
        Order order = shoes();
        for (int i = 0; i <= arrivals.size(); i++) {
            if (i == customerComesAt) {
                order.meet(ASHA);
            }
            if (i < arrivals.size()) {
                order.apply(arrivals.get(i).record(), null, arrivals.get(i).at());
            }
        }
        return Arrays.stream(Order.class.getDeclaredFields())
                .collect(
                        LinkedHashMap::new,
                        (state, field) ->
                                state.put(field.getName(), ReflectionTestUtils.getField(order, field.getName())),
                        Map::putAll);
    }
}
