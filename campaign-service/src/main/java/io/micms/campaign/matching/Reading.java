package io.micms.campaign.matching;

import io.micms.campaign.rules.Facts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

/** A customer at a moment, and what has been found out about the nodes so far. Used again and again, by one thread at a time. */
final class Reading {

    private static final Facts NOBODY = new Facts(Instant.EPOCH, ZoneOffset.UTC, Map.of(), Map.of());

    private final Circuit circuit;

    /** The round in which a node was looked at last, twice, plus one if it held; by node. */
    private final int[] known;

    private int round;
    private Facts facts = NOBODY;

    /** Whether all leaves that hold are known to. */
    private boolean complete;

    Reading(Circuit circuit) {
        this.circuit = circuit;
        known = new int[circuit.size()];
    }

    void begin(Facts facts) {
        this.facts = facts;
        begin(false);
    }

    /** @param holding all the leaves that hold */
    void begin(NodeSet holding) {
        begin(true);
        holding.forEach(leaf -> learn(leaf, true));
    }

    private void begin(boolean complete) {
        this.complete = complete;
        if (++round == Integer.MAX_VALUE >> 1) {
            Arrays.fill(known, 0);
            round = 1;
        }
    }

    /** Lets go of the customer. */
    void end() {
        facts = NOBODY;
    }

    boolean holds(int literal) {
        return nodeHolds(Circuit.node(literal)) != Circuit.isInverted(literal);
    }

    boolean nodeHolds(int node) {
        int before = known[node];
        if (before >> 1 == round) {
            return (before & 1) == 1;
        }
        Leaf leaf = circuit.leaf(node);
        boolean holds = leaf == null ? gateHolds(node) : !complete && leaf.holds(facts.value(leaf.subject()), facts);
        learn(node, holds);
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

    private void learn(int node, boolean holds) {
        known[node] = round << 1 | (holds ? 1 : 0);
    }
}
