package io.micms.platform.consuming;

import io.micms.platform.erasure.PersonErased;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.util.List;

/** What became of one record. */
public sealed interface Outcome<D> {

    /**
     * It was applied to the document that it is about.
     *
     * @param created whether nobody had heard of the document
     * @param changed whether there was something to write
     */
    record Applied<D>(D document, boolean created, boolean changed) implements Outcome<D> {}

    /**
     * It cannot be applied, for what it says.
     *
     * @param mayBeKept false for what says something of people who were erased: it must go, too
     */
    record Refused<D>(List<Fault> faults, boolean mayBeKept) implements Outcome<D> {

        public Refused {
            faults = List.copyOf(faults);
        }

        static <D> Refused<D> by(InvalidInput e) {
            return new Refused<>(e.faults(), !(e instanceof PersonErased));
        }
    }
}
