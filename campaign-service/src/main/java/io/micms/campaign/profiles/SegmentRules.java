package io.micms.campaign.profiles;

import io.micms.campaign.rules.Rule;
import java.util.Map;

/** The rules that profiles are judged by; the segments feature provides them. */
public interface SegmentRules {

    /** The rules as they are in the database at this moment. */
    Active current();

    /**
     * @param epoch grows with every change of any rule; a profile judged under an older one is judged again
     * @param rules by segment id
     */
    record Active(long epoch, Map<String, Rule> rules) {

        public Active {
            rules = Map.copyOf(rules);
        }
    }
}
