package io.micms.campaign.rules;

import io.micms.campaign.rules.Rule.Group;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks up the rules of segments within rules, each once, so that rules which refer to the same segment share its rule. Not
 * safe for threads.
 */
public final class SegmentReferences {

    private static final int DEPTH_AT_MOST = 10;

    /** What one judgement may cost. Without it, segments of two segments of two segments would double ten times. */
    private static final int CONDITIONS_AT_MOST = 10_000;

    /** MongoDB refuses filters that are nested a hundred groups deep. */
    private static final int GROUPS_DEEP_AT_MOST = 60;

    private final Function<String, Optional<Named>> segments;
    private final Map<String, Resolved> resolved = new HashMap<>();

    /**
     * A segment that can be referred to.
     *
     * @param rule as it was parsed
     */
    public record Named(String id, String name, Group rule) {}

    /**
     * @param depth of segments within segments
     * @param conditions of the rule and all it refers to, each as often as it is referred to
     * @param groups how deep they are nested, those of segments included
     */
    private record Resolved(Group rule, int depth, long conditions, int groups) {}

    private static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message, null, false, false);
        }
    }

    /** @param segments the active ones, by id */
    public SegmentReferences(Function<String, Optional<Named>> segments) {
        this.segments = segments;
    }

    /** The ids of the segments that a rule itself refers to. */
    public static Set<String> in(Rule rule) {
        Set<String> found = new HashSet<>();
        collect(rule, found);
        return found;
    }

    private static void collect(Rule rule, Set<String> found) {
        switch (rule) {
            case Group group -> group.rules().forEach(child -> collect(child, found));
            case Rule.InSegments in -> in.segments().forEach(segment -> found.add(segment.segmentId()));
            case Rule.Condition condition -> {}
        }
    }

    /**
     * The rule of a segment that is in the directory, with every segment in it looked up.
     *
     * @throws InvalidInput with a fault for each reference that cannot be followed
     */
    public Group resolve(Named segment, String pointer) {
        return resolve(segment.rule(), pointer, new ArrayDeque<>(List.of(segment)));
    }

    /** As the other, of a rule that is no segment's. */
    public Group resolve(Group rule, String pointer) {
        return resolve(rule, pointer, new ArrayDeque<>());
    }

    private Group resolve(Group rule, String pointer, Deque<Named> path) {
        Walk walk = new Walk(path, 0);
        Resolved result = walk.result(rule, pointer);
        if (!walk.faults.isEmpty()) {
            throw new InvalidInput(walk.faults);
        }
        if (result.conditions > CONDITIONS_AT_MOST) {
            throw new InvalidInput(
                    pointer,
                    "With the segments it refers to, the rule has more than %d conditions, which is too much to judge every customer by."
                            .formatted(CONDITIONS_AT_MOST));
        }
        if (result.groups > GROUPS_DEEP_AT_MOST) {
            throw new InvalidInput(
                    pointer,
                    "With the segments it refers to, the rule's groups are nested more than %d deep."
                            .formatted(GROUPS_DEEP_AT_MOST));
        }
        return result.rule;
    }

    private Resolved follow(String id, Deque<Named> path, int level) {
        Named segment = segments.apply(id)
                .orElseThrow(() -> new Broken("There is no active segment with the id \"%s\".".formatted(id)));
        if (path.stream().anyMatch(above -> above.id().equals(id))) {
            String chain = Stream.concat(
                            path.stream().dropWhile(above -> !above.id().equals(id)), Stream.of(segment))
                    .map(link -> "\"" + link.name() + "\"")
                    .collect(Collectors.joining(" → "));
            throw new Broken("A segment cannot be part of itself: %s.".formatted(chain));
        }
        Resolved known = resolved.get(id);
        if (level + (known == null ? 0 : known.depth) > DEPTH_AT_MOST) {
            throw new Broken("Segments are at most %d deep in each other; with \"%s\" it would be more."
                    .formatted(DEPTH_AT_MOST, segment.name()));
        }
        if (known == null) {
            path.addLast(segment);
            Walk walk = new Walk(path, level);
            known = walk.result(segment.rule(), "");
            path.removeLast();
            if (!walk.faults.isEmpty()) {
                throw new Broken("Segment \"%s\" cannot be referred to: %s"
                        .formatted(segment.name(), walk.faults.getFirst().detail()));
            }
            resolved.put(id, known);
        }
        return known;
    }

    /** A way through one rule. */
    private final class Walk {

        private final Deque<Named> path;
        private final int level;
        private final List<Fault> faults = new ArrayList<>();
        private int depth;
        private long conditions;
        private int groups;

        /**
         * @param path the segments that the rule is within, itself included
         * @param level how many of them were referred to
         */
        Walk(Deque<Named> path, int level) {
            this.path = path;
            this.level = level;
        }

        Resolved result(Group rule, String pointer) {
            return new Resolved(group(rule, pointer, 1), depth, conditions, groups);
        }

        private Group group(Group group, String pointer, int nested) {
            groups = Math.max(groups, nested);
            List<Rule> rules = new ArrayList<>(group.rules().size());
            for (Rule rule : group.rules()) {
                String at = pointer + "/rules/" + rules.size();
                rules.add(
                        switch (rule) {
                            case Group inner -> group(inner, at, nested + 1);
                            case Rule.InSegments in -> segments(in, at, nested);
                            case Rule.Condition condition -> {
                                conditions++;
                                yield condition;
                            }
                        });
            }
            return new Group(group.combinator(), group.not(), rules);
        }

        private Rule.InSegments segments(Rule.InSegments in, String pointer, int nested) {
            List<Rule.Reference> references = new ArrayList<>(in.segments().size());
            for (Rule.Reference reference : in.segments()) {
                try {
                    Resolved segment = follow(reference.segmentId(), path, level + 1);
                    depth = Math.max(depth, segment.depth + 1);
                    conditions = Math.min(conditions + segment.conditions, Integer.MAX_VALUE);
                    groups = Math.max(groups, nested + segment.groups);
                    references.add(new Rule.Reference(reference.segmentId(), segment.rule));
                } catch (Broken e) {
                    faults.add(new Fault(pointer + "/value/" + references.size(), String.valueOf(e.getMessage())));
                    references.add(reference);
                }
            }
            return new Rule.InSegments(in.negated(), references);
        }
    }
}
