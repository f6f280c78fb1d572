package io.micms.campaign.segments;

import io.micms.campaign.segments.SegmentUsers.Use;
import io.micms.platform.problem.Conflict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A segment cannot go, because others build on it. */
class SegmentInUse extends Conflict {

    private static final long serialVersionUID = 1L;

    SegmentInUse(List<Use> uses) {
        super(
                "The segment is used by %s."
                        .formatted(uses.stream()
                                .map(use -> "\"" + use.name() + "\"")
                                .collect(Collectors.joining(", "))),
                Map.of("usedBy", uses));
    }
}
