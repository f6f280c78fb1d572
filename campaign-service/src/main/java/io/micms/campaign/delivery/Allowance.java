package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import io.micms.campaign.settings.DeliverySettings.Cap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What one customer got lately, or is about to get, of all campaigns together. Whoever takes from it writes with a
 * compare-and-set on the revision, so that two campaigns do not take the same last place.
 */
@Document("allowances")
final class Allowance {

    @Id
    private final String customerId;

    private long revision;
    private List<Taken> taken = new ArrayList<>();

    /**
     * A place that is taken.
     *
     * @param holders the senders that took it and have not given it back; null where an earlier release took it
     */
    record Taken(
            String messageId,
            Channel channel,
            Instant at,
            @Nullable List<String> holders) {

        private Taken heldBy(String sender) {
            List<String> all = new ArrayList<>(holders == null ? List.of() : holders);
            if (!all.contains(sender)) {
                all.add(sender);
            }
            return new Taken(messageId, channel, at, all);
        }

        private Taken leftBy(String sender) {
            List<String> others = new ArrayList<>(holders == null ? List.of() : holders);
            others.remove(sender);
            return new Taken(messageId, channel, at, others);
        }

        private boolean isHeldBy(String sender) {
            return holders == null || holders.contains(sender);
        }

        private boolean isHeld() {
            return holders != null && !holders.isEmpty();
        }
    }

    Allowance(String customerId) {
        this.customerId = customerId;
    }

    /**
     * Takes a place for a message; what has one holds it for this sender too.
     *
     * @return whether the caps leave one
     */
    boolean take(String messageId, Channel channel, Collection<Cap> caps, String sender, Instant now) {
        for (ListIterator<Taken> places = taken.listIterator(); places.hasNext(); ) {
            Taken place = places.next();
            if (place.messageId().equals(messageId)) {
                places.set(place.heldBy(sender));
                return true;
            }
        }
        if (!hasPlace(channel, caps, now)) {
            return false;
        }
        taken.add(new Taken(messageId, channel, now, List.of(sender)));
        return true;
    }

    /** Whether the caps leave a place for a further message. */
    boolean hasPlace(Channel channel, Collection<Cap> caps, Instant now) {
        for (Cap cap : caps) {
            Instant since = now.minus(cap.length());
            long within = taken.stream()
                    .filter(one -> one.channel() == channel && one.at().isAfter(since))
                    .count();
            if (within >= cap.most()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Gives back the places of messages as far as this sender holds them: another may be sending the same.
     *
     * @return whether there was any of these
     */
    boolean giveBack(Collection<String> messageIds, String sender) {
        boolean any = false;
        for (ListIterator<Taken> places = taken.listIterator(); places.hasNext(); ) {
            Taken place = places.next();
            if (messageIds.contains(place.messageId()) && place.isHeldBy(sender)) {
                Taken left = place.leftBy(sender);
                if (left.isHeld()) {
                    places.set(left);
                } else {
                    places.remove();
                }
                any = true;
            }
        }
        return any;
    }

    /** Frees the places of messages that nobody sends any more. @return whether there was any of these */
    boolean free(Collection<String> messageIds) {
        return taken.removeIf(one -> messageIds.contains(one.messageId()));
    }

    /** Forgets what no cap looks at any more. */
    void forgetBefore(Instant instant) {
        taken.removeIf(one -> !one.at().isAfter(instant));
    }

    List<String> messages() {
        return taken.stream().map(Taken::messageId).toList();
    }

    /** The longest that any cap looks back. */
    static Duration longest(Collection<Cap> caps) {
        return caps.stream().map(Cap::length).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    String customerId() {
        return customerId;
    }

    long revision() {
        return revision;
    }

    void nextRevision() {
        revision++;
    }
}
