package io.micms.campaign.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/** The single questions of a rule. */
public final class Conditions {

    private Conditions() {}

    /** Conditions and memberships of segments by the JSON pointer to them, in the order of the rule. */
    public static Map<String, Rule> in(Rule.Group rule, String pointer) {
        Map<String, Rule> found = new LinkedHashMap<>();
        collect(rule, pointer, found);
        return found;
    }

    private static void collect(Rule rule, String pointer, Map<String, Rule> found) {
        if (rule instanceof Rule.Group group) {
            for (int i = 0; i < group.rules().size(); i++) {
                collect(group.rules().get(i), pointer + "/rules/" + i, found);
            }
        } else {
            found.put(pointer, rule);
        }
    }
}
