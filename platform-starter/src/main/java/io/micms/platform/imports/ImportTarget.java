package io.micms.platform.imports;

import io.micms.platform.consuming.Intake;
import java.util.List;

/** What the rows of a table can say to a service; it takes them in through its {@link Intake}. */
public interface ImportTarget {

    /** What a column can stand for. */
    List<ImportField> fields();

    /** Whether a column can also be an attribute of any name. */
    boolean takesAttributes();
}
