package io.micms.benchmarks.matching;

import com.fasterxml.jackson.databind.JsonNode;
import io.micms.campaign.matching.Changes;
import io.micms.campaign.matching.RuleIndex;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RulePredicate;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.QueryMatch;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.event.ruler.Machine;

/**
 * One change of one customer against all segments. The libraries find what a customer matches from nothing, which the index
 * is measured at, too; what they take to turn a customer into a document or an event is not measured.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Matching {

    private static final int CUSTOMERS = 500;

    /** Customers whose answers are compared with evaluating all before anything is measured. */
    private static final int COMPARED = 25;

    /** The index, and those it is asked about. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param({"REALISTIC", "ADVERSARIAL"})
        public Mix mix = Mix.REALISTIC;

        @Param({"100", "1000", "10000"})
        public int segments;

        private final Subset subset;

        Map<String, Rule> rules = Map.of();
        RuleIndex index = RuleIndex.of(rules);
        Crowd crowd = Crowd.of(0, Set.of());
        private int turn;

        public Ours() {
            this(Subset.ALL);
        }

        Ours(Subset subset) {
            this.subset = subset;
        }

        @Setup
        public void build() {
            rules = subset.of(mix.rules(segments));
            System.out.printf(
                    "%,d of %,d %s rules: %s%n",
                    rules.size(), segments, mix.name().toLowerCase(Locale.ROOT), subset);
            index = RuleIndex.of(rules);
            crowd = Crowd.of(CUSTOMERS, index.aggregates());
            for (int i = 0; i < COMPARED; i++) {
                Set<String> before = evaluated(rules, crowd.before().get(i));
                Set<String> after = evaluated(rules, crowd.after().get(i));
                agree(index.matching(crowd.after().get(i)), after);
                Changes changes =
                        index.changes(crowd.before().get(i), crowd.after().get(i));
                agree(changes.joined(), without(after, before));
                agree(changes.left(), without(before, after));
            }
        }

        int next() {
            turn = (turn + 1) % CUSTOMERS;
            return turn;
        }
    }

    /** Over the rules that Lucene's monitor can express. */
    @State(Scope.Benchmark)
    public static class OursOfMonitor extends Ours {

        public OursOfMonitor() {
            super(Subset.MONITOR);
        }
    }

    /** Over the rules that Event Ruler can express. */
    @State(Scope.Benchmark)
    public static class OursOfRuler extends Ours {

        public OursOfRuler() {
            super(Subset.RULER);
        }
    }

    /** The rules that can be expressed. */
    public enum Subset {
        ALL(rule -> {}),
        MONITOR(MonitorQueries::query),
        RULER(rule -> RulerRules.alternatives(rule, false));

        private final Consumer<Rule> attempt;

        Subset(Consumer<Rule> attempt) {
            this.attempt = attempt;
        }

        Map<String, Rule> of(Map<String, Rule> rules) {
            Map<String, Rule> expressible = new LinkedHashMap<>();
            rules.forEach((segment, rule) -> {
                try {
                    attempt.accept(rule);
                    expressible.put(segment, rule);
                } catch (Inexpressible e) {
                    // Left out for both.
                }
            });
            return expressible;
        }
    }

    @State(Scope.Benchmark)
    public static class MonitorState {

        private @Nullable Monitor monitor;
        private List<Document> documents = List.of();

        @Setup
        public void build(OursOfMonitor ours) throws IOException {
            documents =
                    ours.crowd.after().stream().map(MonitorQueries::document).toList();
            monitor = MonitorQueries.monitor(ours.rules);
            for (int i = 0; i < COMPARED; i++) {
                agree(
                        match(i).stream().map(QueryMatch::getQueryId).collect(Collectors.toSet()),
                        evaluated(ours.rules, ours.crowd.after().get(i)));
            }
        }

        Collection<QueryMatch> match(int customer) throws IOException {
            return monitor.match(documents.get(customer), QueryMatch.SIMPLE_MATCHER)
                    .getMatches();
        }

        @TearDown
        public void close() throws IOException {
            monitor.close();
        }
    }

    @State(Scope.Benchmark)
    public static class RulerState {

        private Machine machine = new Machine();
        private List<JsonNode> events = List.of();

        @Setup
        public void build(OursOfRuler ours) {
            events = ours.crowd.after().stream().map(RulerRules::event).toList();
            machine = RulerRules.machine(ours.rules);
            for (int i = 0; i < COMPARED; i++) {
                agree(
                        Set.copyOf(match(i)),
                        evaluated(ours.rules, ours.crowd.after().get(i)));
            }
        }

        List<String> match(int customer) {
            return machine.rulesForJSONEvent(events.get(customer));
        }
    }

    private static Set<String> evaluated(Map<String, Rule> rules, Facts facts) {
        Set<String> matching = new HashSet<>();
        rules.forEach((segment, rule) -> {
            if (RulePredicate.matches(rule, facts)) {
                matching.add(segment);
            }
        });
        return matching;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(one -> !some.contains(one)).collect(Collectors.toSet());
    }

    private static void agree(Set<String> answer, Set<String> expected) {
        if (!answer.equals(expected)) {
            throw new IllegalStateException(
                    "Too many: %s; missing: %s".formatted(without(answer, expected), without(expected, answer)));
        }
    }

    /** What a change takes. */
    @Benchmark
    public Changes changes(Ours ours) {
        return changed(ours);
    }

    /** What it takes if nothing is known of before. */
    @Benchmark
    public Set<String> matching(Ours ours) {
        return matched(ours);
    }

    @Benchmark
    public @Nullable Instant nextChange(Ours ours) {
        return ours.index.nextChange(ours.crowd.after().get(ours.next()));
    }

    /** What it takes without an index, at one moment; to find what changes takes the answers of before as well. */
    @Benchmark
    public Set<String> evaluateAll(Ours ours) {
        return evaluated(ours.rules, ours.crowd.after().get(ours.next()));
    }

    @Benchmark
    public Collection<QueryMatch> monitor(OursOfMonitor ours, MonitorState state) throws IOException {
        return state.match(ours.next());
    }

    @Benchmark
    public Changes monitorVersusChanges(OursOfMonitor ours) {
        return changed(ours);
    }

    @Benchmark
    public Set<String> monitorVersusMatching(OursOfMonitor ours) {
        return matched(ours);
    }

    @Benchmark
    public List<String> ruler(OursOfRuler ours, RulerState state) {
        return state.match(ours.next());
    }

    @Benchmark
    public Changes rulerVersusChanges(OursOfRuler ours) {
        return changed(ours);
    }

    @Benchmark
    public Set<String> rulerVersusMatching(OursOfRuler ours) {
        return matched(ours);
    }

    private static Changes changed(Ours ours) {
        int customer = ours.next();
        return ours.index.changes(
                ours.crowd.before().get(customer), ours.crowd.after().get(customer));
    }

    private static Set<String> matched(Ours ours) {
        return ours.index.matching(ours.crowd.after().get(ours.next()));
    }
}
