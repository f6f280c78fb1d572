package io.micms.platform.records;

import io.micms.platform.problem.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a JSON document, where faults can be reported. */
public final class Place {

    private final String pointer;
    private final List<Fault> faults;

    Place(String pointer, List<Fault> faults) {
        this.pointer = pointer;
        this.faults = faults;
    }

    public Place member(String name) {
        return new Place(Fault.pointer(pointer, name), faults);
    }

    public Place item(int index) {
        return new Place(pointer + "/" + index, faults);
    }

    /** @return null, so that a reader can report and leave in one statement */
    public <T> @Nullable T fault(String detail) {
        faults.add(new Fault(pointer, detail));
        return null;
    }
}
