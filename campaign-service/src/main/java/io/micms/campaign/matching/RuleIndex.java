package io.micms.campaign.matching;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds which of many rules a customer matches. Built once for a set of rules; immutable and safe for threads. Agrees with
 * {@link io.micms.campaign.rules.RulePredicate} on every customer and every rule.
 *
 * <p>Instead of rules it looks at what differs: the subjects whose value does lead to the conditions that flip, these to the
 * groups that hold them, and only a group that flips leads on. Matching by index over shared predicates is due to Yan and
 * Garcia-Molina ("Index structures for selective dissemination of information under the Boolean model", 1994) and Aguilera
 * and others ("Matching events in a content-based subscription system", 1999); that only differences are followed is not.
 */
public final class RuleIndex {

    private final Set<String> segmentIds;
    private final Set<Aggregate> aggregates;
    private final Network network;

    /** As many as can be at work at once; who finds none, as many virtual threads may, makes one. */
    private final BlockingQueue<Comparison> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private RuleIndex(Network network) {
        this.network = network;
        segmentIds = Set.copyOf(network.circuit().outputs().keySet());
        aggregates = network.circuit().leaves().stream()
                .map(Leaf::subject)
                .filter(Subject.Measured.class::isInstance)
                .map(subject -> ((Subject.Measured) subject).aggregate())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param rules by segment id, segments within them resolved
     * @throws IllegalStateException if one is not resolved
     */
    public static RuleIndex of(Map<String, Rule> rules) {
        return new RuleIndex(Network.of(rules));
    }

    /** The segments that there are rules of. */
    public Set<String> segmentIds() {
        return segmentIds;
    }

    /** What the rules ask to be counted. */
    public Set<Aggregate> aggregates() {
        return aggregates;
    }

    /** The segments that a customer matches. */
    public Set<String> matching(Facts facts) {
        return compare(comparison -> comparison.matching(facts));
    }

    /** The segments that a customer matches at only one of two moments. Looks only at what could differ. */
    public Changes changes(Facts before, Facts after) {
        return compare(comparison -> comparison.changes(before, after));
    }

    private <T> T compare(Function<Comparison, T> question) {
        Comparison comparison = idle.poll();
        if (comparison == null) {
            comparison = new Comparison(network);
        }
        T answer = question.apply(comparison);
        idle.offer(comparison);
        return answer;
    }

    /**
     * The first instant after the facts' at which time alone may change what the customer matches; it may turn out not to.
     * Null if it never will.
     */
    public @Nullable Instant nextChange(Facts facts) {
        Instant next = null;
        for (Map.Entry<String, Instant> change : facts.changes().entrySet()) {
            if (change.getValue().isAfter(facts.at()) && network.places().containsKey(change.getKey())) {
                next = SubjectIndex.earlier(next, change.getValue());
            }
        }
        for (int place : network.timed()) {
            Object value = facts.values().get(network.keys()[place]);
            if (value != null) {
                next = SubjectIndex.earlier(next, network.subjects().get(place).nextChange(value, facts));
            }
        }
        return next;
    }
}
