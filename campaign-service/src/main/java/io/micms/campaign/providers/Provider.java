package io.micms.campaign.providers;

import io.micms.campaign.content.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody who takes messages of one channel to their recipients. */
public interface Provider {

    Channel channel();

    /** Hands a message over and says what came of it; never throws. */
    Outcome deliver(Outgoing message);

    /**
     * @param messageId ours, the same in every attempt; what stands before its first colon is common to a campaign
     * @param unsubscribeUrl answers RFC 8058's one-click POST
     */
    record Outgoing(String messageId, String to, String subject, String html, String text, String unsubscribeUrl) {

        /** What messages belong to that are about the same. */
        String group() {
            int colon = messageId.indexOf(':');
            return colon < 0 ? messageId : messageId.substring(0, colon);
        }
    }

    /** What came of handing a message over. */
    sealed interface Outcome {

        /** @param providerId what the provider calls the message */
        record Accepted(@Nullable String providerId) implements Outcome {}

        /** The provider certainly did not take it; later it may. */
        record TemporarilyRefused(String why) implements Outcome {}

        /**
         * Nothing was tried: there is more to send than may be sent at a time. It counts for no attempt.
         *
         * @param pause until it is worth trying
         */
        record TooMany(Duration pause) implements Outcome {}

        /**
         * The provider certainly did not take it, and will not.
         *
         * @param badAddress whether the address is at fault, so that nothing else should be sent there either
         */
        record Refused(String why, boolean badAddress) implements Outcome {

            public Refused(String why) {
                this(why, false);
            }
        }

        /** No answer came: the provider may have taken it. */
        record Unknown(String why) implements Outcome {}
    }
}
