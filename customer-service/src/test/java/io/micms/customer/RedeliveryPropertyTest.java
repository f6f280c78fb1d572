package io.micms.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.testing.LastRecords;
import io.micms.platform.testing.Redelivery;
import io.micms.platform.testing.Redelivery.Delivery;
import io.micms.platform.testing.Redelivery.Fed;
import io.micms.platform.testing.RunningService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class RedeliveryPropertyTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Map<String, List<String>> VALUES = Map.of(
            "firstName", List.of("'Asha'", "'Usha'", "null"),
            "city", List.of("'Pune'", "'Mumbai'", "null"),
            "tags", List.of("['x']", "['x', 'y']", "null"),
            "attributes", List.of("{'a': 1}", "{'a': '1'}", "null"),
            "consent", List.of("{'email': true}", "{'email': false, 'sms': true}"));

    private static RunningService service;
    private static Redelivery redelivery;
    private static LastRecords published;

    @BeforeContainer
    static void start() {
        service = RunningService.startUnfed(CustomerServiceApplication.class);
        redelivery = new Redelivery(service, Map.of("customers.inbound", "customersInbound"));
        published = new LastRecords();
    }

    @AfterContainer
    static void whatWasPublishedLastIsTheState() {
        published.assertOn("customers");
        service.close();
    }

    /** @param identity what the record goes by; records of one person all have the same key, as feeds key them */
    record Person(String key, List<String> identity) {}

    /** One known by an external id, one by an e-mail alone, and one who has both sooner or later. */
    private static final List<Person> PEOPLE = List.of(
            new Person("C-1", List.of("'externalId': 'C-1'", "'externalId': 'C-1', 'email': 'first@example.com'")),
            new Person("second@example.com", List.of("'email': 'second@example.com'", "'email': 'Second@Example.com'")),
            new Person(
                    "third@example.com",
                    List.of("'email': 'third@example.com'", "'externalId': 'C-3', 'email': 'third@example.com'")));

    @Provide
    Arbitrary<List<Fed>> histories() {
        Arbitrary<String> fields = Arbitraries.subsetOf(VALUES.keySet())
                .flatMap(names -> Combinators.combine(names.stream()
                                .sorted()
                                .map(name ->
                                        Arbitraries.of(VALUES.get(name)).map(value -> ", '" + name + "': " + value))
                                .toList())
                        .as(parts -> parts.stream().collect(Collectors.joining())));
        return Combinators.combine(
                        Arbitraries.of(PEOPLE),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 4),
                        fields)
                .as((person, identity, second, json) -> new Fed(
                        "customers.inbound",
                        person.key(),
                        person.key(),
                        "{%s, 'updatedAt': '%s'%s}"
                                .formatted(person.identity().get(identity), NOON.plusSeconds(second), json)
                                .replace('\'', '"'),
                        NOON))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
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
        service.comeToRest(() -> true);
        service.clear("customers");
        deliveries.run();
        service.comeToRest(() -> true);
        published.expect(service.mongo().getCollection("customers").find());
        return service.state("customers", "_id", "version", "createdAt", "uncompared");
    }
}
