package io.micms.campaign.matching;

import io.micms.campaign.rules.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Room for looking at one customer at a time, at one moment or two. Used again and again, by one thread at a time. */
final class Comparison {

    private final Network network;
    private final Reading before;
    private final Reading after;

    /** Nodes that flip, or leaves that hold, and have yet to be followed. */
    private final NodeSet waiting;

    /** Gates, or outputs, that were looked at. */
    private final NodeSet seen;

    Comparison(Network network) {
        this.network = network;
        before = new Reading(network);
        after = new Reading(network);
        waiting = new NodeSet(network.circuit().size());
        seen = new NodeSet(network.circuit().size());
    }

    Changes changes(Facts old, Facts current) {
        before.begin(old);
        after.begin(current);
        toggleFlippingLeaves();
        List<String> joined = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int node = waiting.take(); node >= 0; node = waiting.take()) {
            for (int output : network.outputsOf()[node]) {
                Network.Output of = network.outputs().get(output);
                (after.holds(of.literal()) ? joined : left).addAll(of.segments());
            }
            follow(network.fanouts()[node]);
        }
        seen.clear();
        before.end();
        after.end();
        return joined.isEmpty() && left.isEmpty() ? Changes.NONE : new Changes(Set.copyOf(joined), Set.copyOf(left));
    }

    private void toggleFlippingLeaves() {
        for (int i = 0; i < after.count(); i++) {
            int place = after.place(i);
            if (!after.value(place).equals(before.value(place))) {
                toggleFlippingLeaves(place);
            }
        }
        for (int i = 0; i < before.count(); i++) {
            int place = before.place(i);
            if (after.value(place) == null) {
                toggleFlippingLeaves(place);
            }
        }
        if (!before.facts().at().equals(after.facts().at())) {
            for (int place : network.timed()) {
                if (after.value(place) != null && after.value(place).equals(before.value(place))) {
                    toggleFlippingLeaves(place);
                }
            }
        }
    }

    private void toggleFlippingLeaves(int place) {
        network.subjects()
                .get(place)
                .toggleFlipping(before.value(place), before.facts(), after.value(place), after.facts(), waiting);
    }

    private void follow(Fanout fanout) {
        look(fanout.always());
        int[] guards = fanout.guards();
        for (int i = 0; i < guards.length; i++) {
            if (before.nodeHolds(guards[i]) || after.nodeHolds(guards[i])) {
                look(fanout.guarded()[i]);
            }
        }
    }

    private void look(int[] gates) {
        for (int gate : gates) {
            if (seen.add(gate) && before.nodeHolds(gate) != after.nodeHolds(gate)) {
                waiting.add(gate);
            }
        }
    }

    Set<String> matching(Facts facts) {
        after.begin(facts);
        for (int i = 0; i < after.count(); i++) {
            int place = after.place(i);
            network.subjects().get(place).toggleHolding(after.value(place), facts, waiting);
        }
        after.learn(waiting);
        Set<String> matching = new HashSet<>();
        for (int leaf = waiting.take(); leaf >= 0; leaf = waiting.take()) {
            judge(network.guarded()[leaf], matching);
        }
        judge(network.unguarded(), matching);
        seen.clear();
        after.end();
        return matching;
    }

    private void judge(int[] outputs, Set<String> matching) {
        for (int output : outputs) {
            if (seen.add(output)) {
                Network.Output of = network.outputs().get(output);
                if (after.holds(of.literal())) {
                    matching.addAll(of.segments());
                }
            }
        }
    }
}
