package io.micms.platform.problem;

import java.util.List;
import java.util.stream.Collectors;

/** An input that is well-formed but means nothing sensible; carries every fault at once. Answered with 422. */
public class InvalidInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public InvalidInput(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.pointer().isEmpty() ? fault.detail() : fault.pointer() + ": " + fault.detail())
                .collect(Collectors.joining("; ")));
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("An invalid input has at least one fault");
        }
        this.faults = List.copyOf(faults);
    }

    public InvalidInput(String pointer, String detail) {
        this(List.of(new Fault(pointer, detail)));
    }

    public List<Fault> faults() {
        return faults;
    }
}
