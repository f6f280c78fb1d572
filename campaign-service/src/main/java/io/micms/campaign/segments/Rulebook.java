package io.micms.campaign.segments;

import io.micms.campaign.matching.RuleIndex;
import io.micms.campaign.profiles.SegmentRules;
import io.micms.campaign.rules.NormalRule;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.SegmentReferences;
import io.micms.campaign.rules.SegmentReferences.Named;
import io.micms.platform.problem.InvalidInput;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of all active segments as they were at one moment, with every segment in them looked up. */
final class Rulebook {

    private static final Logger log = LoggerFactory.getLogger(Rulebook.class);

    private final Map<String, Entry> entries;
    private final SegmentRules.Active active;

    /** One segment; of one that is not active only the revisions. */
    private static final class Entry {

        private final long version;
        private final long ruleRevision;
        private final @Nullable Named segment;
        private volatile @Nullable String normal;

        Entry(Segment segment, ZoneId zone) {
            version = segment.version();
            ruleRevision = segment.ruleRevision();
            this.segment = segment.isActive() ? named(segment, zone) : null;
        }

        private static @Nullable Named named(Segment segment, ZoneId zone) {
            try {
                return new Named(segment.id(), segment.name(), segment.rule(zone));
            } catch (InvalidInput e) {
                log.error(
                        "Nobody is in segment {}, because its rule is none any more: {}", segment.id(), e.getMessage());
                return null;
            }
        }

        String normal(Named segment) {
            String known = normal;
            if (known == null) {
                known = NormalRule.text(segment.rule());
                normal = known;
            }
            return known;
        }
    }

    private Rulebook(Map<String, Entry> entries, SegmentRules.@Nullable Active active) {
        this.entries = entries;
        this.active = active == null ? resolve() : active;
    }

    static Rulebook empty() {
        return new Rulebook(Map.of(), null);
    }

    /** @param changed those that are new or have another version by now */
    Rulebook with(Collection<Segment> changed, ZoneId zone) {
        Map<String, Entry> next = new HashMap<>(entries);
        changed.forEach(segment -> next.put(segment.id(), new Entry(segment, zone)));
        return new Rulebook(next, epoch(next) == active.epoch() ? active : null);
    }

    private SegmentRules.Active resolve() {
        SegmentReferences references = new SegmentReferences(this::find);
        Map<String, Rule> rules = new HashMap<>();
        active().forEach(segment -> {
            try {
                rules.put(segment.id(), references.resolve(segment, "/rule"));
            } catch (InvalidInput e) {
                // Two people who changed two segments at the same moment can bring this about. Better nobody than
                // anybody.
                log.error("Nobody is in segment {}, because its rule leads nowhere: {}", segment.id(), e.getMessage());
            }
        });
        return new SegmentRules.Active(epoch(entries), RuleIndex.of(rules));
    }

    private static long epoch(Map<String, Entry> entries) {
        return entries.values().stream().mapToLong(entry -> entry.ruleRevision).sum();
    }

    SegmentRules.Active rules() {
        return active;
    }

    /** Whether it is made of these versions, and therefore up to date if these are. */
    boolean isOf(long versions) {
        return entries.values().stream().mapToLong(entry -> entry.version).sum() == versions;
    }

    boolean has(String id, long version) {
        Entry entry = entries.get(id);
        return entry != null && entry.version == version;
    }

    /** An active segment, as its rule was parsed. */
    Optional<Named> find(String id) {
        Entry entry = entries.get(id);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.segment);
    }

    private Stream<Named> active() {
        return entries.values().stream().map(entry -> entry.segment).flatMap(Stream::ofNullable);
    }

    /** Those whose rules themselves refer to a segment. */
    List<Named> referringTo(String id) {
        return where(segment -> SegmentReferences.in(segment.rule()).contains(id));
    }

    /** Those whose rules are written the same in their normal form. */
    List<Named> sameAs(String normal) {
        return where(segment -> entries.get(segment.id()).normal(segment).equals(normal));
    }

    private List<Named> where(Predicate<Named> condition) {
        return active().filter(condition).toList();
    }

    /**
     * What a segment's rule would be with all segments in it looked up.
     *
     * @throws InvalidInput if it cannot be, or if another segment's rule no longer could
     */
    void check(Named changed) {
        SegmentReferences references =
                new SegmentReferences(id -> id.equals(changed.id()) ? Optional.of(changed) : find(id));
        references.resolve(changed, "/rule");
        Set<String> affected = new HashSet<>();
        collectUsers(changed.id(), affected);
        for (String id : affected) {
            Named user = find(id).orElseThrow();
            try {
                references.resolve(user, "/rule");
            } catch (InvalidInput e) {
                throw new InvalidInput(
                        "/rule",
                        "Segment \"%s\" is made of this one and would not work any more: %s"
                                .formatted(user.name(), e.faults().getFirst().detail()));
            }
        }
    }

    private void collectUsers(String id, Set<String> users) {
        for (Named user : referringTo(id)) {
            if (users.add(user.id())) {
                collectUsers(user.id(), users);
            }
        }
    }

    /**
     * A rule with all segments in it looked up.
     *
     * @throws InvalidInput if one of them cannot be
     */
    Rule.Group resolve(Rule.Group rule) {
        return new SegmentReferences(this::find).resolve(rule, "/rule");
    }
}
