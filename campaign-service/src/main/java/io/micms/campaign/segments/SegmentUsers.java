package io.micms.campaign.segments;

import java.util.List;

/** Who builds on segments, which therefore must not go away. */
public interface SegmentUsers {

    List<Use> of(String segmentId);

    /** @param id of the user, to be read with its name by people */
    record Use(Kind kind, String id, String name) {}

    enum Kind {
        SEGMENT,
        CAMPAIGN
    }
}
