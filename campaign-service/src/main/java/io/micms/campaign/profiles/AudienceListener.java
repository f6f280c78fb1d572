package io.micms.campaign.profiles;

import java.time.Instant;
import java.util.List;

/** Who acts on customers joining a segment. Told at least once, possibly again. */
public interface AudienceListener {

    void joined(List<Joining> joinings);

    /** @param since when the customer joined; the same each time it is told */
    record Joining(String segmentId, String customerId, Instant since) {}
}
