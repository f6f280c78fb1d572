package io.micms.campaign.campaigns.web;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.CampaignService;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.segments.Segments;
import io.micms.platform.security.Caller;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/campaigns")
class CampaignController {

    private final CampaignService campaigns;
    private final Segments segments;

    CampaignController(CampaignService campaigns, Segments segments) {
        this.campaigns = campaigns;
        this.segments = segments;
    }

    /** @param segmentName as it is now, which may be after the launch */
    record CampaignView(
            String id,
            long version,
            String name,
            String segmentId,
            @Nullable String segmentName,
            Channel channel,
            Campaign.Mode mode,
            Campaign.State state,
            Content content,
            @Nullable Instant launchedAt,
            String createdBy,
            Instant createdAt,
            Instant updatedAt) {}

    @GetMapping
    Page<CampaignView> list(ListQuery query) {
        Page<Campaign> page = campaigns.list(query);
        Map<String, String> names = segments.names(
                page.items().stream().map(Campaign::segmentId).distinct().toList());
        return page.map(campaign -> view(campaign, names));
    }

    @PostMapping
    ResponseEntity<CampaignView> create(@RequestBody Campaign.Draft draft, Caller caller) {
        CampaignView created = view(campaigns.create(draft, caller.name()));
        return ResponseEntity.created(URI.create("/api/campaigns/" + created.id()))
                .eTag(ETags.tag(created.version()))
                .body(created);
    }

    @GetMapping("/{id}")
    ResponseEntity<CampaignView> one(@PathVariable String id) {
        return tagged(campaigns.get(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<CampaignView> change(
            @PathVariable String id,
            @RequestBody Campaign.Draft draft,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return tagged(campaigns.change(id, draft, ifMatch));
    }

    @PostMapping("/{id}/launch")
    ResponseEntity<CampaignView> launch(@PathVariable String id) {
        return tagged(campaigns.launch(id));
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
                campaign.content(),
                campaign.launchedAt(),
                campaign.createdBy(),
                campaign.createdAt(),
                campaign.updatedAt());
    }
}
