package io.micms.campaign.matching;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RulePredicate;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

public final class RuleIndex {
    private final Map<String, Rule> rules;

    private RuleIndex(Map<String, Rule> rules) {
        this.rules = rules;
    }

    public record Changes(Set<String> joined, Set<String> left) {}

    public static RuleIndex of(Map<String, Rule> rules) {
        return new RuleIndex(Map.copyOf(rules));
    }

    public Set<String> matching(Facts facts) {
        return rules.entrySet().stream()
                .filter(rule -> RulePredicate.matches(rule.getValue(), facts))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    public Changes changes(Facts before, Facts after) {
        Set<String> was = matching(before);
        Set<String> is = matching(after);
        Set<String> joined = new HashSet<>(is);
        joined.removeAll(was);
        was.removeAll(is);
        return new Changes(joined, was);
    }

    public @Nullable Instant nextChange(Facts facts) {
        return null;
    }

    public Set<Aggregate> aggregates() {
        return Set.of();
    }

    public Set<String> segmentIds() {
        return rules.keySet();
    }
}
