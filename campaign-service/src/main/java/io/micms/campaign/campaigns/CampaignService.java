package io.micms.campaign.campaigns;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.content.Channel;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.Segments;
import io.micms.campaign.settings.Settings;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people do with campaigns. */
@Service
public class CampaignService {

    /** Of a step that somebody else's write came before. The state that it left decides anew. */
    private static final int ATTEMPTS = 5;

    private static final int NAME_AT_MOST = 200;
    private static final String COPY = "Copy of ";

    private final Campaigns campaigns;
    private final Segments segments;
    private final Settings settings;
    private final Rehearsal rehearsal;
    private final ZoneId platform;
    private final Clock clock;

    CampaignService(
            Campaigns campaigns,
            Segments segments,
            Settings settings,
            Rehearsal rehearsal,
            PlatformProperties platform,
            Clock clock) {
        this.campaigns = campaigns;
        this.segments = segments;
        this.settings = settings;
        this.rehearsal = rehearsal;
        this.platform = platform.timeZone();
        this.clock = clock;
    }

    public Campaign create(Campaign.Draft draft, Author by) {
        Campaign campaign = Campaign.create(draft, by, clock.instant(), platform);
        requireActiveSegment(campaign);
        return campaigns.save(campaign);
    }

    public Campaign change(String id, Campaign.Draft draft, @Nullable String ifMatch, Author by) {
        Campaign campaign = campaigns.get(id);
        ETags.requireMatch(ifMatch, campaign.version());
        campaign.change(draft, by, clock.instant(), platform);
        requireActiveSegment(campaign);
        return campaigns.save(campaign);
    }

    /** Another draft that says the same, but for a time that has passed and for what a manager let it ignore. */
    public Campaign duplicate(String id, Author by) {
        Campaign.Draft draft = campaigns.get(id).draft();
        String name = COPY + draft.name();
        Schedule schedule = draft.schedule();
        Campaign.Mode mode = draft.mode();
        if (schedule != null
                && mode != null
                && !schedule.faults(mode, clock.instant(), platform).isEmpty()) {
            schedule = null;
            mode = mode == Campaign.Mode.SCHEDULED ? Campaign.Mode.ONE_OFF : mode;
        }
        return create(
                new Campaign.Draft(
                        name.length() > NAME_AT_MOST ? name.substring(0, NAME_AT_MOST) : name,
                        draft.segmentId(),
                        draft.channel(),
                        mode,
                        draft.content(),
                        schedule,
                        draft.reentry(),
                        draft.followUps(),
                        draft.variants(),
                        draft.winner(),
                        draft.holdout(),
                        draft.priority(),
                        null),
                by);
    }

    public Campaign submit(String id, Author by) {
        return step(id, campaign -> campaign.submit(by, clock.instant()));
    }

    /** @param ifMatch what the approver has seen, as the header came; null where they do not say */
    public Campaign approve(String id, Author by, @Nullable String note, @Nullable String ifMatch) {
        return step(id, campaign -> {
            ETags.requireMatch(ifMatch, campaign.version());
            campaign.approve(by, note, clock.instant());
        });
    }

    public Campaign reject(String id, Author by, @Nullable String note) {
        return step(id, campaign -> campaign.reject(by, note, clock.instant()));
    }

    /** As it is by now. */
    public Campaign launch(String id) {
        return launch(id, null);
    }

    /** @param ifMatch what the person has looked at, as the header came; null where they do not say */
    public Campaign launch(String id, @Nullable String ifMatch) {
        return step(id, campaign -> {
            ETags.requireMatch(ifMatch, campaign.version());
            requireActiveSegment(campaign);
            campaign.launch(clock.instant(), platform, approvalRequired());
            requireRehearsed(campaign);
        });
    }

    /**
     * @param when null for the time that the draft names
     * @param ifMatch as of {@link #launch(String, String)}
     */
    public Campaign schedule(String id, @Nullable Schedule when, @Nullable String ifMatch) {
        return step(id, campaign -> {
            ETags.requireMatch(ifMatch, campaign.version());
            requireActiveSegment(campaign);
            Schedule time = when == null ? campaign.schedule() : when;
            if (time == null) {
                throw new InvalidInput("", "Neither the campaign nor the request says when.");
            }
            campaign.schedule(time, clock.instant(), platform, approvalRequired());
            requireRehearsed(campaign);
        });
    }

    public Campaign unschedule(String id) {
        return step(id, campaign -> campaign.unschedule(clock.instant()));
    }

    public Campaign pause(String id) {
        return step(id, campaign -> campaign.pause(clock.instant()));
    }

    public Campaign resume(String id) {
        return step(id, campaign -> campaign.resume(clock.instant(), platform));
    }

    public Campaign stop(String id) {
        return step(id, campaign -> campaign.stop(clock.instant()));
    }

    private boolean approvalRequired() {
        return settings.stored().delivery().needsApproval();
    }

    /**
     * What background work wrote in the same moment is no reason to refuse a person; another person's step is. Who says which
     * version they mean has the step ask again for that.
     */
    private Campaign step(String id, Consumer<Campaign> step) {
        for (int attempt = 1; ; attempt++) {
            Campaign campaign = campaigns.get(id);
            step.accept(campaign);
            try {
                return campaigns.save(campaign);
            } catch (StaleDocument e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    public Campaign get(String id) {
        return campaigns.get(id);
    }

    /** @param states only those in one of these; empty for all */
    public Page<Campaign> list(
            Collection<Campaign.State> states, @Nullable String segmentId, @Nullable Channel channel, ListQuery query) {
        return campaigns.list(states, segmentId, channel, query);
    }

    private void requireRehearsed(Campaign campaign) {
        List<Fault> faults = rehearsal.faults(campaign);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private void requireActiveSegment(Campaign campaign) {
        if (segments.find(campaign.segmentId()).filter(Segment::isActive).isEmpty()) {
            throw new InvalidInput("/segmentId", "There is no active segment " + campaign.segmentId() + ".");
        }
    }
}
