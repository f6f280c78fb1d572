package io.micms.insight.drafts;

import org.jspecify.annotations.Nullable;

/**
 * What a message is to be.
 *
 * @param goal what it is to bring about, in the words of whoever asks
 * @param offer what it offers, such as "10 % off shoes until Sunday"; null for nothing. No draft offers anything else
 * @param variants how many, 1 to 5; 3 by default
 * @param segmentId of the audience, whose figures are told; null for everybody
 */
public record Brief(
        @Nullable Channel channel,
        @Nullable String goal,
        @Nullable String offer,
        @Nullable Tone tone,
        @Nullable Length length,
        @Nullable Integer variants,
        @Nullable String segmentId) {

    public enum Channel {
        EMAIL,
        SMS
    }

    public enum Tone {
        FRIENDLY,
        PROFESSIONAL,
        PLAYFUL,
        URGENT,
        GRATEFUL
    }

    /** An SMS that is {@code SHORT} is sent as one message, the others as two and three. */
    public enum Length {
        SHORT,
        MEDIUM,
        LONG
    }
}
