package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import org.jspecify.annotations.Nullable;

/** Somebody who takes messages of one channel to their recipients. */
interface Provider {

    Channel channel();

    /** Hands a message over and says what came of it; never throws. */
    Outcome deliver(Outgoing message);

    /** @param unsubscribeUrl answers RFC 8058's one-click POST */
    record Outgoing(String messageId, String to, String subject, String html, String text, String unsubscribeUrl) {}

    /** What came of handing a message over. */
    sealed interface Outcome {

        /** @param providerId what the provider calls the message */
        record Accepted(@Nullable String providerId) implements Outcome {}

        /** The provider certainly did not take it; later it may. */
        record TemporarilyRefused(String why) implements Outcome {}

        /** The provider certainly did not take it, and will not. */
        record Refused(String why) implements Outcome {}

        /** No answer came: the provider may have taken it. */
        record Unknown(String why) implements Outcome {}
    }
}
