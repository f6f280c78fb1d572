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
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.test.util.ReflectionTestUtils;

class OrderPropertyTest {

    /** @param record null for a deletion */
    record Arrival(@Nullable OrderRecord record, Instant at) {

        void reach(Order order) {
            if (record == null) {
                order.deletedAsOf(at);
            } else {
                order.apply(record, null, at);
            }
        }
    }

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
        Arbitrary<Instant> at = Arbitraries.integers().between(0, 5).map(NOON::plusSeconds);
        Arbitrary<Arrival> records = Combinators.combine(amounts, status, channel, placed, at)
                .as((a, s, c, p, second) -> new Arrival(fed("{'externalId': 'O-1'" + a + s + c + p + "}"), second));
        return Arbitraries.frequencyOf(
                Tuple.of(4, records),
                Tuple.of(1, at.map(second -> new Arrival(null, second))),
                Tuple.of(1, Combinators.combine(status, at).as(OrderPropertyTest::whole)));
    }

    /** A record that says enough for a new order. */
    private static Arrival whole(String more, Instant at) {
        return new Arrival(
                fed(
                        "{'externalId': 'O-1', 'customerExternalId': 'C-1', 'placedAt': '2026-11-03T10:00:00Z', 'total': '20'"
                                + more + "}"),
                at);
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

    /** What an order is, is told by what was said after its last deletion, and by nothing else. */
    @Property
    void anOrderIsWhatWasSaidSinceItWasDeleted(
            @ForAll @Size(max = 7) List<@From("arrivals") Arrival> arrivals,
            @ForAll @IntRange(max = 5) int deletedAt,
            @ForAll Random random) {
        Instant deletion = NOON.plusSeconds(deletedAt);
        List<Arrival> shuffled = new ArrayList<>(arrivals);
        shuffled.add(new Arrival(null, deletion));
        Collections.shuffle(shuffled, random);
        Order order = shoes();
        shuffled.forEach(arrival -> arrival.reach(order));

        Instant last = shuffled.stream()
                .filter(arrival -> arrival.record() == null)
                .map(Arrival::at)
                .max(Instant::compareTo)
                .orElseThrow();
        List<OrderRecord> later = arrivals.stream()
                .filter(arrival -> arrival.record() != null && arrival.at().isAfter(last))
                .map(Arrival::record)
                .toList();
        assertThat(order.isDeleted())
                .isNotEqualTo(later.stream()
                                .anyMatch(record -> record.placedAt().named())
                        && later.stream().anyMatch(record -> record.total().named()));
        assertThat(order.channel())
                .satisfies(channel -> assertThat(channel == null
                                || later.stream()
                                        .anyMatch(record ->
                                                channel.equals(record.channel().value())))
                        .isTrue());
    }

    private static Map<String, Object> stateAfter(List<Arrival> arrivals, int customerComesAt) {
        Order order = shoes();
        for (int i = 0; i <= arrivals.size(); i++) {
            if (i == customerComesAt) {
                order.meet(ASHA);
            }
            if (i < arrivals.size()) {
                arrivals.get(i).reach(order);
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
