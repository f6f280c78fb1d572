package io.micms.platform.consuming;

import io.micms.platform.problem.Fault;
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

    /** It cannot be applied, for what it says. */
    record Refused<D>(List<Fault> faults) implements Outcome<D> {

        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
