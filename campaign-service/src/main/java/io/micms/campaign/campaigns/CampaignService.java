package io.micms.campaign.campaigns;

import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.Segments;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people do with campaigns. */
@Service
public class CampaignService {

    private final Campaigns campaigns;
    private final Segments segments;
    private final Clock clock;

    CampaignService(
            Campaigns campaigns, Segments segments, Clock clock) {
        this.campaigns = campaigns;
        this.segments = segments;
        this.clock = clock;
    }

    public Campaign create(Campaign.Draft draft, String createdBy) {
        Campaign campaign = Campaign.create(draft, createdBy, clock.instant());
        requireActiveSegment(campaign);
        return campaigns.save(campaign);
    }

    public Campaign change(String id, Campaign.Draft draft, @Nullable String ifMatch) {
        Campaign campaign = campaigns.get(id);
        ETags.requireMatch(ifMatch, campaign.version());
        campaign.change(draft, clock.instant());
        requireActiveSegment(campaign);
        return campaigns.save(campaign);
    }

    public Campaign launch(String id) {
        Campaign campaign = campaigns.get(id);
        requireActiveSegment(campaign);
        campaign.launch(clock.instant());
        return campaigns.save(campaign);
    }

    public Campaign pause(String id) {
        return transition(id, Campaign::pause);
    }

    public Campaign resume(String id) {
        return transition(id, Campaign::resume);
    }

    public Campaign stop(String id) {
        return transition(id, Campaign::stop);
    }

    private Campaign transition(String id, BiConsumer<Campaign, Instant> step) {
        Campaign campaign = campaigns.get(id);
        step.accept(campaign, clock.instant());
        return campaigns.save(campaign);
    }

    public Campaign get(String id) {
        return campaigns.get(id);
    }

    public Page<Campaign> list(ListQuery query) {
        return campaigns.list(query);
    }

    private void requireActiveSegment(Campaign campaign) {
        if (segments.find(campaign.segmentId()).filter(Segment::isActive).isEmpty()) {
            throw new InvalidInput("/segmentId", "There is no active segment " + campaign.segmentId() + ".");
        }
    }
}
