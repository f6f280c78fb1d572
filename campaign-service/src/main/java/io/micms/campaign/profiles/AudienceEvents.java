package io.micms.campaign.profiles;

import java.util.concurrent.CompletableFuture;

/** Tells the world of joinings and leavings; messaging provides it. */
public interface AudienceEvents {

    /** @return completes when the event was acknowledged */
    CompletableFuture<Void> send(String customerId, Membership membership);
}
