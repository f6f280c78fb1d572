package io.micms.campaign.profiles;

import io.micms.platform.publishing.OutgoingEvent;

/** How the world is told of joinings and leavings; messaging provides it. */
public interface AudienceEvents {

    OutgoingEvent event(String customerId, Membership membership);
}
