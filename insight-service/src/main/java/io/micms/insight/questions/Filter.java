package io.micms.insight.questions;

import java.util.List;

/**
 * Only what has one of these values.
 *
 * @param values compared without regard to case
 */
public record Filter(Dimension dimension, List<String> values) {

    public Filter {
        values = List.copyOf(values);
    }
}
