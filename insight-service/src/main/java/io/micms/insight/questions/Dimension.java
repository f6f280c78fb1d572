package io.micms.insight.questions;

/** What figures are split by. Places and tags are the customer's of today; a weekday is named like MONDAY, an hour is from 0 to 23. */
public enum Dimension {
    CITY,
    COUNTRY,
    /** Where an order was placed, such as web; of messages EMAIL or SMS. */
    CHANNEL,
    CATEGORY,
    TAG,
    WEEKDAY,
    HOUR
}
