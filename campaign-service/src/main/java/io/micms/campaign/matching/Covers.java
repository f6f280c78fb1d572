package io.micms.campaign.matching;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * For each literal a cover: leaves of which at least one holds whenever the literal does. Where none of them holds, there is
 * no need to look. "And" has the cover of whichever part has the best, "or" those of all parts together.
 *
 * <p>Access predicates (Fabret and others, "Filtering algorithms and implementation for very fast publish/subscribe systems",
 * 2001), taken from conjunctions of equalities to any rule the way that presearchers of stored text queries do it.
 */
final class Covers {

    /** More leaves than this are as much work as what they save. */
    private static final int LEAVES_AT_MOST = 64;

    /** One that holds more often spares too little. */
    private static final double COST_AT_MOST = 0.75;

    /** @param cost how many of the leaves hold of a customer on average */
    private record Cover(double cost, int[] leaves) {}

    /** By literal; null where there is none. */
    private final @Nullable Cover[] covers;

    private final Circuit circuit;

    Covers(Circuit circuit) {
        this.circuit = circuit;
        covers = new Cover[2 * circuit.size()];
        for (int node = 0; node < circuit.size(); node++) {
            if (circuit.leaf(node) != null) {
                covers[Circuit.literal(node, false)] = new Cover(circuit.likelihood(node), new int[] {node});
            } else {
                covers[Circuit.literal(node, false)] = best(node, -1);
                covers[Circuit.literal(node, true)] = ofAny(node);
            }
        }
    }

    /** @return null where none is worth while */
    int @Nullable [] of(int literal) {
        return leaves(covers[literal]);
    }

    /**
     * Leaves of which one must hold, before or after, for a gate to flip together with one of its inputs: all of the others
     * must hold then.
     *
     * @return null where none is worth while
     */
    int @Nullable [] ofOthers(int gate, int flipping) {
        return leaves(best(gate, flipping));
    }

    private static int @Nullable [] leaves(@Nullable Cover cover) {
        return cover == null || cover.cost() > COST_AT_MOST ? null : cover.leaves();
    }

    private @Nullable Cover best(int gate, int without) {
        Cover best = null;
        for (int input : circuit.inputs(gate)) {
            Cover cover = covers[input];
            if (Circuit.node(input) != without && cover != null && (best == null || cover.cost() < best.cost())) {
                best = cover;
            }
        }
        return best;
    }

    private @Nullable Cover ofAny(int gate) {
        double cost = 0;
        int[] leaves = {};
        for (int input : circuit.inputs(gate)) {
            Cover cover = covers[Circuit.opposite(input)];
            if (cover == null || leaves.length + cover.leaves().length > LEAVES_AT_MOST) {
                return null;
            }
            cost += cover.cost();
            leaves = IntStream.concat(Arrays.stream(leaves), Arrays.stream(cover.leaves()))
                    .distinct()
                    .toArray();
        }
        return new Cover(cost, leaves);
    }
}
