package io.micms.customer.customers;

import static io.micms.customer.customers.CustomerFixtures.NOON;
import static io.micms.customer.customers.CustomerFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.springframework.test.util.ReflectionTestUtils;

class CustomerPropertyTest {

    record Arrival(CustomerRecord record, Instant at) {}

    @Provide
    Arbitrary<Arrival> arrivals() {
        Map<String, List<String>> values = Map.of(
                "firstName", List.of("'Asha'", "'Usha'", "null"),
                "email", List.of("'a@example.com'", "'A@example.com'", "'b@example.com'", "null"),
                "city", List.of("'Pune'", "'Mumbai'", "null"),
                "tags", List.of("['x']", "['x', 'y']", "[]", "null"),
                "attributes", List.of("{'a': 1}", "{'a': '1'}", "{'a': 1, 'b': true}", "{}", "null"),
                "consent", List.of("{'email': true}", "{'email': false}", "{'email': true, 'sms': true}", "null"));
        Arbitrary<String> fields = Arbitraries.subsetOf(values.keySet())
                .flatMap(names -> Combinators.combine(names.stream()
                                .map(name ->
                                        Arbitraries.of(values.get(name)).map(value -> ", '" + name + "': " + value))
                                .toList())
                        .as(parts -> parts.stream().collect(Collectors.joining())));
        return Combinators.combine(fields, Arbitraries.integers().between(0, 3))
                .as((json, second) ->
                        new Arrival(record("{'externalId': 'C-1'" + json + "}"), NOON.plusSeconds(second)));
    }

    @Property
    void anyOrderOfArrivalEndsInTheSameState(
            @ForAll @Size(min = 1, max = 7) List<@From("arrivals") Arrival> arrivals, @ForAll Random random) {
        List<Arrival> shuffled = new ArrayList<>(arrivals);
        shuffled.addAll(arrivals);
        Collections.shuffle(shuffled, random);

        assertThat(stateAfter(shuffled)).isEqualTo(stateAfter(arrivals));
    }

    @Provide
    Arbitrary<Answer> answers() {
        return Combinators.combine(
                        Arbitraries.of(Answer.Channel.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 3))
                .as((channel, wanted, second) -> new Answer(channel, wanted, NOON.plusSeconds(second)));
    }

    @Property
    void anyOrderOfRecordsAndAnswersEndsInTheSameConsent(
            @ForAll @Size(min = 1, max = 4) List<@From("arrivals") Arrival> arrivals,
            @ForAll @Size(max = 3) List<@From("answers") Answer> answers,
            @ForAll Random random) {
        List<Object> inOrder = new ArrayList<>(arrivals);
        inOrder.addAll(answers);
        List<Object> shuffled = new ArrayList<>(inOrder);
        shuffled.addAll(inOrder);
        Collections.shuffle(shuffled, random);

        assertThat(particularsAfter(arrivals.getFirst(), shuffled))
                .isEqualTo(particularsAfter(arrivals.getFirst(), inOrder));
    }

    private static Particulars particularsAfter(Arrival first, List<Object> heard) {
        Customer customer = Customer.from("id", first.record(), first.at(), NOON);
        for (Object one : heard) {
            switch (one) {
                case Arrival arrival -> customer.apply(arrival.record(), arrival.at());
                case Answer answer -> customer.answered("id", answer);
                default -> throw new IllegalArgumentException(String.valueOf(one));
            }
        }
        return customer.particulars();
    }

    private static Map<String, Object> stateAfter(List<Arrival> arrivals) {
        Arrival first = arrivals.getFirst();
        Customer customer = Customer.from("id", first.record(), first.at(), NOON);
        arrivals.forEach(arrival -> customer.apply(arrival.record(), arrival.at()));
        return Arrays.stream(Customer.class.getDeclaredFields())
                // What has yet to be done about the state is no part of it.
                .filter(field -> !field.getName().equals("uncompared"))
                .collect(
                        LinkedHashMap::new,
                        (state, field) ->
                                state.put(field.getName(), ReflectionTestUtils.getField(customer, field.getName())),
                        Map::putAll);
    }
}
