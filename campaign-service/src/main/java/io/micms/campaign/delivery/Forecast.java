package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Rehearsal;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.Slot;
import io.micms.campaign.delivery.Verdict.Defer;
import io.micms.campaign.delivery.Verdict.Skip;
import io.micms.campaign.profiles.AudienceSizes;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.platform.problem.Fault;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What would become of a campaign's audience if it went out now: the same guards, asked ahead. Up to {@link #EXACTLY} members
 * each is asked; of more a sample by chance is, and the figures are scaled up.
 */
@Component
public class Forecast {

    static final int EXACTLY = 50_000;
    private static final int SAMPLE = 5_000;
    private static final int PAGE = 500;
    private static final int SHOWN = 20;
    private static final int TEN_THOUSANDTHS = 10_000;

    private final Profiles profiles;
    private final AudienceSizes sizes;
    private final Guards guards;
    private final Caps caps;
    private final Rehearsal rehearsal;
    private final Clock clock;

    Forecast(Profiles profiles, AudienceSizes sizes, Guards guards, Caps caps, Rehearsal rehearsal, Clock clock) {
        this.profiles = profiles;
        this.sizes = sizes;
        this.guards = guards;
        this.caps = caps;
        this.rehearsal = rehearsal;
        this.clock = clock;
    }

    /** What would become of one person. */
    public enum Fate {
        GETS_IT,
        /** Gets it when the reason for waiting has passed. */
        GETS_IT_LATER,
        HELD_OUT,
        WITHHELD
    }

    /** @param reason null for who gets it at once or is held out */
    public record Prospect(
            String customerId,
            String name,
            Fate fate,
            @Nullable Reason reason) {}

    /**
     * @param members of the segment
     * @param examined how many of them were asked about
     * @param exact whether those were all; otherwise the figures are estimates
     * @param gets how many would get it, now or later
     * @param later how many of those would wait, by reason
     * @param withheld how many would not get it, by the first reason that there is
     * @param people some of each
     * @param faults what cannot be rendered for one of them, so that the launch would be refused
     */
    public record Outlook(
            Instant asOf,
            long members,
            long examined,
            boolean exact,
            long gets,
            Map<Reason, Long> later,
            long heldOut,
            Map<Reason, Long> withheld,
            List<Prospect> people,
            List<Fault> faults) {}

    public Outlook of(Campaign campaign) {
        Instant now = clock.instant();
        long members = sizes.of(campaign.segmentId());
        Count count = new Count();
        boolean exact = members <= EXACTLY;
        if (exact) {
            String after = "";
            List<Profile> page = profiles.membersAfter(campaign.segmentId(), after, PAGE);
            while (!page.isEmpty()) {
                ask(campaign, page, count, now);
                page = profiles.membersAfter(
                        campaign.segmentId(), page.getLast().id(), PAGE);
            }
        } else {
            int part = (int) Math.max(1, Math.ceilDiv((long) SAMPLE * TEN_THOUSANDTHS, members));
            List<Profile> sample = profiles.sampledMembers(campaign.segmentId(), part);
            for (int from = 0; from < sample.size(); from += PAGE) {
                ask(campaign, sample.subList(from, Math.min(sample.size(), from + PAGE)), count, now);
            }
        }
        return count.outlook(now, exact ? count.examined : members, exact, rehearsal.faults(campaign));
    }

    private void ask(Campaign campaign, List<Profile> page, Count count, Instant now) {
        Map<String, Profile> people = page.stream().collect(Collectors.toMap(Profile::id, Function.identity()));
        List<Message> messages = page.stream()
                .filter(profile -> !campaign.holdsOut(profile.id()))
                .map(profile -> Message.queue(
                        new Slot(campaign.id(), profile.id(), campaign.channel(), 0, campaign.occurrence() + 1),
                        campaign.awaitsWinner(profile.id()) ? null : campaign.variantOf(profile.id()),
                        now))
                .toList();
        Map<String, Verdict> verdicts = guards.judge(messages, Map.of(campaign.id(), campaign), people, now);
        Set<String> full =
                campaign.guards().areCapsIgnored() ? Set.of() : caps.full(people.keySet(), campaign.channel(), now);
        for (Profile profile : page) {
            String id = Message.id(campaign.id(), profile.id(), 0, campaign.occurrence() + 1);
            count.add(profile, verdicts.get(id), full.contains(profile.id()));
        }
    }

    private static final class Count {

        private long examined;
        private long gets;
        private long heldOut;
        private final Map<Reason, Long> later = new TreeMap<>();
        private final Map<Reason, Long> withheld = new TreeMap<>();
        private final Map<Fate, List<Prospect>> shown = new TreeMap<>();

        /** @param verdict null for who is held out */
        void add(Profile profile, @Nullable Verdict verdict, boolean full) {
            examined++;
            switch (verdict) {
                case null -> {
                    heldOut++;
                    show(profile, Fate.HELD_OUT, null);
                }
                case Skip skip -> {
                    withheld.merge(skip.why(), 1L, Long::sum);
                    show(profile, Fate.WITHHELD, skip.why());
                }
                case Defer defer
                when defer.why() != null -> {
                    gets++;
                    later.merge(defer.why(), 1L, Long::sum);
                    show(profile, Fate.GETS_IT_LATER, defer.why());
                }
                case Verdict other
                when full -> {
                    withheld.merge(Reason.FREQUENCY_CAP, 1L, Long::sum);
                    show(profile, Fate.WITHHELD, Reason.FREQUENCY_CAP);
                }
                case Verdict other -> {
                    gets++;
                    show(profile, Fate.GETS_IT, null);
                }
            }
        }

        private void show(Profile profile, Fate fate, @Nullable Reason reason) {
            List<Prospect> some = shown.computeIfAbsent(fate, which -> new ArrayList<>());
            if (some.size() < SHOWN) {
                some.add(new Prospect(profile.id(), profile.customer().displayName(), fate, reason));
            }
        }

        Outlook outlook(Instant now, long members, boolean exact, List<Fault> faults) {
            double scale = exact || examined == 0 ? 1 : (double) members / examined;
            return new Outlook(
                    now,
                    members,
                    examined,
                    exact,
                    Math.round(gets * scale),
                    scaled(later, scale),
                    Math.round(heldOut * scale),
                    scaled(withheld, scale),
                    shown.values().stream().flatMap(List::stream).toList(),
                    faults);
        }

        private static Map<Reason, Long> scaled(Map<Reason, Long> counts, double scale) {
            Map<Reason, Long> scaled = new TreeMap<>();
            counts.forEach((reason, count) -> scaled.put(reason, Math.round(count * scale)));
            return scaled;
        }
    }
}
