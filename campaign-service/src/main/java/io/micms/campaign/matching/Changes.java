package io.micms.campaign.matching;

import java.util.Set;

/**
 * What differs between two moments of one customer.
 *
 * @param joined ids of the segments that match now and did not before
 * @param left ids of those that matched before and do not now
 */
public record Changes(Set<String> joined, Set<String> left) {

    static final Changes NONE = new Changes(Set.of(), Set.of());

    public Changes {
        joined = Set.copyOf(joined);
        left = Set.copyOf(left);
    }

    public boolean isEmpty() {
        return joined.isEmpty() && left.isEmpty();
    }
}
