package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.suppressions.Suppression;
import io.micms.campaign.suppressions.Suppressions;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /**
     * Takes it back, by whichever message and whoever of the people that one is now had said it. Where there is nothing to take
     * back nothing is said.
     */
    public Optional<Message> resubscribe(String token) {
        return message(token).map(message -> resubscribe(message, recipient(message)));
    }

    private Message resubscribe(Message message, Recipient recipient) {
        Message said = message;
        if (message.feedback().isUnsubscribed() || !isWanted(message.channel(), recipient)) {
            // First: what a crash keeps from being lifted is still there to be taken back.
            said = receipts.resubscribed(message.id()).orElse(message);
        }
        suppressions.resubscribe(recipient.ids(), message.channel());
        return said;
    }

    /** On which channels its recipient wants to be written to: they agreed to it, and did not say otherwise to us. */
    public Set<Channel> channels(Message message) {
        Recipient recipient = recipient(message);
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (Channel channel : Channel.values()) {
            if (isWanted(channel, recipient)) {
                channels.add(channel);
            }
        }
        return channels;
    }

    /** Whether its recipient gets nothing on its channel though they want it: their address came back, or somebody said so. */
    public boolean isHeldBack(Message message) {
        Recipient recipient = recipient(message);
        List<String> addresses = Stream.ofNullable(message.to()).toList();
        return suppressions
                .among(recipient.ids(), addresses, message.channel())
                .holding(message.customerId(), recipient.ids(), message.to())
                .filter(suppression -> suppression.reason() != Suppression.Reason.UNSUBSCRIBED)
                .isPresent();
    }

    private boolean isWanted(Channel channel, Recipient recipient) {
        return recipient.consents(channel) && !suppressions.isUnsubscribed(recipient.ids(), channel);
    }

    /**
     * The recipient chooses anew on which channels they may be written to. Of those that the message did not come by, they say
     * nothing about what they leave as it is: a box that is not ticked because nobody ever asked is no refusal.
     */
    public Optional<Message> choose(String token, Set<Channel> wanted) {
        Optional<Message> message = message(token);
        message.ifPresent(found -> {
            Recipient recipient = recipient(found);
            for (Channel channel : Channel.values()) {
                boolean wants = wanted.contains(channel);
                if (channel == found.channel()) {
                    if (wants) {
                        resubscribe(found, recipient);
                    } else {
                        receipts.unsubscribed(found.id());
                    }
                } else if (wants != isWanted(channel, recipient)) {
                    // First: who says it again after a crash in between is heard.
                    receipts.chose(found.id(), channel, wants);
                    if (wants) {
                        suppressions.resubscribe(recipient.ids(), channel);
                    } else {
                        suppressions.unsubscribe(found.customerId(), channel, found.id());
                    }
                }
            }
        });
        return message;
    }

    /**
     * Who a message's recipient is now.
     *
     * @param ids all that they go by
     * @param customer who they are part of, or are; null for nobody whom we know
     */
    private record Recipient(Set<String> ids, @Nullable CustomerCopy customer) {

        boolean consents(Channel channel) {
            return customer != null && Guards.consents(channel, customer);
        }
    }

    private Recipient recipient(Message message) {
        Set<String> ids = new LinkedHashSet<>();
        CustomerCopy customer = null;
        String next = message.customerId();
        while (next != null && ids.add(next)) {
            Optional<Profile> profile = profiles.find(next);
            profile.ifPresent(found -> ids.addAll(profiles.aliases(found)));
            customer = profile.map(Profile::customer).orElse(customer);
            next = profile.map(Profile::customer).map(CustomerCopy::mergedInto).orElse(null);
        }
        return new Recipient(ids, customer);
    }
}
