package io.micms.customer.customers;

import io.micms.platform.problem.InvalidInput;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tags to be put on and taken away.
 *
 * @param add tags that a customer then has
 * @param remove tags that a customer then has not; none of those to add
 */
public record TagChange(List<String> add, List<String> remove) {

    public TagChange {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
    }

    /** @throws InvalidInput if more than a customer may have are left */
    List<String> of(List<String> tags) {
        Set<String> changed = new LinkedHashSet<>(tags);
        remove.forEach(changed::remove);
        changed.addAll(add);
        if (changed.size() > CustomerValues.MOST_TAGS) {
            throw new InvalidInput(
                    "/add",
                    "At most %d tags are allowed; these would be %d."
                            .formatted(CustomerValues.MOST_TAGS, changed.size()));
        }
        return List.copyOf(changed);
    }
}
