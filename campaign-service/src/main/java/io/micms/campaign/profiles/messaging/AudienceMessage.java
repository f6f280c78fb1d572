package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.Membership;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Body of {@code audience.joined.v1} and {@code audience.left.v1}: what a customer is to a segment, as of a version, and why. */
record AudienceMessage(
        String segmentId,
        String customerId,
        boolean member,
        long version,
        Instant since,
        Membership.Reason reason,
        @Nullable String cause) {

    static AudienceMessage of(String customerId, Membership membership) {
        return new AudienceMessage(
                membership.segmentId(),
                customerId,
                membership.member(),
                membership.version(),
                membership.since(),
                membership.reason(),
                membership.cause());
    }

    String type() {
        return member ? "audience.joined.v1" : "audience.left.v1";
    }
}
