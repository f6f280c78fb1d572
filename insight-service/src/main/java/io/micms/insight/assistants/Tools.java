package io.micms.insight.assistants;

import static io.micms.insight.assistants.ToolRefusal.orRefusal;

import io.micms.insight.asking.Asking;
import io.micms.insight.dashboard.Dashboard;
import io.micms.insight.dashboard.Dashboards;
import io.micms.insight.drafts.Brief;
import io.micms.insight.drafts.CampaignReviews;
import io.micms.insight.drafts.CampaignReviews.Review;
import io.micms.insight.drafts.Draft;
import io.micms.insight.drafts.Drafting;
import io.micms.insight.neighbours.CampaignService;
import io.micms.insight.neighbours.CampaignService.Campaign;
import io.micms.insight.neighbours.CampaignService.Segment;
import io.micms.insight.neighbours.CustomerService;
import io.micms.insight.wording.Part;
import io.micms.insight.wording.Wording;
import io.micms.insight.wording.Wording.Answer;
import io.micms.platform.problem.InvalidInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.ai.mcp.annotation.McpToolParam;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What assistants can do. Reading is reading; what is made are drafts, which reach nobody unless a person launches them. The
 * caller's token is relayed to the services, so a tool can do what its caller can and nothing else.
 */
@Component
class Tools {

    private static final int LISTED_AT_MOST = 50;
    private static final int LISTED = 20;
    private static final int DAYS_AT_MOST = 366;

    private final CustomerService customers;
    private final CampaignService campaigns;
    private final Dashboards dashboards;
    private final CampaignReviews reviews;
    private final Asking asking;
    private final Wording wording;
    private final Drafting drafting;

    Tools(
            CustomerService customers,
            CampaignService campaigns,
            Dashboards dashboards,
            CampaignReviews reviews,
            Asking asking,
            Wording wording,
            Drafting drafting) {
        this.customers = customers;
        this.campaigns = campaigns;
        this.dashboards = dashboards;
        this.reviews = reviews;
        this.asking = asking;
        this.wording = wording;
        this.drafting = drafting;
    }

    /** @param rule as it was saved */
    record SegmentDrafted(
            String segmentId,
            String name,
            String ruleDescription,
            @Nullable Long customers,
            List<Part> understood,
            JsonNode rule) {}

    /** @param checks what is to be said against the text */
    record CampaignDrafted(
            String campaignId,
            String name,
            String state,
            @Nullable String subject,
            String body,
            List<String> checks) {}

    @McpTool(
            name = "search_customers",
            description = "Finds customers by name, e-mail or external id. Needs a role, or the scope customers:read.",
            annotations = @McpTool.McpAnnotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    JsonNode searchCustomers(
            @McpToolParam(description = "words to look for") String words,
            @McpToolParam(description = "how many at most, 1 to 50; 20 by default", required = false) @Nullable
                    Integer limit) {
        return orRefusal(() -> customers.search(words, limit(limit)));
    }

    @McpTool(
            name = "list_segments",
            description =
                    "Lists segments with their ids and how many customers are in each. Needs a role, or the scope segments:read.",
            annotations = @McpTool.McpAnnotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    List<Segment> listSegments(
            @McpToolParam(description = "words to look for in names", required = false) @Nullable String words) {
        return orRefusal(() -> campaigns.segments(words, LISTED_AT_MOST));
    }

    @McpTool(
            name = "segment_members",
            description = "Lists customers who are in a segment. Needs a role, or the scope segments:read.",
            annotations = @McpTool.McpAnnotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    JsonNode segmentMembers(
            @McpToolParam(description = "the segment's id") String segmentId,
            @McpToolParam(description = "how many at most, 1 to 50; 20 by default", required = false) @Nullable
                    Integer limit) {
        return orRefusal(() -> campaigns.members(segmentId, limit(limit)));
    }

    @McpTool(
            name = "dashboard",
            description =
                    "The key figures of the last days: customers, orders, revenue, messages, top cities. Needs a role, or the scope insights:read.",
            annotations = @McpTool.McpAnnotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    Dashboard dashboard(@McpToolParam(description = "how many days back, 1 to 366") int days) {
        return orRefusal(() -> {
            ToolAccess.INSIGHTS.require();
            if (days < 1 || days > DAYS_AT_MOST) {
                throw new InvalidInput("/days", "days is a whole number from 1 to %d.".formatted(DAYS_AT_MOST));
            }
            return dashboardOf(days);
        });
    }

    private Dashboard dashboardOf(int days) {
        return dashboards.of(dashboards.last(days), Dashboard.Granularity.DAY);
    }

    @McpTool(
            name = "campaign_stats",
            description =
                    "What a campaign brought: messages, revenue attributed, uplift against those held out, and a review in words. Needs a role, or the scope insights:read.",
            annotations = @McpTool.McpAnnotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    Review campaignStats(@McpToolParam(description = "the campaign's id") String campaignId) {
        return orRefusal(() -> {
            ToolAccess.INSIGHTS.require();
            return reviews.of(campaignId);
        });
    }

    @McpTool(
            name = "list_campaigns",
            description = "Lists campaigns with their ids and states. Needs a role, or the scope campaigns:read.",
            annotations = @McpTool.McpAnnotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    List<Campaign> listCampaigns(
            @McpToolParam(description = "words to look for in names", required = false) @Nullable String words) {
        return orRefusal(() -> campaigns.campaigns(words, LISTED_AT_MOST));
    }

    @McpTool(
            name = "ask",
            description =
                    "Answers a question about the business's figures, such as 'which city grew most last quarter?'. Every figure is computed; what was not understood is said. Needs a role, or the scope insights:read.",
            annotations = @McpTool.McpAnnotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
    Asking.Reply ask(@McpToolParam(description = "the question in English") String question) {
        return orRefusal(() -> {
            ToolAccess.INSIGHTS.require();
            return asking.ask(question);
        });
    }

    @McpTool(
            name = "draft_segment",
            description =
                    "Makes a segment from a description such as 'customers in Pune who have not ordered for a month'. Nothing is made unless all of the description is understood. Needs the role MARKETER, MANAGER or ADMIN.",
            annotations = @McpTool.McpAnnotations(readOnlyHint = false, destructiveHint = false, openWorldHint = false))
    SegmentDrafted draftSegment(
            @McpToolParam(description = "a name for the segment") String name,
            @McpToolParam(description = "which customers are meant, in English") String description) {
        return orRefusal(() -> {
            ToolAccess.DRAFTS.require();
            Answer answer = wording.rule(description, null);
            if (answer.rule() == null || !answer.notUnderstood().isEmpty()) {
                throw new InvalidInput(
                        "/description",
                        "Not understood: "
                                + answer.notUnderstood().stream()
                                        .map(part -> "“%s” (%s)".formatted(part.text(), part.meaning()))
                                        .reduce((one, other) -> one + "; " + other)
                                        .orElse(description));
            }
            Segment segment = campaigns.createSegment(name, description, answer.rule());
            return new SegmentDrafted(
                    segment.id(),
                    segment.name(),
                    String.valueOf(answer.description()),
                    answer.audience() == null ? null : answer.audience().count(),
                    answer.understood(),
                    answer.rule());
        });
    }

    @McpTool(
            name = "draft_campaign",
            description =
                    "Makes a draft of a campaign to a segment, with a text written for its goal. A person has to launch it. Needs the role MARKETER, MANAGER or ADMIN.",
            annotations = @McpTool.McpAnnotations(readOnlyHint = false, destructiveHint = false, openWorldHint = false))
    CampaignDrafted draftCampaign(
            @McpToolParam(description = "a name for the campaign") String name,
            @McpToolParam(description = "the segment's id") String segmentId,
            @McpToolParam(description = "EMAIL or SMS") Brief.Channel channel,
            @McpToolParam(description = "what the message is to bring about") String goal,
            @McpToolParam(description = "what it offers, if anything", required = false) @Nullable String offer) {
        return orRefusal(() -> {
            ToolAccess.DRAFTS.require();
            Draft draft = drafting.drafts(new Brief(channel, goal, offer, null, null, 1, segmentId))
                    .variants()
                    .getFirst();
            Map<String, String> content = new HashMap<>();
            content.put("text", draft.body());
            if (draft.subject() != null) {
                content.put("subject", Objects.requireNonNull(draft.subject()));
            }
            Campaign campaign = campaigns.createCampaign(name, segmentId, channel.name(), content);
            return new CampaignDrafted(
                    campaign.id(),
                    campaign.name(),
                    campaign.state(),
                    draft.subject(),
                    draft.body(),
                    draft.checks().stream().map(check -> check.detail()).toList());
        });
    }

    private static int limit(@Nullable Integer limit) {
        return limit == null ? LISTED : Math.clamp(limit, 1, LISTED_AT_MOST);
    }
}
