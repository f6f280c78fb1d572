package io.micms.campaign.matching;

import io.micms.campaign.rules.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Room for looking at one customer at a time, at one moment or two. Used again and again, by one thread at a time. */
final class Comparison {

    private final Network network;
    private final Reading before;
    private final Reading after;

    /** Nodes that flip, and have yet to be followed. */
    private final NodeSet flipped;

    /** Gates, or outputs, that were looked at. */
    private final NodeSet seen;

    Comparison(Network network) {
        this.network = network;
        before = new Reading(network.circuit());
        after = new Reading(network.circuit());
        flipped = new NodeSet(network.circuit().size());
        seen = new NodeSet(network.circuit().size());
    }

    Changes changes(Facts old, Facts current) {
        flipped.clear();
        toggleFlippingLeaves(old, current);
        int node = flipped.take();
        if (node < 0) {
            return Changes.NONE;
        }
        before.begin(old);
        after.begin(current);
        seen.clear();
        List<String> joined = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (; node >= 0; node = flipped.take()) {
            for (int output : network.outputsOf()[node]) {
                Network.Output of = network.outputs().get(output);
                (after.holds(of.literal()) ? joined : left).addAll(of.segments());
            }
            follow(network.fanouts()[node]);
        }
        before.end();
        after.end();
        return new Changes(Set.copyOf(joined), Set.copyOf(left));
    }

    private void toggleFlippingLeaves(Facts old, Facts current) {
        int kept = 0;
        for (Map.Entry<String, Object> entry : current.values().entrySet()) {
            Object was = old.values().get(entry.getKey());
            if (was != null) {
                kept++;
            }
            if (!entry.getValue().equals(was)) {
                SubjectIndex subject = network.subjects().get(entry.getKey());
                if (subject != null) {
                    subject.toggleFlipping(was, old, entry.getValue(), current, flipped);
                }
            }
        }
        if (kept < old.values().size()) {
            old.values().forEach((key, was) -> {
                SubjectIndex subject = network.subjects().get(key);
                if (subject != null && !current.values().containsKey(key)) {
                    subject.toggleHolding(was, old, flipped);
                }
            });
        }
        if (!old.at().equals(current.at())) {
            network.timed().forEach((key, subject) -> {
                Object value = current.values().get(key);
                if (value != null && value.equals(old.values().get(key))) {
                    subject.toggleFlipping(value, old, value, current, flipped);
                }
            });
        }
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
                flipped.add(gate);
            }
        }
    }

    Set<String> matching(Facts facts) {
        flipped.clear();
        facts.values().forEach((key, value) -> {
            SubjectIndex subject = network.subjects().get(key);
            if (subject != null) {
                subject.toggleHolding(value, facts, flipped);
            }
        });
        after.begin(flipped);
        seen.clear();
        Set<String> matching = new HashSet<>();
        for (int leaf = flipped.take(); leaf >= 0; leaf = flipped.take()) {
            judge(network.guarded()[leaf], matching);
        }
        judge(network.unguarded(), matching);
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
