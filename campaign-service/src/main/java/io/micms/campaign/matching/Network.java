package io.micms.campaign.matching;

import io.micms.campaign.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is the same for all customers: the rules as a circuit, and the ways through it.
 *
 * @param subjects by key
 * @param timed those of the subjects that depend on time, by key
 * @param fanouts by node
 * @param outputs what segments there are, those with the same rule together
 * @param outputsOf by node: places in {@code outputs}
 * @param guarded by leaf: places of the outputs that are worth a look where it holds
 * @param unguarded places of those that are always looked at
 */
record Network(
        Circuit circuit,
        Map<String, SubjectIndex> subjects,
        Map<String, SubjectIndex> timed,
        Fanout[] fanouts,
        List<Output> outputs,
        int[][] outputsOf,
        int[][] guarded,
        int[] unguarded) {

    record Output(int literal, List<String> segments) {}

    static Network of(Map<String, Rule> rules) {
        Circuit circuit = Circuit.of(rules);
        Covers covers = new Covers(circuit);
        Map<String, SubjectIndex> subjects = subjects(circuit);
        Map<String, SubjectIndex> timed = new HashMap<>(subjects);
        timed.values().removeIf(subject -> !subject.dependsOnTime());

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
                Map.copyOf(subjects),
                Map.copyOf(timed),
                Fanout.of(circuit, covers),
                List.copyOf(outputs),
                arrays(outputsOf),
                arrays(guarded),
                NodeSet.array(unguarded));
    }

    private static Map<String, SubjectIndex> subjects(Circuit circuit) {
        Map<String, SubjectIndex.Builder> builders = new HashMap<>();
        for (int node = 0; node < circuit.size(); node++) {
            Leaf leaf = circuit.leaf(node);
            if (leaf != null) {
                builders.computeIfAbsent(leaf.subject().key(), absent -> new SubjectIndex.Builder())
                        .add(node, leaf);
            }
        }
        Map<String, SubjectIndex> subjects = HashMap.newHashMap(builders.size());
        builders.forEach((key, builder) -> subjects.put(key, builder.build()));
        return subjects;
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
