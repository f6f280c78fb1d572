package io.micms.campaign.segments;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.profiles.AudienceSizes;
import io.micms.campaign.profiles.Backfill;
import io.micms.campaign.profiles.Backfill.Progress;
import io.micms.campaign.profiles.Membership;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.rules.NormalRule;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleDescription;
import io.micms.campaign.rules.RuleParser;
import io.micms.campaign.rules.SegmentReferences;
import io.micms.campaign.rules.SegmentReferences.Named;
import io.micms.campaign.segments.Segment.State;
import io.micms.campaign.segments.SegmentUsers.Kind;
import io.micms.campaign.segments.SegmentUsers.Use;
import io.micms.platform.leasing.Leases;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** What people do with segments. */
@Service
public class SegmentService {

    private static final int EXPORTED_AT_ONCE = 1_000;

    /** Far longer than it takes to save a segment. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Segments segments;
    private final Profiles profiles;
    private final AudienceSizes sizes;
    private final Backfill backfill;
    private final ObjectProvider<SegmentUsers> users;
    private final Leases leases;
    private final ZoneId zone;
    private final Clock clock;

    SegmentService(
            Segments segments,
            Profiles profiles,
            AudienceSizes sizes,
            Backfill backfill,
            ObjectProvider<SegmentUsers> users,
            Leases leases,
            PlatformProperties platform,
            Clock clock) {
        this.segments = segments;
        this.profiles = profiles;
        this.sizes = sizes;
        this.backfill = backfill;
        this.users = users;
        this.leases = leases;
        this.zone = platform.timeZone();
        this.clock = clock;
    }

    /**
     * A segment with what its audience is at the moment.
     *
     * @param backfill null once every profile has been judged by the rule as it is
     */
    public record Live(Segment segment, long size, @Nullable Progress backfill, String description) {}

    /**
     * What there is to say of a rule that nothing is wrong with.
     *
     * @param normalised the same for rules that say the same, whichever way they are written
     * @param sameAs active segments whose rules say the same
     */
    public record Validation(String description, String normalised, List<Named> sameAs) {}

    /** An active segment that a customer is in. */
    public record SegmentOfCustomer(String segmentId, String name, Membership membership) {}

    public Live create(Segment.Draft draft) {
        Rule.Group rule = draft.check(zone);
        return live(inTurn(() -> {
            segments.latestRulebook().check(new Named("", String.valueOf(draft.name()), rule));
            return segments.save(Segment.create(draft, clock.instant()));
        }));
    }

    public Live change(String id, Segment.Draft draft, @Nullable String ifMatch) {
        return live(inTurn(() -> {
            Segment segment = read(id, ifMatch);
            Rule.Group rule = draft.check(zone);
            segments.latestRulebook().check(new Named(id, String.valueOf(draft.name()), rule));
            segment.change(draft, rule, zone, clock.instant());
            return segments.save(segment);
        }));
    }

    /**
     * What segments refer to each other is looked at and changed by one person after the other: two who did so at once
     * could close a circle, or refer to what the other one takes away.
     */
    private Segment inTurn(Supplier<Segment> change) {
        return leases.inTurn("segments", LEASE, PATIENCE, change);
    }

    private Segment read(String id, @Nullable String ifMatch) {
        Segment segment = segments.get(id);
        ETags.requireMatch(ifMatch, segment.version());
        return segment;
    }

    public Live archive(String id, @Nullable String ifMatch) {
        return live(inTurn(() -> {
            Segment segment = read(id, ifMatch);
            requireUnused(id);
            segment.archive(clock.instant());
            return segments.save(segment);
        }));
    }

    public Live restore(String id, @Nullable String ifMatch) {
        return live(inTurn(() -> {
            Segment segment = read(id, ifMatch);
            segments.latestRulebook().check(new Named(id, segment.name(), segment.rule(zone)));
            segment.restore(clock.instant());
            return segments.save(segment);
        }));
    }

    /** Leaves nothing but a stub that nobody sees. */
    public void delete(String id, @Nullable String ifMatch) {
        inTurn(() -> {
            Segment segment = read(id, ifMatch);
            requireUnused(id);
            segment.delete(clock.instant());
            return segments.save(segment);
        });
    }

    private void requireUnused(String id) {
        List<Use> uses = uses(id);
        if (!uses.isEmpty()) {
            throw new SegmentInUse(uses);
        }
    }

    public Live duplicate(String id) {
        Segment segment = segments.get(id);
        String name = "Copy of " + segment.name();
        String free = Stream.concat(
                        Stream.of(name), IntStream.iterate(2, i -> i + 1).mapToObj(i -> "%s (%d)".formatted(name, i)))
                .filter(candidate -> !segments.isTaken(candidate))
                .findFirst()
                .orElseThrow();
        return create(segment.draft(free));
    }

    /** Active segments that are made of this one, and whoever else builds on it. */
    public List<Use> uses(String id) {
        String known = segments.get(id).id();
        List<Use> uses = new ArrayList<>();
        segments.latestRulebook()
                .referringTo(known)
                .forEach(segment -> uses.add(new Use(Kind.SEGMENT, segment.id(), segment.name())));
        users.forEach(user -> uses.addAll(user.of(known)));
        return uses;
    }

    public Live get(String id) {
        return live(segments.get(id));
    }

    public Page<Live> list(Collection<State> states, ListQuery query) {
        Progress progress = backfill.progress();
        Page<Segment> page = segments.list(states, query);
        Set<String> referredTo = new HashSet<>();
        page.items().forEach(segment -> referredTo.addAll(referredToBy(segment)));
        UnaryOperator<String> names = names(referredTo);
        Map<String, Long> members =
                sizes.of(page.items().stream().map(Segment::id).toList());
        return page.map(segment -> live(segment, members.getOrDefault(segment.id(), 0L), progress, names));
    }

    private Live live(Segment segment) {
        return live(segment, sizes.of(segment.id()), backfill.progress(), names(referredToBy(segment)));
    }

    private Live live(Segment segment, long members, @Nullable Progress progress, UnaryOperator<String> names) {
        String description;
        try {
            description = RuleDescription.of(segment.rule(zone), names, zone);
        } catch (InvalidInput e) {
            description = "This rule is not understood any more: "
                    + e.faults().getFirst().detail();
        }
        return new Live(segment, members, progress, description);
    }

    /** None of a rule that a later release has come to refuse; it can be seen and changed all the same. */
    private Collection<String> referredToBy(Segment segment) {
        try {
            return SegmentReferences.in(segment.rule(zone));
        } catch (InvalidInput e) {
            return Set.of();
        }
    }

    /** The rule of a preview or of anybody else in plain English. */
    public String describe(Rule.Group rule) {
        return RuleDescription.of(rule, names(SegmentReferences.in(rule)), zone);
    }

    /** What people call these segments; the id of one that is not there any more. */
    private UnaryOperator<String> names(Collection<String> ids) {
        Map<String, String> names = ids.isEmpty() ? Map.of() : segments.names(ids);
        return id -> names.getOrDefault(id, id);
    }

    public Page<Profile> members(String id, ListQuery query) {
        return profiles.members(segments.get(id).id(), query);
    }

    /** All members, read as the stream is. */
    public Stream<Profile> members(String id) {
        String known = segments.get(id).id();
        return Stream.iterate(
                        profiles.membersAfter(known, "", EXPORTED_AT_ONCE),
                        page -> !page.isEmpty(),
                        page -> profiles.membersAfter(known, page.getLast().id(), EXPORTED_AT_ONCE))
                .flatMap(List::stream);
    }

    /** @throws NotFound if there is no such customer, or nobody left who could be in a segment */
    public List<SegmentOfCustomer> segmentsOf(String customerId) {
        Profile profile = profiles.person(customerId).orElseThrow(() -> new NotFound("customer " + customerId));
        return profile.segments().stream()
                .flatMap(id -> segments.rulebook().find(id).stream())
                .flatMap(segment -> profile.membership(segment.id()).stream()
                        .map(membership -> new SegmentOfCustomer(segment.id(), segment.name(), membership)))
                .toList();
    }

    /** @throws InvalidInput with everything that is wrong with the rule */
    public Validation validate(@Nullable JsonNode json) {
        Rule.Group rule = RuleParser.parse(json, "/rule", zone);
        Rulebook rulebook = segments.rulebook();
        rulebook.resolve(rule);
        String normal = NormalRule.text(rule);
        return new Validation(describe(rule), normal, rulebook.sameAs(normal));
    }
}
