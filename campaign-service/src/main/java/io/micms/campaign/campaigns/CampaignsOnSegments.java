package io.micms.campaign.campaigns;

import io.micms.campaign.segments.SegmentUsers;
import java.util.List;
import org.springframework.stereotype.Component;

/** Campaigns need their segment until they have ended. */
@Component
class CampaignsOnSegments implements SegmentUsers {

    private final Campaigns campaigns;

    CampaignsOnSegments(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public List<Use> of(String segmentId) {
        return campaigns.notEndedOn(segmentId).stream()
                .map(campaign -> new Use(Kind.CAMPAIGN, campaign.id(), campaign.name()))
                .toList();
    }
}
