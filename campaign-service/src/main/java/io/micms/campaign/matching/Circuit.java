package io.micms.campaign.matching;

import io.micms.campaign.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All rules as one and-inverter graph, as logic synthesis knows them (Kuehlmann and others, "Robust Boolean reasoning for
 * equivalence checking", 2002): nodes are {@link Leaf leaves} or gates, a gate holds if all of its inputs do, and inputs may
 * be inverted, so that "or" needs no gate of its own. Equal nodes are kept once.
 *
 * <p>Nodes are numbered so that inputs come before their gate. A <em>literal</em> is a node, or its opposite: twice the
 * node's number, plus one for the opposite.
 */
final class Circuit {

    /** By node; null for gates. */
    private final @Nullable Leaf[] leaves;

    /** The literals that a gate asks for, by node, those first that are the least likely to hold; empty for leaves. */
    private final int[][] inputs;

    /** By node. */
    private final double[] likelihoods;

    /** The literal of each rule, by segment id. */
    private final Map<String, Integer> outputs;

    private Circuit(@Nullable Leaf[] leaves, int[][] inputs, double[] likelihoods, Map<String, Integer> outputs) {
        this.leaves = leaves;
        this.inputs = inputs;
        this.likelihoods = likelihoods;
        this.outputs = outputs;
    }

    static Circuit of(Map<String, Rule> rules) {
        Builder builder = new Builder();
        Map<String, Integer> outputs = new LinkedHashMap<>();
        rules.forEach((segment, rule) -> outputs.put(segment, builder.literal(rule)));
        double[] likelihoods = Likelihood.of(builder.leaves, builder.inputs);
        builder.inputs.forEach(inputs -> Likelihood.sort(inputs, likelihoods));
        return new Circuit(
                builder.leaves.toArray(new Leaf[0]), builder.inputs.toArray(new int[0][]), likelihoods, outputs);
    }

    static int literal(int node, boolean inverted) {
        return node << 1 | (inverted ? 1 : 0);
    }

    static int node(int literal) {
        return literal >> 1;
    }

    static boolean isInverted(int literal) {
        return (literal & 1) == 1;
    }

    static int opposite(int literal) {
        return literal ^ 1;
    }

    int size() {
        return inputs.length;
    }

    @Nullable
    Leaf leaf(int node) {
        return leaves[node];
    }

    List<Leaf> leaves() {
        return Stream.of(leaves).filter(Objects::nonNull).toList();
    }

    int[] inputs(int node) {
        return inputs[node];
    }

    /** About how many of a hundred customers a node holds of, divided by a hundred. */
    double likelihood(int node) {
        return likelihoods[node];
    }

    Map<String, Integer> outputs() {
        return outputs;
    }

    private static final class Builder {

        private final List<@Nullable Leaf> leaves = new ArrayList<>();
        private final List<int[]> inputs = new ArrayList<>();
        private final Map<Object, Integer> nodes = new HashMap<>();

        /** Segments within segments are usually the same object wherever they are referred to. */
        private final Map<Rule, Integer> known = new IdentityHashMap<>();

        private final int always = gate(new TreeSet<>());

        int literal(Rule rule) {
            return switch (rule) {
                case Rule.Condition condition -> {
                    Literal literal = Literal.of(condition);
                    yield Circuit.literal(leaf(literal.leaf()), literal.inverted());
                }
                case Rule.Group group -> group(group);
                case Rule.InSegments in -> {
                    SortedSet<Integer> none = new TreeSet<>();
                    in.segments().forEach(segment -> none.add(opposite(group(segment.resolved()))));
                    yield in.negated() ? gate(none) : opposite(gate(none));
                }
            };
        }

        private int group(Rule.Group group) {
            Integer before = known.get(group);
            if (before != null) {
                return before;
            }
            SortedSet<Integer> all = new TreeSet<>();
            boolean or = group.combinator() == Rule.Combinator.OR;
            group.rules().forEach(rule -> collect(rule, or, all));
            int literal = or != group.not() ? opposite(gate(all)) : gate(all);
            known.put(group, literal);
            return literal;
        }

        /** Adds what must hold for the rule, or its opposite, to hold: what groups of the same kind ask for joins the one around them. */
        private void collect(Rule rule, boolean inverted, SortedSet<Integer> all) {
            if (rule instanceof Rule.Group inner
                    && (inner.combinator() == Rule.Combinator.OR) == (inner.not() != inverted)) {
                boolean or = inner.combinator() == Rule.Combinator.OR;
                inner.rules().forEach(part -> collect(part, or, all));
            } else {
                int literal = literal(rule);
                all.add(inverted ? opposite(literal) : literal);
            }
        }

        private int leaf(Leaf leaf) {
            return nodes.computeIfAbsent(leaf, absent -> add(leaf, new int[0]));
        }

        /** @return the literal that holds if all of these do */
        private int gate(SortedSet<Integer> all) {
            all.remove(always);
            if (all.size() == 1) {
                return all.first();
            }
            if (all.stream().anyMatch(literal -> literal == opposite(always) || all.contains(opposite(literal)))) {
                return opposite(always);
            }
            return Circuit.literal(
                    nodes.computeIfAbsent(
                            List.copyOf(all),
                            absent -> add(
                                    null,
                                    all.stream().mapToInt(Integer::intValue).toArray())),
                    false);
        }

        private int add(@Nullable Leaf leaf, int[] literals) {
            leaves.add(leaf);
            inputs.add(literals);
            return inputs.size() - 1;
        }
    }
}
