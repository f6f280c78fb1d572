package io.micms.campaign.providers;

import java.util.Optional;

/** Marks messages so that what their provider tells of them later finds its way. */
public interface StatusCallbacks {

    /** @return what to give the provider for it; empty for a message that nobody waits to hear of */
    Optional<String> markOf(String messageId);
}
