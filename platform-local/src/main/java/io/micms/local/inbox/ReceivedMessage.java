package io.micms.local.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail or a text message as it arrived.
 *
 * @param to for mail the recipients of the envelope, who need not stand in its headers
 * @param headers decoded; the values of a repeated one are on lines of their own
 */
public record ReceivedMessage(
        String id,
        Channel channel,
        String from,
        List<String> to,
        String subject,
        @Nullable String text,
        @Nullable String html,
        Map<String, String> headers,
        Instant receivedAt) {

    private static final int PREFIX = 2;

    static String id(Channel channel, long number) {
        return "%s%032x".formatted(channel == Channel.SMS ? "SM" : "EM", number);
    }

    /** How many had been received with it, as its id says. */
    long number() {
        return Long.parseLong(id, PREFIX, id.length(), 16);
    }

    /** How it came. */
    public enum Channel {
        EMAIL,
        SMS;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
