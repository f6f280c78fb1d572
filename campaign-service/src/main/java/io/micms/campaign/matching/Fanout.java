package io.micms.campaign.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The gates that a node is an input of, with what must hold for them to be worth a look when the node flips.
 *
 * @param always those that are looked at in any case
 * @param guards leaves
 * @param guarded the gates that are looked at if the guard in the same place holds, before or after
 */
record Fanout(int[] always, int[] guards, int[][] guarded) {

    /** So few are looked at without more ado. */
    private static final int FEW = 4;

    /** @return by node */
    static Fanout[] of(Circuit circuit, Covers covers) {
        List<List<Integer>> gates = new ArrayList<>();
        boolean[] isOutput = new boolean[circuit.size()];
        circuit.outputs().values().forEach(literal -> isOutput[Circuit.node(literal)] = true);
        for (int node = 0; node < circuit.size(); node++) {
            gates.add(new ArrayList<>());
            for (int input : circuit.inputs(node)) {
                gates.get(Circuit.node(input)).add(node);
            }
        }
        Fanout[] fanouts = new Fanout[circuit.size()];
        for (int node = 0; node < fanouts.length; node++) {
            fanouts[node] = of(node, gates, isOutput, covers);
        }
        return fanouts;
    }

    private static Fanout of(int node, List<List<Integer>> gates, boolean[] isOutput, Covers covers) {
        List<Integer> always = new ArrayList<>();
        SortedMap<Integer, List<Integer>> guarded = new TreeMap<>();
        for (int gate : gates.get(node)) {
            int[] guards = gates.get(node).size() <= FEW ? null : guards(node, gate, gates, isOutput, covers);
            if (guards == null) {
                always.add(gate);
            } else {
                for (int guard : guards) {
                    guarded.computeIfAbsent(guard, absent -> new ArrayList<>()).add(gate);
                }
            }
        }
        return new Fanout(
                NodeSet.array(always),
                NodeSet.array(guarded.keySet()),
                guarded.values().stream().map(NodeSet::array).toArray(int[][]::new));
    }

    /** A gate that serves a single other one needs no look where that one cannot flip. */
    private static int @Nullable [] guards(
            int node, int gate, List<List<Integer>> gates, boolean[] isOutput, Covers covers) {
        int[] guards = covers.ofOthers(gate, node);
        while (guards == null && !isOutput[gate] && gates.get(gate).size() == 1) {
            int above = gates.get(gate).getFirst();
            guards = covers.ofOthers(above, gate);
            gate = above;
        }
        return guards;
    }
}
