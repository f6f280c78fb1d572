package io.micms.campaign.segments;

import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Membership;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.rules.Aggregates;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleExplanation;
import io.micms.campaign.rules.RuleExplanation.Finding;
import io.micms.campaign.rules.RuleField;
import io.micms.campaign.rules.SegmentReferences;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.security.Contacts;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why a customer is in a segment, or is not. */
@Component
public class MembershipExplanations {

    private final Segments segments;
    private final Profiles profiles;
    private final Clock clock;

    MembershipExplanations(Segments segments, Profiles profiles, Clock clock) {
        this.segments = segments;
        this.profiles = profiles;
        this.clock = clock;
    }

    /**
     * What there is to say.
     *
     * @param membership the last change; empty if the customer never was in the segment
     * @param finding at this moment
     */
    public record Explanation(
            CustomerCopy customer, boolean member, Optional<Membership> membership, Finding finding) {}

    /**
     * @param contacts whether contact details may be shown
     * @throws NotFound if there is no such segment or customer, or nobody left who could be in a segment
     * @throws Conflict if the segment is archived, and so is one that it refers to
     */
    public Explanation explain(String segmentId, String customerId, boolean contacts) {
        Rule.Group rule = rule(segments.get(segmentId));
        Profile profile = profiles.person(customerId).orElseThrow(() -> new NotFound("customer " + customerId));
        Instant now = clock.instant();
        Facts facts = Objects.requireNonNull(
                profiles.factsOf(List.of(profile), Aggregates.in(rule), now).get(profile.id()));
        Set<String> named = new HashSet<>();
        collect(rule, named);
        Map<String, String> names = segments.names(named);
        return new Explanation(
                profile.customer(),
                profile.isIn(segmentId),
                profile.membership(segmentId),
                RuleExplanation.of(rule, facts, id -> names.getOrDefault(id, id), given(profile.customer(), contacts)));
    }

    private Rule.Group rule(Segment segment) {
        try {
            return segments.resolve(segment);
        } catch (InvalidInput e) {
            throw new Conflict("The segment refers to others that are not active.");
        }
    }

    private static void collect(Rule rule, Set<String> named) {
        named.addAll(SegmentReferences.in(rule));
        switch (rule) {
            case Rule.Group group -> group.rules().forEach(inner -> collect(inner, named));
            case Rule.InSegments in -> in.segments().forEach(segment -> collect(segment.resolved(), named));
            case Rule.Condition condition -> {}
        }
    }

    /** Texts as they are written, which facts do not keep. */
    private static Map<String, String> given(CustomerCopy customer, boolean contacts) {
        Map<String, String> given = new HashMap<>();
        put(given, "externalId", customer.externalId());
        put(given, "firstName", customer.firstName());
        put(given, "lastName", customer.lastName());
        put(given, "email", contacts ? customer.email() : Contacts.masked(customer.email()));
        put(given, "phone", contacts ? customer.phone() : Contacts.masked(customer.phone()));
        put(given, "city", customer.city());
        put(given, "country", customer.country());
        put(given, "tags", String.join(", ", customer.tags()));
        customer.attributes().forEach((name, value) -> {
            if (value instanceof String text) {
                given.put(RuleField.ATTRIBUTES + name, text);
            }
        });
        return given;
    }

    private static void put(Map<String, String> given, String field, @Nullable String value) {
        if (value != null) {
            given.put(field, value);
        }
    }
}
