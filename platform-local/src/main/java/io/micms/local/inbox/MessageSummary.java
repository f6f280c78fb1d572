package io.micms.local.inbox;

import io.micms.local.inbox.ReceivedMessage.Channel;
import java.time.Instant;
import java.util.List;

/**
 * What lists show of a message; a small part of it, so that there is room for those of very many.
 *
 * @param title the subject, or where there is none the beginning of the text
 */
record MessageSummary(
        long number, Channel channel, String from, List<String> to, String subject, String title, Instant receivedAt) {

    static MessageSummary of(ReceivedMessage message) {
        return new MessageSummary(
                message.number(),
                message.channel(),
                message.from(),
                message.to(),
                message.subject(),
                message.title(),
                message.receivedAt());
    }

    String id() {
        return ReceivedMessage.id(channel, number);
    }
}
