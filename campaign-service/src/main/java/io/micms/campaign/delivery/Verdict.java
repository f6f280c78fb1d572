package io.micms.campaign.delivery;

import io.micms.campaign.delivery.Message.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the guards have to say of a message at a moment. */
sealed interface Verdict {

    /** @param variant that it says; null where there are none */
    record Send(String to, @Nullable String variant) implements Verdict {}

    record Skip(Reason why) implements Verdict {}

    /** @param why for people to know; null where it is only a matter of moments */
    record Defer(@Nullable Reason why, Instant until) implements Verdict {}
}
