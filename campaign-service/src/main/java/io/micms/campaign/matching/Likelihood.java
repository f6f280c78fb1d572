package io.micms.campaign.matching;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Guesses how often nodes hold, from the rules alone: the more values rules tell apart, the fewer customers have a certain
 * one. Only the speed depends on them.
 */
final class Likelihood {

    private Likelihood() {}

    /** @return by node */
    static double[] of(List<@Nullable Leaf> leaves, List<int[]> inputs) {
        Map<String, Set<Object>> values = new HashMap<>();
        for (Leaf leaf : leaves) {
            if (leaf != null) {
                values.computeIfAbsent(leaf.subject().key(), absent -> new HashSet<>())
                        .addAll(named(leaf));
            }
        }
        double[] likelihoods = new double[inputs.size()];
        for (int node = 0; node < likelihoods.length; node++) {
            Leaf leaf = leaves.get(node);
            if (leaf != null) {
                likelihoods[node] = of(
                        leaf,
                        values.getOrDefault(leaf.subject().key(), Set.of()).size());
            } else {
                likelihoods[node] = 1;
                for (int input : inputs.get(node)) {
                    likelihoods[node] *= of(input, likelihoods);
                }
            }
        }
        return likelihoods;
    }

    private static Set<?> named(Leaf leaf) {
        return switch (leaf) {
            case Leaf.OneOf<?> oneOf -> Set.copyOf(oneOf.values());
            case Leaf.HasElement has -> has.elements();
            default -> Set.of();
        };
    }

    private static double of(Leaf leaf, int valuesOfSubject) {
        return switch (leaf) {
            case Leaf.OneOf<?> oneOf -> oneOf.values().size() / (valuesOfSubject + 1.0);
            case Leaf.HasElement has -> Math.min(0.9, 2 * has.elements().size() / (valuesOfSubject + 1.0));
            case Leaf.TextPart part -> 0.1;
            case Leaf.Calendar timed -> 0.2;
            case Leaf.Range<?> range -> range.low() == null || range.high() == null ? 0.4 : 0.2;
            case Leaf.Younger younger -> 0.4;
            case Leaf.Flag flag -> 0.5;
            case Leaf.Present present -> 0.7;
        };
    }

    private static double of(int literal, double[] likelihoods) {
        double likelihood = likelihoods[Circuit.node(literal)];
        return Circuit.isInverted(literal) ? 1 - likelihood : likelihood;
    }

    /** Puts those first that are the least likely to hold. */
    static void sort(int[] literals, double[] likelihoods) {
        int[] sorted = IntStream.of(literals)
                .boxed()
                .sorted(Comparator.comparingDouble(literal -> of(literal, likelihoods)))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, literals, 0, sorted.length);
    }
}
