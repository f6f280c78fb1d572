package io.micms.insight.wording;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Somebody to try rules on.
 *
 * @param values of profile fields by name; what is not there has no value
 * @param segments that they are in, by id
 */
record MadeUpCustomer(Map<String, Object> values, List<Order> orders, List<Message> messages, Set<String> segments) {

    record Order(Instant at, String status, String channel, List<Item> items) {

        boolean counts(Instant now) {
            return !status.equals("CANCELLED") && !status.equals("REFUNDED") && !at.isAfter(now);
        }
    }

    record Item(String category, String sku, BigDecimal price) {}

    /** @param kind {@code sent opened clicked} */
    record Message(String kind, Instant at, String campaign) {}
}
