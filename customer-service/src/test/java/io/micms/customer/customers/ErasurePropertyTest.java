package io.micms.customer.customers;

import static io.micms.customer.customers.CustomerFixtures.NOON;
import static io.micms.customer.customers.CustomerFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.erasure.PersonErased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is said of somebody, in any order and again: of before the erasure nothing is left, of after it everything. */
class ErasurePropertyTest {

    private static final Instant ERASED = NOON.plusSeconds(10);

    record Said(CustomerRecord record, Instant at) {}

    @Provide
    Arbitrary<List<Said>> before() {
        return said(0, 10);
    }

    @Provide
    Arbitrary<List<Said>> after() {
        return said(11, 14);
    }

    private static Arbitrary<List<Said>> said(int firstSecond, int lastSecond) {
        Arbitrary<String> names =
                Arbitraries.of("'externalId': 'C-1'", "'externalId': 'C-1', 'email': 'asha@example.com'");
        Arbitrary<String> fields = Arbitraries.of("'city': 'Pune'", "'city': 'Agra'", "'tags': ['x']", "'city': null");
        return Combinators.combine(names, fields, Arbitraries.integers().between(firstSecond, lastSecond))
                .as((name, field, second) ->
                        new Said(record("{%s, %s}".formatted(name, field)), NOON.plusSeconds(second)))
                .list()
                .ofMaxSize(5);
    }

    /** Customers as the platform keeps them, without a database. */
    private static final class World {

        private final List<Customer> customers = new ArrayList<>();
        private final Map<String, Instant> erasedAt = new HashMap<>();

        void hear(Said said) {
            try {
                var taken = new KnownCustomers(customers, erasedAt).take(said.record(), said.at(), NOON);
                if (taken.created()) {
                    customers.add(taken.document());
                }
            } catch (PersonErased e) {
                assertThat(said.at()).isBeforeOrEqualTo(ERASED);
            }
        }

        void erase() {
            // What a customer never went by before cannot be refused: the person is known by both from the start.
            Set.of("x:C-1", "e:asha@example.com").forEach(identity -> erasedAt.put(identity, ERASED));
            customers.forEach(customer -> customer.erase(ERASED, Set.of()));
            customers.clear();
        }

        List<Particulars> state() {
            return customers.stream().map(Customer::particulars).toList();
        }
    }

    @Property
    void onlyWhatWasTrueAfterTheErasureIsKnown(
            @ForAll("before") List<Said> before, @ForAll("after") List<Said> after, @ForAll Random random) {
        World orderly = new World();
        orderly.erase();
        after.forEach(orderly::hear);

        List<Said> early = new ArrayList<>(before);
        Collections.shuffle(early, random);
        int split = random.nextInt(early.size() + 1);
        // A record that is newer comes later than the erasure, or it would have to be erased as well.
        List<Said> late = new ArrayList<>(early.subList(split, early.size()));
        late.addAll(before);
        World any = new World();
        early.subList(0, split).forEach(any::hear);
        any.erase();
        List<Said> rest = new ArrayList<>(after);
        while (!late.isEmpty() || !rest.isEmpty()) {
            boolean old = rest.isEmpty() || !late.isEmpty() && random.nextBoolean();
            any.hear(old ? late.removeFirst() : rest.removeFirst());
        }

        assertThat(any.state()).isEqualTo(orderly.state());
    }
}
