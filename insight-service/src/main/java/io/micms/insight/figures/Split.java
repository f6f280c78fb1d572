package io.micms.insight.figures;

/** By what a day's figures are split. Places and tags are the customer's of today. */
public enum Split {
    CITY,
    COUNTRY,
    CHANNEL,
    CATEGORY,
    TAG
}
