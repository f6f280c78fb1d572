package io.micms.campaign.rules;

import java.util.HashSet;
import java.util.Set;

/** What has to be counted for a rule to be judged. */
public final class Aggregates {

    private Aggregates() {}

    /** Those that the rule asks, the rules of segments in it included. */
    public static Set<Aggregate> in(Rule rule) {
        Set<Aggregate> found = new HashSet<>();
        collect(rule, found);
        return found;
    }

    private static void collect(Rule rule, Set<Aggregate> found) {
        switch (rule) {
            case Rule.Group group -> group.rules().forEach(child -> collect(child, found));
            case Rule.InSegments in -> in.segments().forEach(segment -> collect(segment.resolved(), found));
            case Rule.Condition condition -> {
                if (condition.subject() instanceof Subject.Measured measured) {
                    found.add(measured.aggregate());
                }
            }
        }
    }
}
