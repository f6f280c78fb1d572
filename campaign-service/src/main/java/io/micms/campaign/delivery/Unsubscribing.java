package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.suppressions.Suppression;
import io.micms.campaign.suppressions.Suppressions;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Takes people at their word who follow the link in a message. */
@Service
public class Unsubscribing {

    private final Ledger ledger;
    private final Links links;
    private final Receipts receipts;
    private final Suppressions suppressions;
    private final Profiles profiles;

    Unsubscribing(Ledger ledger, Links links, Receipts receipts, Suppressions suppressions, Profiles profiles) {
        this.ledger = ledger;
        this.links = links;
        this.receipts = receipts;
        this.suppressions = suppressions;
        this.profiles = profiles;
    }

    /** @return the message that the token is of; empty if it is none of ours */
    public Optional<Message> message(String token) {
        return links.unsubscribing(token).flatMap(ledger::find);
    }

    /** @return the message that the token is of; empty if it is none of ours. Repeating it changes nothing */
    public Optional<Message> unsubscribe(String token) {
        return links.unsubscribing(token).flatMap(receipts::unsubscribed);
    }

    /** Takes it back, whoever of the people that one is now had said it. */
    public Optional<Message> resubscribe(String token) {
        Optional<Message> message = links.unsubscribing(token).flatMap(receipts::resubscribed);
        message.ifPresent(found -> suppressions.resubscribe(everyId(found.customerId()), found.channel()));
        return message;
    }

    /** On which channels its recipient may be written to, as far as they have a say. */
    public Set<Channel> channels(Message message) {
        Set<String> ids = everyId(message.customerId());
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (Channel channel : Channel.values()) {
            boolean unsubscribed = suppressions
                    .holding(ids, channel)
                    .filter(suppression -> suppression.reason() == Suppression.Reason.UNSUBSCRIBED)
                    .isPresent();
            if (!unsubscribed) {
                channels.add(channel);
            }
        }
        return channels;
    }

    /** The recipient chooses anew on which channels they may be written to. */
    public Optional<Message> choose(String token, Set<Channel> wanted) {
        Optional<Message> message = message(token);
        message.ifPresent(found -> {
            for (Channel channel : Channel.values()) {
                if (channel == found.channel()) {
                    boolean wants = wanted.contains(channel);
                    Optional<Message> said = wants ? resubscribe(token) : unsubscribe(token);
                    said.orElseThrow();
                } else if (wanted.contains(channel)) {
                    suppressions.resubscribe(everyId(found.customerId()), channel);
                } else {
                    suppressions.unsubscribe(found.customerId(), channel, found.id());
                }
            }
        });
        return message;
    }

    /** All that the person goes by whom a customer is part of now. */
    private Set<String> everyId(String customerId) {
        Set<String> ids = new LinkedHashSet<>();
        String next = customerId;
        while (next != null && ids.add(next)) {
            Optional<Profile> profile = profiles.find(next);
            profile.ifPresent(found -> ids.addAll(profiles.aliases(found)));
            next = profile.map(Profile::customer).map(CustomerCopy::mergedInto).orElse(null);
        }
        return ids;
    }
}
