package io.micms.insight.facts;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is counted of a customer.
 *
 * @param createdDay the day they became known, like 2026-11-01, as text because a pipeline that truncates dates would
 *     need the platform's time zone; null for a customer who is no more, and is not counted
 */
@Document("customers")
public record CustomerRow(
        @Id String id,
        long version,
        @Indexed(name = "city", sparse = true) @Nullable String city,
        @Nullable String country,

        @Indexed(name = "createdDay", sparse = true) @Nullable
        String createdDay) {}
