package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import io.micms.campaign.settings.DeliverySettings.Cap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    /** A place that is taken. */
    record Taken(String messageId, Channel channel, Instant at) {}

    Allowance(String customerId) {
        this.customerId = customerId;
    }

    /**
     * Takes a place for a message, unless it has one.
     *
     * @return whether the caps leave one
     */
    boolean take(String messageId, Channel channel, Collection<Cap> caps, Instant now) {
        if (taken.stream().anyMatch(one -> one.messageId().equals(messageId))) {
            return true;
        }
        for (Cap cap : caps) {
            Instant since = now.minus(cap.length());
            long within = taken.stream()
                    .filter(one -> one.channel() == channel && one.at().isAfter(since))
                    .count();
            if (within >= cap.most()) {
                return false;
            }
        }
        taken.add(new Taken(messageId, channel, now));
        return true;
    }

    /** @return whether there was any of these */
    boolean giveBack(Collection<String> messageIds) {
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
