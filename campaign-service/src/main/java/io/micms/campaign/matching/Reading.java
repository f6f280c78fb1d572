package io.micms.campaign.matching;

import io.micms.campaign.rules.Facts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A customer at a moment, and what has been found out about the nodes so far. Used again and again, by one thread at a time. */
final class Reading {

    private static final Facts NOBODY = new Facts(Instant.EPOCH, ZoneOffset.UTC, Map.of(), Map.of());
    private static final int ROUNDS = Integer.MAX_VALUE >> 1;

    private final Network network;
    private final Circuit circuit;
    private Facts facts = NOBODY;

    /** By place of the subject; null where there is no value. */
    private final @Nullable Object[] values;

    /** The places of the subjects that have a value. */
    private final int[] places;

    private int count;

    /** The round in which a node was judged last, twice, plus one if it held; by node. */
    private final int[] judged;

    /** The round in which the leaves that are found by their value were, by place of the subject. */
    private final int[] found;

    /** Whether all leaves that hold are known. */
    private boolean complete;

    private int round;
    private final IntConsumer holding = this::learnThatHolds;

    Reading(Network network) {
        this.network = network;
        circuit = network.circuit();
        values = new Object[network.subjects().size()];
        places = new int[values.length];
        found = new int[values.length];
        judged = new int[circuit.size()];
    }

    void begin(Facts facts) {
        this.facts = facts;
        complete = false;
        if (++round == ROUNDS) {
            Arrays.fill(judged, 0);
            Arrays.fill(found, 0);
            round = 1;
        }
        if (network.subjects().size() <= facts.values().size()) {
            for (int place = 0; place < values.length; place++) {
                Object value = facts.values().get(network.keys()[place]);
                if (value != null) {
                    put(place, value);
                }
            }
        } else {
            facts.values().forEach((key, value) -> {
                Integer place = network.places().get(key);
                if (place != null) {
                    put(place, value);
                }
            });
        }
    }

    private void put(int place, Object value) {
        values[place] = value;
        places[count++] = place;
    }

    /** Lets go of the customer. */
    void end() {
        facts = NOBODY;
        while (count > 0) {
            values[places[--count]] = null;
        }
    }

    Facts facts() {
        return facts;
    }

    @Nullable
    Object value(int place) {
        return values[place];
    }

    /** How many subjects have a value. */
    int count() {
        return count;
    }

    /** The place of the nth subject that has a value. */
    int place(int nth) {
        return places[nth];
    }

    boolean holds(int literal) {
        return nodeHolds(Circuit.node(literal)) != Circuit.isInverted(literal);
    }

    boolean nodeHolds(int node) {
        int known = judged[node];
        if (known >> 1 == round) {
            return (known & 1) == 1;
        }
        int place = network.subjectOf()[node];
        boolean holds = place < 0 ? gateHolds(node) : leafHolds(node, place);
        judged[node] = round << 1 | (holds ? 1 : 0);
        return holds;
    }

    private boolean gateHolds(int gate) {
        for (int input : circuit.inputs(gate)) {
            if (!holds(input)) {
                return false;
            }
        }
        return true;
    }

    private boolean leafHolds(int leaf, int place) {
        Object value = values[place];
        if (value == null || complete) {
            return false;
        }
        if (!network.isFound()[leaf]) {
            return circuit.leaf(leaf).holds(value, facts);
        }
        if (found[place] != round) {
            found[place] = round;
            network.subjects().get(place).findExact(value, holding);
        }
        return judged[leaf] == (round << 1 | 1);
    }

    /** @param leaves all that hold */
    void learn(NodeSet leaves) {
        complete = true;
        leaves.forEach(holding);
    }

    private void learnThatHolds(int leaf) {
        judged[leaf] = round << 1 | 1;
    }
}
