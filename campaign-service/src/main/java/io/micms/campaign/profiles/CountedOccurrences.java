package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate.Kind;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a customer's profile has counted so far, to be looked up by when it happened. */
interface CountedOccurrences {

    /** Takes those in (after, upTo]. */
    void between(Kind kind, Instant after, Instant upTo, Consumer<Occurrence> consumer);

    /** The earliest after an instant; null if there is none. */
    @Nullable
    Instant firstAfter(Kind kind, Instant after);

    /** The latest up to and including an instant; null if there is none. */
    @Nullable
    Instant lastUpTo(Kind kind, Instant upTo);
}
