package io.micms.campaign.profiles;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is to a segment, now or once.
 *
 * @param version one more with each joining and leaving
 * @param since when the customer joined or left
 * @param reason what brought the last change about
 * @param cause the id of the customer, order, message or segment whose news that was; null if time did it
 * @param pending whether the change is not yet known to have reached the campaigns and Kafka
 */
public record Membership(
        String segmentId,
        boolean member,
        long version,
        Instant since,
        Reason reason,
        @Nullable String cause,
        boolean pending) {

    /** What brought a change of membership about. */
    public enum Reason {
        CUSTOMER_CHANGED,
        ORDER_CHANGED,
        MESSAGE_CHANGED,
        SEGMENT_CHANGED,
        TIME_PASSED
    }

    static Membership joined(String segmentId, Instant now, Because because) {
        return new Membership(segmentId, true, 1, now, because.reason(), because.cause(), true);
    }

    /** No two changes are of the same instant, so that they can be told apart by it. */
    Membership turned(Instant now, Because because) {
        Instant at = now.isAfter(since) ? now : since.plusMillis(1);
        return new Membership(segmentId, !member, version + 1, at, because.reason(), because.cause(), true);
    }

    /** Why a membership changes; see the parameters of the same names. */
    record Because(Reason reason, @Nullable String cause) {

        static final Because TIME_PASSED = new Because(Reason.TIME_PASSED, null);
    }
}
