package io.micms.insight.facts;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is counted of a message.
 *
 * @param state as campaign-service names it
 * @param day the day it was queued, like 2026-11-01
 * @param sentDay the day it was sent; null if it was not
 */
@Document("messages")
public record MessageRow(
        @Id String id,
        long version,
        @Nullable String campaignId,

        @Indexed(name = "customerId", sparse = true) @Nullable
        String customerId,

        String state,
        @Indexed(name = "day") String day,
        @Indexed(name = "sentDay", sparse = true) @Nullable String sentDay) {}
