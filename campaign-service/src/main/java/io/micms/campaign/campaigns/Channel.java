package io.micms.campaign.campaigns;

/** How a message reaches its recipient. */
public enum Channel {
    EMAIL,
    SMS
}
