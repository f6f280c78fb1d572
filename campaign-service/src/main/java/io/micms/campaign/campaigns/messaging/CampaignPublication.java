package io.micms.campaign.campaigns.messaging;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Decision;
import io.micms.campaign.campaigns.Variant;
import io.micms.campaign.content.Channel;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class CampaignPublication implements Publication<Campaign> {

    private final String topic;

    CampaignPublication(@Value("${micms.topics.campaigns}") String topic) {
        this.topic = topic;
    }

    /** A variant without what it says. */
    record VariantMessage(String key, @Nullable String name, int share) {}

    /** Body of {@code campaign.changed.v1}. */
    record CampaignMessage(
            String id,
            long version,
            String name,
            String segmentId,
            Channel channel,
            Campaign.Mode mode,
            Campaign.State state,
            @Nullable String stateReason,
            int priority,
            int holdout,
            List<VariantMessage> variants,
            List<Decision> decisions,
            int steps,
            int occurrence,
            long enrolled,
            @Nullable Instant launchedAt,
            @Nullable Instant nextAt,
            @Nullable Instant startedAt,
            @Nullable Instant occurrenceAt,
            @Nullable Instant enrolledAt,
            @Nullable Instant pausedAt,
            @Nullable Instant endedAt,
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
                    campaign.stateReason(),
                    campaign.priority(),
                    campaign.holdout(),
                    IntStream.range(0, campaign.variants().size())
                            .mapToObj(place -> {
                                Variant variant = campaign.variants().get(place);
                                return new VariantMessage(Variant.key(place), variant.name(), variant.percent());
                            })
                            .toList(),
                    campaign.decisions(),
                    1 + campaign.followUps().size(),
                    campaign.occurrence(),
                    campaign.enrolled(),
                    campaign.launchedAt(),
                    campaign.nextAt(),
                    campaign.startedAt(),
                    campaign.occurrenceAt(),
                    campaign.enrolledAt(),
                    campaign.pausedAt(),
                    campaign.endedAt(),
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
