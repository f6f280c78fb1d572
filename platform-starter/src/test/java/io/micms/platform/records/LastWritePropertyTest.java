package io.micms.platform.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class LastWritePropertyTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    record Write(int second, Change<Object> change) {}

    private static final class Register {
        private final Map<String, Instant> setAt = new HashMap<>();
        private @Nullable Object value;

        boolean take(Write write) {
            LastWrite lastWrite = LastWrite.of(setAt, NOON.plusSeconds(write.second()));
            value = lastWrite.decide("field", value, write.change());
            return lastWrite.changed();
        }
    }

    @Provide
    Arbitrary<Write> writes() {
        Arbitrary<Object> values = Arbitraries.of(
                "a",
                "b",
                "1",
                1L,
                1.5,
                2L,
                true,
                List.of("x", "y"),
                List.of("x"),
                Map.of("a", 1L, "b", "2"),
                Map.of("a", "1", "b", "2"));
        Arbitrary<Change<Object>> changes = Arbitraries.frequencyOf(
                Tuple.of(6, values.map(Change::to)),
                Tuple.of(1, Arbitraries.create(() -> Change.to(null))),
                Tuple.of(1, Arbitraries.create(Change::none)));
        return Combinators.combine(Arbitraries.integers().between(0, 3), changes)
                .as(Write::new);
    }

    @Property
    void anyOrderAndAnyRepetitionEndsInTheSameState(
            @ForAll("writes") Write first,
            @ForAll @Size(max = 6) List<@From("writes") Write> others,
            @ForAll Random random) {
        List<Write> once = new ArrayList<>(others);
        once.add(first);
        List<Write> again = new ArrayList<>(once);
        again.addAll(others);
        Collections.shuffle(again, random);

        Register inOrder = new Register();
        once.forEach(inOrder::take);
        Register shuffled = new Register();
        again.forEach(shuffled::take);

        assertThat(shuffled.value).isEqualTo(inOrder.value);
        assertThat(shuffled.setAt).isEqualTo(inOrder.setAt);
    }

    @Property
    void whatWasTakenChangesNothingTheSecondTime(@ForAll @Size(max = 6) List<@From("writes") Write> writes) {
        Register register = new Register();
        writes.forEach(register::take);

        assertThat(writes).noneMatch(register::take);
    }

    @Example
    void theLaterWins() {
        Register register = new Register();
        register.take(new Write(2, Change.to("later")));
        register.take(new Write(1, Change.to("zzz")));

        assertThat(register.value).isEqualTo("later");
    }

    @Example
    void aTieGoesToTheGreaterValue() {
        Register register = new Register();
        register.take(new Write(1, Change.to("b")));
        register.take(new Write(1, Change.to("a")));

        assertThat(register.value).isEqualTo("b");
    }

    @Example
    void theSameValueAtALaterInstantIsRemembered() {
        Register register = new Register();
        register.take(new Write(1, Change.to("same")));
        assertThat(register.take(new Write(3, Change.to("same")))).isTrue();
        register.take(new Write(2, Change.to("between")));

        assertThat(register.value).isEqualTo("same");
    }

    @Example
    void anEditWinsOverAnInstantAheadOfItsClock() {
        Register register = new Register();
        register.take(new Write(60, Change.to("from a fast clock")));

        LastWrite edit = LastWrite.edit(register.setAt, NOON);
        register.value = edit.decide("field", register.value, Change.to("edited"));
        register.take(new Write(60, Change.to("from a fast clock")));

        assertThat(register.value).isEqualTo("edited");
    }

    @Example
    void anEditThatRestatesTheValueChangesNothing() {
        Register register = new Register();
        register.take(new Write(1, Change.to("same")));

        LastWrite edit = LastWrite.edit(register.setAt, NOON.plusSeconds(5));
        edit.decide("field", register.value, Change.to("same"));

        assertThat(edit.changed()).isFalse();
        assertThat(register.setAt).containsEntry("field", NOON.plusSeconds(1));
    }
}
