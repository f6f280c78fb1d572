package io.micms.campaign.campaigns;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and answered about launching a campaign as it is. A change of the campaign takes it away.
 *
 * @param approved null until somebody has decided
 * @param note of who decided; always there where it was no
 */
public record Approval(
        Author requestedBy,
        Instant requestedAt,
        @Nullable Boolean approved,
        @Nullable Author decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String note) {

    static Approval requested(Author by, Instant now) {
        return new Approval(by, now, null, null, null, null);
    }

    Approval decided(boolean yes, Author by, @Nullable String note, Instant now) {
        return new Approval(requestedBy, requestedAt, yes, by, now, note);
    }

    public boolean holds() {
        return Boolean.TRUE.equals(approved);
    }
}
