package io.micms.insight.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is told of a campaign.
 *
 * @param launchedAt null before the launch
 */
@Document("campaigns")
public record CampaignRow(
        @Id String id,
        long version,
        @Nullable String name,
        @Nullable String channel,
        @Nullable String state,
        @Nullable Instant launchedAt) {}
