package io.micms.customer.customers;

import static io.micms.customer.customers.CustomerFixtures.NOON;
import static io.micms.customer.customers.CustomerFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What merging promises: it is the same whenever it happens, and undoing it leaves no trace. */
class MergingPropertyTest {

    private static final List<String> NAMES = List.of("a", "b", "c");

    /** @param about whose system of record says it */
    record Arrival(String about, CustomerRecord record, Instant at) {}

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        Arbitrary<String> said = Arbitraries.of(
                "'city': 'Pune'",
                "'city': 'Agra'",
                "'city': null",
                "'firstName': 'Asha', 'tags': ['x']",
                "'firstName': 'Usha', 'consent': {'email': false}",
                "'email': 'shared@example.com'",
                "'email': 'other@example.com', 'consent': {'email': true}",
                "'attributes': {'a': 1}");
        return Combinators.combine(
                        Arbitraries.of(NAMES), said, Arbitraries.integers().between(0, 3))
                .as((about, json, second) -> new Arrival(
                        about, record("{'externalId': '%s', %s}".formatted(about, json)), NOON.plusSeconds(second)))
                .list()
                .ofMaxSize(8);
    }

    /** Who is one with whom, as the platform keeps them, without a database. */
    private static final class World {

        final Map<String, Customer> customers = new TreeMap<>();

        World() {
            NAMES.forEach(name -> customers.put(
                    name, Customer.from(name, record("{'externalId': '%s'}".formatted(name)), NOON, NOON)));
        }

        void hear(List<Arrival> arrivals) {
            arrivals.forEach(arrival -> root(arrival.about()).apply(arrival.record(), arrival.at()));
        }

        private Customer root(String id) {
            return customers.values().stream()
                    .filter(customer -> customer.present().stream()
                            .anyMatch(part -> part.id().equals(id)))
                    .findFirst()
                    .orElseGet(() -> customers.get(id));
        }

        void merge(String into, String other) {
            Customer stub = customers.get(other);
            stub.mergeInto(into, NOON, "somebody");
            customers.get(into).absorb(stub);
            stub.handedOver();
        }

        void undo(String from, String other) {
            Customer survivor = customers.get(from);
            survivor.release(other, NOON);
            for (Part part : survivor.leaving()) {
                customers.get(part.id()).comeBack(part, survivor.leavingWith(part));
            }
            survivor.forgetLeft();
        }

        /** Everything that is known, without how it came about. */
        List<Object> state() {
            List<Object> state = new ArrayList<>();
            customers.forEach((name, customer) -> {
                state.add(name);
                state.add(customer.isActive());
                state.add(customer.isUnsettled());
                state.add(customer.particulars());
                state.add(customer.externalIds());
                state.add(customer.emailKeys());
                customer.present().forEach(part -> state.add(List.of(part.id(), part.into(), part.particulars())));
            });
            return state;
        }
    }

    @Property
    void itDoesNotMatterWhetherRecordsComeBeforeOrAfterTheMerge(
            @ForAll("arrivals") List<Arrival> arrivals, @ForAll("arrivals") List<Arrival> more) {
        World before = new World();
        before.hear(arrivals);
        before.hear(more);
        before.merge("a", "b");
        before.merge("c", "a");

        World between = new World();
        between.merge("a", "b");
        between.hear(more);
        between.merge("c", "a");
        between.hear(arrivals);

        assertThat(between.state()).isEqualTo(before.state());
    }

    @Property
    void undoingLeavesNoTraceButTheRecords(
            @ForAll("arrivals") List<Arrival> before,
            @ForAll("arrivals") List<Arrival> meanwhile,
            @ForAll("arrivals") List<Arrival> after) {
        World never = new World();
        never.hear(before);
        never.hear(meanwhile);
        never.hear(after);

        World undone = new World();
        undone.hear(before);
        undone.merge("a", "b");
        undone.hear(meanwhile);
        undone.merge("c", "a");
        undone.undo("c", "a");
        undone.undo("a", "b");
        undone.hear(after);

        assertThat(undone.state()).isEqualTo(never.state());
    }

    @Property
    void undoingTakesAlongWhoeverWasMergedBefore(@ForAll("arrivals") List<Arrival> arrivals) {
        World twice = new World();
        twice.hear(arrivals);
        twice.merge("a", "b");
        twice.merge("c", "a");
        twice.undo("c", "a");

        World once = new World();
        once.hear(arrivals);
        once.merge("a", "b");

        assertThat(twice.state()).isEqualTo(once.state());
    }

    @Property
    void nothingIsLeftOfSomebodyErased(@ForAll("arrivals") List<Arrival> arrivals) {
        World world = new World();
        world.hear(arrivals);
        world.merge("a", "b");
        Customer erased = world.customers.get("a");
        erased.erase(NOON, java.util.Set.of("hash"));

        assertThat(erased.particulars()).isEqualTo(Particulars.of(null));
        assertThat(erased.parts()).isEmpty();
        assertThat(erased.identities()).isEmpty();
        assertThat(erased.emailKeys()).isEmpty();
        assertThat(erased.phoneKey()).isNull();
    }
}
