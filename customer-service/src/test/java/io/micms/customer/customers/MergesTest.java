package io.micms.customer.customers;

import static io.micms.customer.customers.CustomerFixtures.changes;
import static io.micms.customer.customers.CustomerFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.platform.erasure.PersonErased;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Gone;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.testing.MiCmsTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Merging in the database, with what crashes and races leave there. */
@MiCmsTest
class MergesTest {

    @Autowired
    private CustomerService service;

    @Autowired
    private Customers customers;

    @Autowired
    private Merges merges;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private Customer heard(String externalId, String json) {
        return service.register(record(
                        "{'externalId': '%s-%s'%s}".formatted(mark, externalId, json.isEmpty() ? "" : ", " + json)))
                .customer();
    }

    private String of(String externalId, String json) {
        return heard(externalId, json).id();
    }

    @Test
    void whatIsHeardOfEitherIsHeardOfTheOneTheyAre() {
        String survivor = of("A", "'city': 'Pune'");
        String other = of("B", "'email': 'b%s@example.com'".formatted(mark));

        merges.merge(survivor, other, "Ada");
        Customer told = heard("B", "'city': 'Agra'");
        Customer mailed = service.register(record("{'email': 'B%s@Example.com', 'lastName': 'Rao'}".formatted(mark)))
                .customer();

        assertThat(told.id()).isEqualTo(survivor);
        assertThat(mailed.id()).isEqualTo(survivor);
        assertThat(customers.get(survivor).city()).isEqualTo("Agra");
        assertThat(customers.get(survivor).lastName()).isEqualTo("Rao");
        assertThatThrownBy(() -> customers.get(other)).isInstanceOf(Gone.class).hasMessageContaining(survivor);
    }

    @Test
    void undoneTheyAreWhoTheyWereAndWhatCameMeanwhileIsWithWhomItWasAbout() {
        String survivor = of("A", "'city': 'Pune'");
        String other = of("B", "'city': 'Agra'");
        merges.merge(survivor, other, "Ada");
        heard("B", "'lastName': 'Rao'");
        service.edit(survivor, null, seen -> changes("{'firstName': 'Asha'}"));

        Customer back = merges.undo(survivor, other);

        assertThat(back.id()).isEqualTo(other);
        assertThat(back.city()).isEqualTo("Agra");
        assertThat(back.lastName()).isEqualTo("Rao");
        assertThat(back.firstName()).isNull();
        Customer alone = customers.get(survivor);
        assertThat(alone.city()).isEqualTo("Pune");
        assertThat(alone.lastName()).isNull();
        assertThat(alone.firstName()).isEqualTo("Asha");
        assertThat(heard("B", "").id()).isEqualTo(other);
    }

    @Test
    void anEditOfTheOneTheyAreWinsOverBoth() {
        String survivor = of("A", "'city': 'Pune'");
        String other = of("B", "'city': 'Agra'");
        merges.merge(survivor, other, "Ada");

        service.edit(survivor, null, seen -> changes("{'city': 'Delhi'}"));

        assertThat(customers.get(survivor).city()).isEqualTo("Delhi");
        assertThat(merges.undo(survivor, other).city()).isEqualTo("Agra");
    }

    @Test
    void refusesWhatCannotBe() {
        String survivor = of("A", "");
        String other = of("B", "");
        String third = of("C", "");

        assertThatThrownBy(() -> merges.merge(survivor, survivor, "Ada")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> merges.merge(survivor, "nobody", "Ada")).isInstanceOf(NotFound.class);
        merges.merge(survivor, other, "Ada");
        assertThatThrownBy(() -> merges.merge(other, survivor, "Ada")).isInstanceOf(Gone.class);
        assertThatThrownBy(() -> merges.merge(third, other, "Ada")).isInstanceOf(Gone.class);
        assertThatThrownBy(() -> merges.undo(survivor, third)).isInstanceOf(NotFound.class);
    }

    @Test
    void afterThirtyDaysItStays() {
        String survivor = of("A", "");
        Customer other = heard("B", "");
        other.mergeInto(survivor, Instant.now().minus(Duration.ofDays(31)), "Ada");
        customers.save(other);
        merges.settle(other.id());

        assertThatThrownBy(() -> merges.undo(survivor, other.id())).isInstanceOf(Conflict.class);
    }

    @Test
    void aRecordThatComesAfterACrashCompletesTheMerge() {
        String survivor = of("A", "");
        Customer other = heard("B", "'city': 'Agra'");
        other.mergeInto(survivor, Instant.now(), "Ada");
        customers.save(other);

        assertThat(heard("B", "'lastName': 'Rao'").id()).isEqualTo(survivor);
        assertThat(customers.get(survivor).city()).isEqualTo("Agra");
        assertThat(customers.find(other.id()).orElseThrow().isUnsettled()).isFalse();
    }

    @Test
    void theSweeperCompletesWhatTookInButDidNotSaySo() {
        String survivor = of("A", "");
        Customer other = heard("B", "'city': 'Agra'");
        other.mergeInto(survivor, Instant.now(), "Ada");
        customers.save(other);
        Customer into = customers.get(survivor);
        into.absorb(other);
        customers.save(into);

        merges.sweep();

        assertThat(customers.find(other.id()).orElseThrow().isUnsettled()).isFalse();
        assertThat(customers.get(survivor).present()).hasSize(1);
    }

    @Test
    void aRecordThatComesAfterACrashCompletesTheUndoing() {
        String survivor = of("A", "");
        String other = of("B", "'city': 'Agra'");
        merges.merge(survivor, other, "Ada");
        Customer letting = customers.get(survivor);
        letting.release(other, Instant.now());
        customers.save(letting);

        assertThat(heard("B", "'lastName': 'Rao'").id()).isEqualTo(other);
        assertThat(customers.get(other).city()).isEqualTo("Agra");
        assertThat(customers.get(survivor).parts()).isEmpty();
    }

    @Test
    void theSweeperCompletesTheUndoingOfWhoeverIsBackAlready() {
        String survivor = of("A", "");
        String other = of("B", "'city': 'Agra'");
        merges.merge(survivor, other, "Ada");
        Customer letting = customers.get(survivor);
        letting.release(other, Instant.now());
        customers.save(letting);
        Customer back = customers.find(other).orElseThrow();
        back.comeBack(
                letting.leaving().getFirst(),
                letting.leavingWith(letting.leaving().getFirst()));
        customers.save(back);
        heard("B", "'city': 'Delhi'");

        merges.sweep();

        assertThat(customers.get(other).city()).isEqualTo("Delhi");
        assertThat(customers.get(survivor).parts()).isEmpty();
    }

    @Test
    void aCircleOfMergesIsBroken() {
        Customer one = heard("A", "'city': 'Pune'");
        Customer other = heard("B", "'lastName': 'Rao'");
        one.mergeInto(other.id(), Instant.now(), "Ada");
        other.mergeInto(one.id(), Instant.now(), "Bob");
        customers.save(one);
        customers.save(other);

        merges.settle(other.id());
        merges.settle(one.id());

        Customer survivor = customers.get(one.id());
        assertThat(survivor.city()).isEqualTo("Pune");
        assertThat(survivor.lastName()).isEqualTo("Rao");
        assertThat(heard("B", "").id()).isEqualTo(one.id());
    }

    @Test
    void whoeverWasOnTheWayToSomebodyErasedStays() {
        Customer survivor = heard("A", "");
        Customer other = heard("B", "'city': 'Agra'");
        other.mergeInto(survivor.id(), Instant.now(), "Ada");
        customers.save(other);
        survivor.erase(Instant.now(), Set.of());
        customers.save(survivor);

        merges.settle(other.id());

        assertThat(customers.get(other.id()).city()).isEqualTo("Agra");
        assertThat(heard("B", "'lastName': 'Rao'").id()).isEqualTo(other.id());
    }

    @Test
    void anErasureReachesWhoeverIsOnTheWayAndWhoeverHoldsTheErased() {
        Customer survivor = heard("A", "'email': 'a%s@example.com'".formatted(mark));
        Customer other = heard("B", "'email': 'b%s@example.com'".formatted(mark));
        other.mergeInto(survivor.id(), Instant.now(), "Ada");
        customers.save(other);
        service.settle(survivor.id());
        assertThat(customers.get(survivor.id()).present()).hasSize(1);
        String third = of("C", "'city': 'Pune'");
        merges.merge(third, survivor.id(), "Ada");

        assertThat(service.erase(survivor.id(), false, held -> {})).isPresent();

        Customer holder = customers.get(third);
        assertThat(holder.present()).extracting(Part::id).containsExactly(other.id());
        assertThat(holder.emailKeys()).containsExactly("b%s@example.com".formatted(mark));
        assertThat(customers.find(survivor.id()).orElseThrow().erased().identities())
                .hasSize(2);
    }

    @Test
    void whoWasToldApartIsNotErasedAsAPart() {
        String survivor = of("A", "");
        String other = of("B", "'city': 'Agra'");
        merges.merge(survivor, other, "Ada");
        merges.undo(survivor, other);

        assertThat(service.erase(other, true, held -> {})).isEmpty();

        assertThat(customers.get(other).city()).isEqualTo("Agra");
    }

    @Test
    void anErasedPersonIsRefusedUnderAFormerEmailToo() {
        Customer customer = heard("A", "'email': 'old%s@example.com'".formatted(mark));
        service.edit(customer.id(), null, seen -> changes("{'email': 'new%s@example.com'}".formatted(mark)));

        service.erase(
                customer.id(), false, held -> assertThat(held.names()).contains("old%s@example.com".formatted(mark)));

        assertThatThrownBy(() -> service.register(
                        record("{'email': 'old%s@example.com', 'updatedAt': '2026-01-01T00:00:00Z'}".formatted(mark))))
                .isInstanceOf(PersonErased.class);
    }

    @Test
    void anErasedPersonIsRefusedUnderTheFormerEmailOfAPart() {
        String survivor = of("A", "");
        String other = of("B", "'email': 'old%s@example.com'".formatted(mark));
        service.edit(other, null, seen -> changes("{'email': 'new%s@example.com'}".formatted(mark)));
        merges.merge(survivor, other, "Ada");

        service.erase(survivor, false, held -> {});

        assertThatThrownBy(() -> service.register(
                        record("{'email': 'old%s@example.com', 'updatedAt': '2026-01-01T00:00:00Z'}".formatted(mark))))
                .isInstanceOf(PersonErased.class);
    }

    @Test
    void aNewExternalIdIsNotTakenForTheSurvivorsWhenOnlyAPartHasTheEmail() {
        String survivor = service.register(record("{'email': 'a%s@example.com'}".formatted(mark)))
                .customer()
                .id();
        String other = service.register(record("{'email': 'b%s@example.com'}".formatted(mark)))
                .customer()
                .id();
        merges.merge(survivor, other, "Ada");

        Customer told = heard("C", "'email': 'b%s@example.com'".formatted(mark));

        assertThat(told.id()).isNotIn(survivor, other);
        assertThat(customers.get(survivor).externalId()).isNull();
        service.edit(survivor, null, seen -> changes("{'email': 'c%s@example.com'}".formatted(mark)));
        assertThat(customers.get(survivor).email()).isEqualTo("c%s@example.com".formatted(mark));
    }
}
