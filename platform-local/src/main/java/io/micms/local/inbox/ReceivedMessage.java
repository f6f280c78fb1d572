package io.micms.local.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;
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
    private static final int TITLE_AT_MOST = 120;

    /** Of as many digits as Twilio's, of which the first half is 0. */
    private static final Pattern OURS = Pattern.compile("(EM|SM)0{17}[0-9a-f]{15}");

    static String id(Channel channel, long number) {
        return "%s%032x".formatted(channel == Channel.SMS ? "SM" : "EM", number);
    }

    /** How many had been received with it, as its id says; empty if it is not one of our ids. */
    static OptionalLong number(String id) {
        if (!OURS.matcher(id).matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(id, PREFIX, id.length(), 16));
    }

    long number() {
        return number(id).orElseThrow();
    }

    /** The subject, or where there is none the beginning of the text. */
    String title() {
        if (!subject.isBlank()) {
            return subject;
        }
        String beginning = Objects.requireNonNullElse(text, "");
        return beginning.isBlank()
                ? "(no subject)"
                : beginning.substring(0, Math.min(beginning.length(), TITLE_AT_MOST));
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
