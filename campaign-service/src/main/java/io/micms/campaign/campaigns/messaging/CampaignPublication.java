package io.micms.campaign.campaigns.messaging;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.content.Channel;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class CampaignPublication implements Publication<Campaign> {

    private final String topic;

    CampaignPublication(@Value("${micms.topics.campaigns}") String topic) {
        this.topic = topic;
    }

    /** Body of {@code campaign.changed.v1}. */
    record CampaignMessage(
            String id,
            long version,
            String name,
            String segmentId,
            Channel channel,
            Campaign.Mode mode,
            Campaign.State state,
            @Nullable Instant launchedAt,
            Instant createdAt,
            Instant updatedAt) {

        static CampaignMessage of(Campaign campaign) {
            return new CampaignMessage(
                    campaign.id(),
                    campaign.version(),
                    campaign.name(),
                    campaign.segmentId(),
                    campaign.channel(),
                    campaign.mode(),
                    campaign.state(),
                    campaign.launchedAt(),
                    campaign.createdAt(),
                    campaign.updatedAt());
        }
    }

    @Override
    public Class<Campaign> type() {
        return Campaign.class;
    }

    @Override
    public OutgoingEvent event(Campaign campaign) {
        return new OutgoingEvent(
                topic,
                campaign.id(),
                campaign.id(),
                "campaign.changed.v1",
                campaign.version(),
                campaign.updatedAt(),
                CampaignMessage.of(campaign));
    }
}
