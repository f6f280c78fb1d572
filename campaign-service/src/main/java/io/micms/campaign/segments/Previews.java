package io.micms.campaign.segments;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.profiles.Backfill;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregates;
import io.micms.campaign.rules.Conditions;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleParser;
import io.micms.campaign.rules.RulePredicate;
import io.micms.campaign.segments.PreviewTurns.Turn;
import io.micms.platform.problem.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Who would be in a segment that is not saved yet. Where the database can tell by the stored facts, it counts; what nobody
 * has counted yet is counted for a sample at first, and for everyone if that is asked for.
 */
@Component
public class Previews {

    /** The interval of half of them is then four points wide; and so many are read and counted within a keystroke. */
    private static final int SAMPLE = 2_000;

    /** So many the database goes through within a keystroke. */
    private static final int COUNTED_AT_ONCE = 20_000;

    /** Later than the timers are, something holds them up. */
    private static final Duration OVERDUE = Duration.ofSeconds(2);

    private static final int SAMPLES_AT_MOST = 10_000;
    private static final int SHOWN = 10;
    private static final int PAGE = 500;
    private static final Duration RECOUNTED_AFTER = Duration.ofSeconds(5);

    private final Segments segments;
    private final Profiles profiles;
    private final Backfill backfill;
    private final PlatformProperties platform;
    private final Clock clock;
    private final Duration scanAtMost;
    private final PreviewTurns turns = new PreviewTurns();

    /** Of everybody and everything that happened to them, so that they leave room for live events. */
    private final Semaphore scans = new Semaphore(2);

    private volatile @Nullable People people;

    /** @param scanAtMost how long counting everybody may take */
    Previews(
            Segments segments,
            Profiles profiles,
            Backfill backfill,
            PlatformProperties platform,
            Clock clock,
            @Value("${micms.previews.scan-at-most:60s}") Duration scanAtMost) {
        this.segments = segments;
        this.profiles = profiles;
        this.backfill = backfill;
        this.platform = platform;
        this.clock = clock;
        this.scanAtMost = scanAtMost;
    }

    /**
     * What a person wants to know.
     *
     * @param segmentId with whose audience to compare; null for none
     * @param exact whether to wait for exact counts
     * @param builder whose earlier question this one replaces; null for nobody's
     */
    public record Question(
            @Nullable JsonNode rule,
            @Nullable String segmentId,
            boolean exact,
            @Nullable String builder) {}

    /**
     * @param low of the 95 % interval; the count itself if it is exact
     * @param of all customers
     * @param conditions how many meet each condition by itself
     * @param sample some of those who match
     * @param joining who is not in the segment that this is compared with but would be; null if it is compared with none
     * @param leaving who is in it and would not be
     */
    public record Preview(
            long count,
            boolean exact,
            long low,
            long high,
            long of,
            Rule.Group rule,
            List<ConditionCount> conditions,
            List<Profile> sample,
            @Nullable Movement joining,
            @Nullable Movement leaving) {}

    /** @param pointer to the condition, {@code /rule/…} */
    public record ConditionCount(String pointer, long count, boolean exact) {}

    public record Movement(long count, boolean exact, List<Profile> sample) {}

    public Preview of(Question question) {
        Rule.Group rule = segments.rulebook().resolve(RuleParser.parse(question.rule(), "/rule", platform.timeZone()));
        if (question.segmentId() != null) {
            segments.get(question.segmentId());
        }
        try (Turn turn = turns.begin(question.builder())) {
            return new Asking(rule, question.segmentId(), turn).answer(question.exact());
        }
    }

    /** Going through all of them takes as long as counting those who match, and a keystroke ago there were as many. */
    private long people() {
        People known = people;
        if (known == null || System.nanoTime() - known.countedAt() > RECOUNTED_AFTER.toNanos()) {
            known = new People(profiles.countPeople(), System.nanoTime());
            people = known;
        }
        return known.count();
    }

    private record People(long count, long countedAt) {}

    private static boolean isNegated(Rule rule) {
        return rule instanceof Rule.Group group
                && (group.not() || group.rules().stream().anyMatch(Previews::isNegated));
    }

    /** One question at one moment. */
    private final class Asking {

        private final Rule.Group rule;
        private final Map<String, Rule> conditions;
        private final Set<Aggregate> aggregates;
        private final @Nullable String segmentId;
        private final Turn turn;
        private final Instant now = clock.instant();

        Asking(Rule.Group rule, @Nullable String segmentId, Turn turn) {
            this.rule = rule;
            this.conditions = Conditions.in(rule, "/rule");
            this.aggregates = Aggregates.in(rule);
            this.segmentId = segmentId;
            this.turn = turn;
        }

        Preview answer(boolean exact) {
            long people = people();
            turn.stillWanted();
            if (people <= SAMPLE) {
                return everyone();
            }
            if (exact && !isStored()) {
                if (!scans.tryAcquire()) {
                    throw new Unavailable("Others are having everybody counted; the estimate holds until then.", null);
                }
                try {
                    return everyone();
                } finally {
                    scans.release();
                }
            }
            int tenThousandths = (int) Math.ceilDiv((long) SAMPLE * SAMPLES_AT_MOST, people);
            if (isStored() && (exact || people <= COUNTED_AT_ONCE)) {
                return stored(people, exact, tenThousandths);
            }
            Scan some = new Scan();
            some.take(profiles.sampledPeople(tenThousandths));
            return some.preview(people);
        }

        /** @throws Unavailable if that takes longer than anybody waits */
        private Preview everyone() {
            Scan everyone = new Scan();
            long end = System.nanoTime() + scanAtMost.toNanos();
            String last = "";
            for (List<Profile> page = profiles.peopleAfter(last, PAGE);
                    !page.isEmpty();
                    page = profiles.peopleAfter(last, PAGE)) {
                everyone.take(page);
                if (System.nanoTime() > end) {
                    throw new Unavailable(
                            "Counting everybody takes longer than %d s; the estimate holds until the segment is saved."
                                    .formatted(scanAtMost.toSeconds()),
                            null);
                }
                last = page.getLast().id();
            }
            return everyone.preview(everyone.seen);
        }

        /** Whether the facts that the rule asks for stand in every profile. */
        private boolean isStored() {
            return aggregates.stream().allMatch(Aggregate::isAlwaysCounted)
                    || segments.current().index().aggregates().containsAll(countedWhereAsked())
                            && backfill.progress() == null;
        }

        private Collection<Aggregate> countedWhereAsked() {
            return aggregates.stream()
                    .filter(aggregate -> !aggregate.isAlwaysCounted())
                    .toList();
        }

        /** Each takes as long as the whole: of many people a sample has to do. */
        private List<ConditionCount> countConditions(boolean all, int tenThousandths, long people) {
            long sampled = all ? people : profiles.countSampled(tenThousandths);
            List<ConditionCount> counts = new ArrayList<>();
            conditions.forEach((pointer, condition) -> {
                turn.stillWanted();
                long count = all
                        ? profiles.countMatching(condition, now)
                        : Estimate.of(profiles.countMatchingSampled(condition, now, tenThousandths), sampled, people)
                                .count();
                counts.add(new ConditionCount(pointer, count, all));
            });
            return counts;
        }

        /** Counted by the database; a condition that is the whole rule only once. */
        private Preview stored(long people, boolean patient, int tenThousandths) {
            boolean exact = !profiles.anyOverdue(now.minus(OVERDUE));
            long count = profiles.countMatching(rule, now);
            List<ConditionCount> conditionCounts = conditions.size() == 1 && !isNegated(rule)
                    ? List.of(new ConditionCount(conditions.keySet().iterator().next(), count, exact))
                    : countConditions(patient && people <= COUNTED_AT_ONCE, tenThousandths, people);
            turn.stillWanted();
            List<Profile> sample = count == 0 ? List.of() : profiles.sampleMatching(rule, now, SHOWN);
            return new Preview(
                    count,
                    exact,
                    count,
                    count,
                    Math.max(people, count),
                    rule,
                    conditionCounts,
                    sample,
                    segmentId == null ? null : joining(segmentId, exact),
                    segmentId == null ? null : leaving(segmentId, exact));
        }

        private Movement joining(String segment, boolean exact) {
            turn.stillWanted();
            long count = profiles.countJoining(rule, now, segment);
            return new Movement(
                    count, exact, count == 0 ? List.of() : profiles.sampleJoining(rule, now, segment, SHOWN));
        }

        private Movement leaving(String segment, boolean exact) {
            turn.stillWanted();
            long count = profiles.countLeaving(rule, now, segment);
            return new Movement(
                    count, exact, count == 0 ? List.of() : profiles.sampleLeaving(rule, now, segment, SHOWN));
        }

        /** Counted here, one customer after the other. */
        private final class Scan {

            private long seen;
            private long matching;
            private final Map<String, Long> meeting = new LinkedHashMap<>();
            private final List<Profile> sample = new ArrayList<>();
            private long joining;
            private final List<Profile> joiningSample = new ArrayList<>();
            private long leaving;
            private final List<Profile> leavingSample = new ArrayList<>();

            void take(List<Profile> people) {
                for (int from = 0; from < people.size(); from += PAGE) {
                    List<Profile> page = people.subList(from, Math.min(from + PAGE, people.size()));
                    Map<String, Facts> facts = profiles.factsOf(page, aggregates, now);
                    page.forEach(profile -> take(profile, facts.get(profile.id())));
                    turn.stillWanted();
                }
            }

            private void take(Profile profile, Facts facts) {
                seen++;
                conditions.forEach((pointer, condition) ->
                        meeting.merge(pointer, RulePredicate.matches(condition, facts) ? 1L : 0L, Long::sum));
                boolean matches = RulePredicate.matches(rule, facts);
                boolean member = segmentId != null && profile.isIn(segmentId);
                if (matches) {
                    matching++;
                    keep(profile, sample);
                }
                if (matches && !member) {
                    joining++;
                    keep(profile, joiningSample);
                }
                if (member && !matches) {
                    leaving++;
                    keep(profile, leavingSample);
                }
            }

            private static void keep(Profile profile, List<Profile> sample) {
                if (sample.size() < SHOWN) {
                    sample.add(profile);
                }
            }

            List<ConditionCount> conditionCounts(long people) {
                return conditions.keySet().stream()
                        .map(pointer -> new ConditionCount(
                                pointer,
                                Estimate.of(meeting.getOrDefault(pointer, 0L), seen, people)
                                        .count(),
                                seen >= people))
                        .toList();
            }

            Preview preview(long people) {
                boolean exact = seen >= people;
                Estimate estimate = Estimate.of(matching, seen, people);
                return new Preview(
                        estimate.count(),
                        exact,
                        estimate.low(),
                        estimate.high(),
                        people,
                        rule,
                        conditionCounts(people),
                        sample,
                        segmentId == null ? null : movement(joining, people, joiningSample),
                        segmentId == null ? null : movement(leaving, people, leavingSample));
            }

            private Movement movement(long count, long people, List<Profile> some) {
                return new Movement(Estimate.of(count, seen, people).count(), seen >= people, some);
            }
        }
    }
}
