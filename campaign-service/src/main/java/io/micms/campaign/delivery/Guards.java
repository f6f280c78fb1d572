package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Decision;
import io.micms.campaign.campaigns.FollowUp;
import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.delivery.Verdict.Defer;
import io.micms.campaign.delivery.Verdict.Send;
import io.micms.campaign.delivery.Verdict.Skip;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.settings.DeliverySettings.QuietHours;
import io.micms.campaign.settings.Settings;
import io.micms.campaign.suppressions.Suppression;
import io.micms.campaign.suppressions.Suppressions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says of many messages at once whether they may go out at a moment. They are asked in this order, and the first that
 * minds gives the reason: whether the recipient is there at all, and has not got the same under another id; suppression,
 * address, consent; what the step asks for, which for the first is to be in the segment; whether the variant is known;
 * quiet hours. What caps allow is taken by {@link Caps}, after all others.
 */
@Component
class Guards {

    /** What has reached somebody, or may yet, under another of their ids. */
    static final Set<State> SENT_UNDER_ALIAS =
            EnumSet.of(State.SENDING, State.SENT, State.DELIVERED, State.UNCONFIRMED);

    /** A minute, for who is not known yet, or is being written to under another id: what becomes of that decides. */
    private static final Duration A_LITTLE = Duration.ofMinutes(1);

    /** For who waits for a winner that could have been chosen by now. */
    private static final Duration ANY_MOMENT = Duration.ofSeconds(10);

    private final Profiles profiles;
    private final Suppressions suppressions;
    private final Ledger ledger;
    private final TimeZones zones;
    private final Settings settings;

    Guards(Profiles profiles, Suppressions suppressions, Ledger ledger, TimeZones zones, Settings settings) {
        this.profiles = profiles;
        this.suppressions = suppressions;
        this.ledger = ledger;
        this.zones = zones;
        this.settings = settings;
    }

    /**
     * As the database has everything at this moment.
     *
     * @param campaigns that the messages are of
     * @return what to do with each, by its id
     */
    Map<String, Verdict> judge(Collection<Message> messages, Map<String, Campaign> campaigns, Instant now) {
        Set<String> customers = messages.stream().map(Message::customerId).collect(Collectors.toSet());
        return judge(messages, campaigns, profiles.findAll(customers), now);
    }

    /** As {@link #judge(Collection, Map, Instant)}, of people who have been read already. */
    Map<String, Verdict> judge(
            Collection<Message> messages, Map<String, Campaign> campaigns, Map<String, Profile> people, Instant now) {
        Map<String, Set<String>> aliases = profiles.aliases(people.values());
        Map<Channel, Suppressions.Held> suppressed = suppressed(messages, people, aliases);
        Map<String, Ledger.Row> rows = ledger.rows(related(messages, aliases));
        QuietHours quiet = settings.delivery().quietHours();
        Map<String, Verdict> verdicts = new HashMap<>();
        for (Message message : messages) {
            Campaign campaign = campaigns.get(message.campaignId());
            Profile profile = people.get(message.customerId());
            if (campaign == null) {
                continue;
            }
            verdicts.put(
                    message.id(),
                    profile == null
                            ? new Defer(null, now.plus(A_LITTLE))
                            : verdict(
                                    message,
                                    campaign,
                                    profile,
                                    aliases.getOrDefault(profile.id(), Set.of()),
                                    suppressed.get(message.channel()),
                                    rows,
                                    quiet,
                                    now));
        }
        return verdicts;
    }

    private Map<Channel, Suppressions.Held> suppressed(
            Collection<Message> messages, Map<String, Profile> people, Map<String, Set<String>> aliases) {
        Map<Channel, Set<String>> ids = new EnumMap<>(Channel.class);
        Map<Channel, Set<String>> addresses = new EnumMap<>(Channel.class);
        for (Message message : messages) {
            Profile profile = people.get(message.customerId());
            if (profile != null) {
                Set<String> all = ids.computeIfAbsent(message.channel(), channel -> new HashSet<>());
                all.add(message.customerId());
                all.addAll(aliases.getOrDefault(message.customerId(), Set.of()));
                String address = address(message.channel(), profile.customer());
                if (address != null) {
                    addresses
                            .computeIfAbsent(message.channel(), channel -> new HashSet<>())
                            .add(address);
                }
            }
        }
        Map<Channel, Suppressions.Held> suppressed = new EnumMap<>(Channel.class);
        ids.forEach((channel, all) ->
                suppressed.put(channel, suppressions.among(all, addresses.getOrDefault(channel, Set.of()), channel)));
        return suppressed;
    }

    /** The rows that have a say: of the same under other ids, and of the steps before. */
    private static List<String> related(Collection<Message> messages, Map<String, Set<String>> aliases) {
        List<String> ids = new ArrayList<>();
        for (Message message : messages) {
            aliases.getOrDefault(message.customerId(), Set.of()).forEach(alias -> ids.add(under(alias, message)));
            for (int step = 0; step < message.step(); step++) {
                ids.add(before(message, step));
            }
        }
        return ids;
    }

    static String under(String alias, Message message) {
        return Message.id(message.campaignId(), alias, message.step(), message.occurrence());
    }

    private static String before(Message message, int step) {
        return Message.id(message.campaignId(), message.customerId(), step, message.occurrence());
    }

    private Verdict verdict(
            Message message,
            Campaign campaign,
            Profile profile,
            Set<String> aliases,
            Suppressions.Held suppressed,
            Map<String, Ledger.Row> rows,
            @Nullable QuietHours quiet,
            Instant now) {
        CustomerCopy customer = profile.customer();
        if (customer.isGone()) {
            return new Skip(customer.isErased() ? Reason.ERASED : Reason.LEFT_SEGMENT);
        }
        Set<State> underAliases = aliases.stream()
                .map(alias -> rows.get(under(alias, message)))
                .filter(row -> row != null)
                .map(Ledger.Row::state)
                .collect(Collectors.toSet());
        if (underAliases.contains(State.SENDING)) {
            return new Defer(null, now.plus(A_LITTLE));
        }
        if (underAliases.stream().anyMatch(SENT_UNDER_ALIAS::contains)) {
            return new Skip(Reason.ALREADY_SENT);
        }
        String address = address(message.channel(), customer);
        Optional<Suppression> suppression = suppressed.holding(profile.id(), aliases, address);
        if (suppression.isPresent()) {
            return new Skip(Reason.of(suppression.get()));
        }
        if (address == null) {
            return new Skip(Reason.NO_ADDRESS);
        }
        if (!consents(message.channel(), customer)) {
            return new Skip(Reason.NO_CONSENT);
        }
        Reason uncalledFor = uncalledFor(message, campaign, profile, rows);
        if (uncalledFor != null) {
            return new Skip(uncalledFor);
        }
        if (message.step() == 0 && message.variant() == null && campaign.winner() != null) {
            Optional<Decision> decision = campaign.decision(message.occurrence());
            if (decision.isEmpty()) {
                return new Defer(Reason.AWAITING_WINNER, decided(campaign, now));
            }
            return quietOr(
                    campaign, customer, quiet, message, now, decision.get().winner(), address);
        }
        return quietOr(campaign, customer, quiet, message, now, message.variant(), address);
    }

    /** Not again and again: those who wait are most of the audience. */
    private static Instant decided(Campaign campaign, Instant now) {
        Instant soon = now.plus(ANY_MOMENT);
        Instant at = campaign.decisionAt();
        return at != null && at.isAfter(soon) ? at : soon;
    }

    private Verdict quietOr(
            Campaign campaign,
            CustomerCopy customer,
            @Nullable QuietHours quiet,
            Message message,
            Instant now,
            @Nullable String variant,
            String address) {
        if (quiet != null && !campaign.guards().areQuietHoursIgnored()) {
            ZonedDateTime end = quiet.endOf(now.atZone(zones.of(customer)));
            if (end != null) {
                return new Defer(Reason.QUIET_HOURS, end.toInstant().plus(Spread.of(message.id(), quiet.spread())));
            }
        }
        return new Send(address, variant);
    }

    private static @Nullable Reason uncalledFor(
            Message message, Campaign campaign, Profile profile, Map<String, Ledger.Row> rows) {
        FollowUp.Condition condition = campaign.condition(message.step()).orElse(null);
        if (condition == null) {
            return profile.isIn(campaign.segmentId()) ? null : Reason.LEFT_SEGMENT;
        }
        Ledger.Row last = null;
        for (int step = 0; step < message.step(); step++) {
            Ledger.Row row = rows.get(before(message, step));
            if (row != null && (row.state() == State.SENT || row.state() == State.DELIVERED)) {
                last = row;
            }
        }
        if (last == null) {
            // What should be followed up has come back meanwhile.
            return Reason.CONDITION_NOT_MET;
        }
        boolean met = switch (condition) {
            case ALWAYS -> true;
            case NOT_OPENED -> !last.opened() && !last.clicked();
            case NOT_CLICKED -> !last.clicked();
            case STILL_IN_SEGMENT -> profile.isIn(campaign.segmentId());
        };
        return met ? null : Reason.CONDITION_NOT_MET;
    }

    static @Nullable String address(Channel channel, CustomerCopy customer) {
        return switch (channel) {
            case EMAIL -> customer.email();
            case SMS -> customer.phone();
        };
    }

    /** Who was never asked does not. */
    static boolean consents(Channel channel, CustomerCopy customer) {
        return Boolean.TRUE.equals(
                switch (channel) {
                    case EMAIL -> customer.emailConsent();
                    case SMS -> customer.smsConsent();
                });
    }
}
