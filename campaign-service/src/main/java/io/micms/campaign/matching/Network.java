package io.micms.campaign.matching;

import io.micms.campaign.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is the same for all customers: the rules as a circuit, and the ways through it.
 *
 * @param subjects each at its place
 * @param keys of the subjects, by place
 * @param places of the subjects, by key
 * @param timed the places of those subjects that depend on time
 * @param subjectOf the place of the subject that a leaf asks about, by node; -1 for gates
 * @param isFound whether it is a leaf that is found by the subject's value, by node
 * @param fanouts by node
 * @param outputs what segments there are, those with the same rule together
 * @param outputsOf by node: places in {@code outputs}
 * @param guarded by leaf: places of the outputs that are worth a look where it holds
 * @param unguarded places of those that are always looked at
 */
record Network(
        Circuit circuit,
        List<SubjectIndex> subjects,
        String[] keys,
        Map<String, Integer> places,
        int[] timed,
        int[] subjectOf,
        boolean[] isFound,
        Fanout[] fanouts,
        List<Output> outputs,
        int[][] outputsOf,
        int[][] guarded,
        int[] unguarded) {

    record Output(int literal, List<String> segments) {}

    static Network of(Map<String, Rule> rules) {
        Circuit circuit = Circuit.of(rules);
        Covers covers = new Covers(circuit);
        Map<String, Integer> places = new LinkedHashMap<>();
        List<SubjectIndex.Builder> builders = new ArrayList<>();
        int[] subjectOf = new int[circuit.size()];
        boolean[] isFound = new boolean[circuit.size()];
        for (int node = 0; node < circuit.size(); node++) {
            Leaf leaf = circuit.leaf(node);
            subjectOf[node] = -1;
            if (leaf != null) {
                int place = places.computeIfAbsent(leaf.subject().key(), absent -> {
                    builders.add(new SubjectIndex.Builder());
                    return builders.size() - 1;
                });
                builders.get(place).add(node, leaf);
                subjectOf[node] = place;
                isFound[node] = leaf.isExact();
            }
        }
        List<SubjectIndex> subjects =
                builders.stream().map(SubjectIndex.Builder::build).toList();
        int[] timed = IntStream.range(0, subjects.size())
                .filter(place -> subjects.get(place).dependsOnTime())
                .toArray();

        Map<Integer, List<String>> segments = new TreeMap<>();
        circuit.outputs()
                .forEach((segment, literal) -> segments.computeIfAbsent(literal, absent -> new ArrayList<>())
                        .add(segment));
        List<Output> outputs = new ArrayList<>();
        List<List<Integer>> outputsOf = lists(circuit.size());
        List<List<Integer>> guarded = lists(circuit.size());
        List<Integer> unguarded = new ArrayList<>();
        segments.forEach((literal, ids) -> {
            int place = outputs.size();
            outputs.add(new Output(literal, List.copyOf(ids)));
            outputsOf.get(Circuit.node(literal)).add(place);
            int[] guards = covers.of(literal);
            if (guards == null) {
                unguarded.add(place);
            } else {
                for (int guard : guards) {
                    guarded.get(guard).add(place);
                }
            }
        });
        return new Network(
                circuit,
                subjects,
                places.keySet().toArray(String[]::new),
                Map.copyOf(places),
                timed,
                subjectOf,
                isFound,
                Fanout.of(circuit, covers),
                List.copyOf(outputs),
                arrays(outputsOf),
                arrays(guarded),
                NodeSet.array(unguarded));
    }

    private static List<List<Integer>> lists(int count) {
        List<List<Integer>> lists = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private static int[][] arrays(List<List<Integer>> lists) {
        return lists.stream().map(NodeSet::array).toArray(int[][]::new);
    }
}
