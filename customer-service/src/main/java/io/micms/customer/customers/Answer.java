package io.micms.customer.customers;

import java.time.Instant;

/**
 * What a customer said in answer to a message.
 *
 * @param wanted whether they want more of its channel
 */
public record Answer(Channel channel, boolean wanted, Instant at) {

    /** How the message came. */
    public enum Channel {
        EMAIL,
        SMS
    }
}
