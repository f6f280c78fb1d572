package io.micms.campaign.profiles;

import java.time.Instant;

/**
 * What a customer is to a segment, now or once.
 *
 * @param version one more with each joining and leaving
 * @param since when the customer joined or left
 * @param reason what brought the last change about
 * @param pending whether the change is not yet known to have reached the campaigns and Kafka
 */
public record Membership(
        String segmentId, boolean member, long version, Instant since, Reason reason, boolean pending) {

    /** What brought a change of membership about. */
    public enum Reason {
        CUSTOMER_CHANGED,
        ORDER_CHANGED,
        SEGMENT_CHANGED
    }

    static Membership joined(String segmentId, Instant now, Reason reason) {
        return new Membership(segmentId, true, 1, now, reason, true);
    }

    Membership turned(Instant now, Reason why) {
        return new Membership(segmentId, !member, version + 1, now, why, true);
    }

    Membership settled() {
        return new Membership(segmentId, member, version, since, reason, false);
    }
}
