package io.micms.campaign.matching;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntConsumer;

/** A set of numbers below a limit that is emptied at no cost and used again. Not for several threads. */
final class NodeSet {

    private final int[] rounds;
    private int[] added = new int[64];
    private int count;
    private int round = 1;

    /** @param limit above all of its numbers */
    NodeSet(int limit) {
        rounds = new int[limit];
    }

    /** @return whether it was not there */
    boolean add(int node) {
        if (rounds[node] == round) {
            return false;
        }
        rounds[node] = round;
        if (count == added.length) {
            added = Arrays.copyOf(added, 2 * count);
        }
        added[count++] = node;
        return true;
    }

    /** Adds it, or takes it out if it is there: what is toggled for two sides is in the end what differs between them. */
    void toggle(int node) {
        if (!add(node)) {
            rounds[node] = 0;
        }
    }

    void toggle(int[] nodes) {
        for (int node : nodes) {
            toggle(node);
        }
    }

    /** Takes out any; -1 if there is none. */
    int take() {
        while (count > 0) {
            int node = added[--count];
            // It may have been taken out again, or be listed twice because it was added again after that.
            if (rounds[node] == round) {
                rounds[node] = 0;
                return node;
            }
        }
        return -1;
    }

    void forEach(IntConsumer nodes) {
        for (int i = 0; i < count; i++) {
            if (rounds[added[i]] == round) {
                nodes.accept(added[i]);
            }
        }
    }

    void clear() {
        count = 0;
        if (++round == Integer.MAX_VALUE) {
            Arrays.fill(rounds, 0);
            round = 1;
        }
    }

    static int[] array(Collection<Integer> nodes) {
        return nodes.stream().mapToInt(Integer::intValue).toArray();
    }
}
