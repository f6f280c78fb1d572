package io.micms.campaign.content;

/** How a message reaches its recipient. */
public enum Channel {
    EMAIL,
    SMS
}
