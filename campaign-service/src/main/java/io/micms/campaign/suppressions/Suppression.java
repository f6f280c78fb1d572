package io.micms.campaign.suppressions;

import io.micms.campaign.content.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A customer, or an address, that gets nothing on a channel.
 *
 * @param customerId whom it is about, or whose message led to it; null where nobody is known
 * @param address what it is about; null where it is about a customer, or its owner was erased
 * @param by who said so; null where recipients or mail servers did
 * @param note why, in the words of who said so
 * @param messageId of the message that led to it; null where none did
 * @param detail what the other side's server had to say; null where nothing, or its owner was erased
 * @param liftedAt null while it holds
 */
@Document("suppressions")
@CompoundIndex(name = "since", def = "{'since': -1, '_id': -1}")
@CompoundIndex(name = "customer_since", def = "{'customerId': 1, 'since': -1, '_id': -1}")
public record Suppression(
        @Id String id,
        Channel channel,
        @Nullable String customerId,

        @Indexed(sparse = true) @Nullable String address,

        Reason reason,
        Instant since,
        @Nullable String by,
        @Nullable String note,
        @Nullable String messageId,
        @Nullable String detail,
        @Nullable Instant liftedAt,
        @Nullable String liftedBy,
        @Nullable String liftNote) {

    public Suppression {
        // Of earlier releases the id alone says whom it is about: customer, colon, channel.
        int colon = id.lastIndexOf(':');
        if (channel == null) {
            channel = Channel.valueOf(id.substring(colon + 1));
            customerId = id.substring(0, colon);
        }
    }

    /** What led to it. */
    public enum Reason {
        UNSUBSCRIBED,
        BOUNCED,
        COMPLAINED,
        MANUAL
    }

    public boolean holds() {
        return liftedAt == null;
    }
}
