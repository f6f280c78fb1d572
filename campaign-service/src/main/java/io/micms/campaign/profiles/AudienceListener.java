package io.micms.campaign.profiles;

import java.util.List;

/** Who acts on customers joining a segment. Told at least once, possibly again. */
public interface AudienceListener {

    void joined(List<Joining> joinings);

    record Joining(String segmentId, String customerId) {}
}
