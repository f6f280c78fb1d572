package io.micms.platform.problem;

import java.util.List;

/** A Kafka record that cannot be used as it is; it goes to the dead letters with its faults. */
public class InvalidRecord extends InvalidInput {

    private static final long serialVersionUID = 1L;

    public InvalidRecord(List<Fault> faults) {
        super(faults);
    }

    public InvalidRecord(String pointer, String detail) {
        super(pointer, detail);
    }
}
