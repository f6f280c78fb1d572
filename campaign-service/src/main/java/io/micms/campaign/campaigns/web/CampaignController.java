package io.micms.campaign.campaigns.web;

import io.micms.campaign.campaigns.Approval;
import io.micms.campaign.campaigns.Author;
import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.CampaignService;
import io.micms.campaign.campaigns.Decision;
import io.micms.campaign.campaigns.FollowUp;
import io.micms.campaign.campaigns.GuardOverrides;
import io.micms.campaign.campaigns.Reentry;
import io.micms.campaign.campaigns.Schedule;
import io.micms.campaign.campaigns.Variant;
import io.micms.campaign.campaigns.Winner;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.segments.Segments;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Role;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/campaigns")
class CampaignController {

    private static final Set<Role> MAY_OVERRIDE = Set.of(Role.MANAGER, Role.ADMIN);

    private final CampaignService campaigns;
    private final Segments segments;

    CampaignController(CampaignService campaigns, Segments segments) {
        this.campaigns = campaigns;
        this.segments = segments;
    }

    /**
     * @param segmentName as it is now, which may be after the launch
     * @param stateReason why it is in its state where nobody put it there, such as a bounce rate that paused it
     * @param nextAt when it begins, or its next occurrence does
     * @param occurrence the one that began last, from 0
     * @param enrolled how many were in the segment when that began; 0 until all of them stand in the ledger
     * @param decisions which variants won
     * @param changedBy who wrote what it is now
     */
    record CampaignView(
            String id,
            long version,
            String name,
            String segmentId,
            @Nullable String segmentName,
            Channel channel,
            Campaign.Mode mode,
            Campaign.State state,
            @Nullable String stateReason,
            Content content,
            @Nullable Schedule schedule,
            @Nullable Reentry reentry,
            List<FollowUp> followUps,
            List<Variant> variants,
            @Nullable Winner winner,
            int holdout,
            int priority,
            GuardOverrides guards,
            @Nullable Approval approval,
            @Nullable Instant launchedAt,
            @Nullable Instant nextAt,
            @Nullable Instant startedAt,
            int occurrence,
            @Nullable Instant occurrenceAt,
            long enrolled,
            @Nullable Instant enrolledAt,
            List<Decision> decisions,
            @Nullable Instant pausedAt,
            @Nullable Instant endedAt,
            String createdBy,
            Instant createdAt,
            @Nullable String changedBy,
            Instant updatedAt) {}

    /** @param note for the author; needed to reject */
    record DecisionRequest(@Nullable String note) {}

    @GetMapping
    Page<CampaignView> list(
            @RequestParam(name = "state", required = false) @Nullable List<Campaign.State> states,
            @RequestParam(required = false) @Nullable String segmentId,
            @RequestParam(required = false) @Nullable Channel channel,
            ListQuery query) {
        Page<Campaign> page = campaigns.list(states == null ? List.of() : states, segmentId, channel, query);
        Map<String, String> names = segments.names(
                page.items().stream().map(Campaign::segmentId).distinct().toList());
        return page.map(campaign -> view(campaign, names));
    }

    @PostMapping
    ResponseEntity<CampaignView> create(@RequestBody Campaign.Draft draft, Caller caller) {
        requireMayOverride(draft, null, caller);
        return created(campaigns.create(draft, author(caller)));
    }

    @PostMapping("/{id}/duplicate")
    ResponseEntity<CampaignView> duplicate(@PathVariable String id, Caller caller) {
        return created(campaigns.duplicate(id, author(caller)));
    }

    private ResponseEntity<CampaignView> created(Campaign campaign) {
        CampaignView created = view(campaign);
        return ResponseEntity.created(URI.create("/api/campaigns/" + created.id()))
                .eTag(ETags.tag(created.version()))
                .body(created);
    }

    private static Author author(Caller caller) {
        return new Author(caller.subject(), caller.name());
    }

    /** What was allowed stays allowed, whoever changes the rest. */
    private static void requireMayOverride(Campaign.Draft draft, @Nullable GuardOverrides before, Caller caller) {
        GuardOverrides wanted = draft.guards() == null ? GuardOverrides.NONE : draft.guards();
        if (!wanted.equals(GuardOverrides.NONE)
                && !wanted.equals(before)
                && Collections.disjoint(caller.roles(), MAY_OVERRIDE)) {
            throw new AccessDeniedException("Only a manager lets a campaign ignore caps or quiet hours");
        }
    }

    @GetMapping("/{id}")
    ResponseEntity<CampaignView> one(@PathVariable String id) {
        return tagged(campaigns.get(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<CampaignView> change(
            @PathVariable String id,
            @RequestBody Campaign.Draft draft,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        requireMayOverride(draft, campaigns.get(id).guards(), caller);
        return tagged(campaigns.change(id, draft, ifMatch, author(caller)));
    }

    @PostMapping("/{id}/submit")
    ResponseEntity<CampaignView> submit(@PathVariable String id, Caller caller) {
        return tagged(campaigns.submit(id, author(caller)));
    }

    @PostMapping("/{id}/approve")
    ResponseEntity<CampaignView> approve(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable DecisionRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return tagged(campaigns.approve(id, author(caller), request == null ? null : request.note(), ifMatch));
    }

    @PostMapping("/{id}/reject")
    ResponseEntity<CampaignView> reject(@PathVariable String id, @RequestBody DecisionRequest request, Caller caller) {
        return tagged(campaigns.reject(id, author(caller), request.note()));
    }

    /** The body names a time in place of the campaign's own. */
    @PostMapping("/{id}/schedule")
    ResponseEntity<CampaignView> schedule(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Schedule when,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return tagged(campaigns.schedule(id, when, ifMatch));
    }

    @PostMapping("/{id}/unschedule")
    ResponseEntity<CampaignView> unschedule(@PathVariable String id) {
        return tagged(campaigns.unschedule(id));
    }

    @PostMapping("/{id}/launch")
    ResponseEntity<CampaignView> launch(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return tagged(campaigns.launch(id, ifMatch));
    }

    @PostMapping("/{id}/pause")
    ResponseEntity<CampaignView> pause(@PathVariable String id) {
        return tagged(campaigns.pause(id));
    }

    @PostMapping("/{id}/resume")
    ResponseEntity<CampaignView> resume(@PathVariable String id) {
        return tagged(campaigns.resume(id));
    }

    @PostMapping("/{id}/stop")
    ResponseEntity<CampaignView> stop(@PathVariable String id) {
        return tagged(campaigns.stop(id));
    }

    private ResponseEntity<CampaignView> tagged(Campaign campaign) {
        return ETags.ok(view(campaign), campaign.version());
    }

    private CampaignView view(Campaign campaign) {
        return view(campaign, segments.names(List.of(campaign.segmentId())));
    }

    private static CampaignView view(Campaign campaign, Map<String, String> segmentNames) {
        return new CampaignView(
                campaign.id(),
                campaign.version(),
                campaign.name(),
                campaign.segmentId(),
                segmentNames.get(campaign.segmentId()),
                campaign.channel(),
                campaign.mode(),
                campaign.state(),
                campaign.stateReason(),
                campaign.content(),
                campaign.schedule(),
                campaign.reentry(),
                campaign.followUps(),
                campaign.variants(),
                campaign.winner(),
                campaign.holdout(),
                campaign.priority(),
                campaign.guards(),
                campaign.approval(),
                campaign.launchedAt(),
                campaign.nextAt(),
                campaign.startedAt(),
                campaign.occurrence(),
                campaign.occurrenceAt(),
                campaign.enrolled(),
                campaign.enrolledAt(),
                campaign.decisions(),
                campaign.pausedAt(),
                campaign.endedAt(),
                campaign.createdBy(),
                campaign.createdAt(),
                campaign.changedBy() == null ? null : campaign.changedBy().name(),
                campaign.updatedAt());
    }
}
