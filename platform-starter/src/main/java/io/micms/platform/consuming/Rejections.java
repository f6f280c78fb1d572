package io.micms.platform.consuming;

import io.micms.platform.problem.Fault;
import java.util.List;

/** Where a handler puts records that it must refuse for what they say. They go to the dead letters with the reasons. */
@FunctionalInterface
public interface Rejections {

    void reject(Received<?> record, List<Fault> faults);
}
