package io.micms.campaign.delivery;

import java.time.Duration;

/** Spreads what comes due at once over a stretch of time: each thing at a place of its own, the same each time. */
final class Spread {

    private Spread() {}

    /** How far into a stretch the place of a message is. */
    static Duration of(String messageId, Duration stretch) {
        // The finaliser of MurmurHash3 (public domain), so that ids that are alike lie apart.
        int hash = messageId.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        hash ^= hash >>> 16;
        return Duration.ofMillis(Long.remainderUnsigned(Integer.toUnsignedLong(hash), Math.max(1, stretch.toMillis())));
    }
}
