package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import io.micms.campaign.settings.DeliverySettings.Cap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
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
     * @param holders those who took it and have not given it back; null where an earlier release took it
     */
    record Taken(
            String messageId,
            Channel channel,
            Instant at,
            @Nullable List<String> holders) {

        private Taken heldBy(String holder) {
            List<String> all = new ArrayList<>(holders == null ? List.of() : holders);
            if (!all.contains(holder)) {
                all.add(holder);
            }
            return new Taken(messageId, channel, at, all);
        }

        private Taken leftBy(String holder) {
            List<String> others = new ArrayList<>(holders == null ? List.of() : holders);
            others.remove(holder);
            return new Taken(messageId, channel, at, others);
        }

        private boolean isHeldBy(String holder) {
            return holders == null || holders.contains(holder);
        }

        private boolean isHeld() {
            return holders != null && !holders.isEmpty();
        }
    }

    Allowance(String customerId) {
        this.customerId = customerId;
    }

    /**
     * Takes a place for a message; what has one holds it for this holder too.
     *
     * @return whether the caps leave one
     */
    boolean take(String messageId, Channel channel, Collection<Cap> caps, String holder, Instant now) {
        for (ListIterator<Taken> places = taken.listIterator(); places.hasNext(); ) {
            Taken place = places.next();
            if (place.messageId().equals(messageId)) {
                places.set(place.heldBy(holder));
                return true;
            }
        }
        if (!hasPlace(channel, caps, now)) {
            return false;
        }
        taken.add(new Taken(messageId, channel, now, List.of(holder)));
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
     * Gives back places as far as these hold them: another may be sending the same message.
     *
     * @param holders by the ids of the messages
     * @return whether there was any of these
     */
    boolean giveBack(Map<String, String> holders) {
        boolean any = false;
        for (ListIterator<Taken> places = taken.listIterator(); places.hasNext(); ) {
            Taken place = places.next();
            String holder = holders.get(place.messageId());
            if (holder != null && place.isHeldBy(holder)) {
                Taken left = place.leftBy(holder);
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
