package io.micms.campaign.delivery.web;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Ledger;
import io.micms.campaign.delivery.Ledger.Standing;
import io.micms.campaign.delivery.Message;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.profiles.AudienceSizes;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Contacts;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of a campaign's messages. */
@RestController
@RequestMapping("/api/campaigns/{id}")
class CampaignMessageController {

    private final Ledger ledger;
    private final Campaigns campaigns;
    private final Profiles profiles;
    private final AudienceSizes sizes;

    CampaignMessageController(Ledger ledger, Campaigns campaigns, Profiles profiles, AudienceSizes sizes) {
        this.ledger = ledger;
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.sizes = sizes;
    }

    /**
     * @param audience members of the segment at the moment
     * @param total messages in the ledger; the states add up to it
     */
    record StatsView(
            long audience,
            long total,
            long queued,
            long sending,
            long sent,
            long delivered,
            long failed,
            long skipped,
            long heldOut,
            long unconfirmed,
            Map<String, Long> skippedBy) {

        static StatsView of(long audience, Standing standing) {
            return new StatsView(
                    audience,
                    standing.total(),
                    standing.in(State.QUEUED),
                    standing.in(State.SENDING),
                    standing.in(State.SENT),
                    standing.in(State.DELIVERED),
                    standing.in(State.FAILED),
                    standing.in(State.SKIPPED),
                    standing.in(State.HELD_OUT),
                    standing.in(State.UNCONFIRMED),
                    standing.skippedBy());
        }
    }

    record MessageView(
            String id,
            String campaignId,
            String campaignName,
            String customerId,
            @Nullable String customerName,
            Channel channel,
            @Nullable String to,
            @Nullable String subject,
            @Nullable String html,
            @Nullable String body,
            State state,
            Message.@Nullable Reason reason,
            @Nullable String detail,
            Instant queuedAt,
            @Nullable Instant sentAt) {

        static MessageView of(Message message, Campaign campaign, @Nullable Profile profile, boolean contacts) {
            return new MessageView(
                    message.id(),
                    campaign.id(),
                    campaign.name(),
                    message.customerId(),
                    profile == null ? null : profile.customer().displayName(),
                    message.channel(),
                    contacts ? message.to() : Contacts.masked(message.to()),
                    message.subject(),
                    message.html(),
                    message.text(),
                    message.state(),
                    message.reason(),
                    contacts ? message.detail() : null,
                    message.queuedAt(),
                    message.sentAt());
        }
    }

    @GetMapping("/stats")
    StatsView stats(@PathVariable String id) {
        Campaign campaign = campaigns.get(id);
        return StatsView.of(sizes.of(campaign.segmentId()), ledger.standing(id));
    }

    @GetMapping("/messages")
    Page<MessageView> messages(@PathVariable String id, ListQuery query, Caller caller) {
        Campaign campaign = campaigns.get(id);
        Page<Message> page = ledger.ofCampaign(id, query);
        Map<String, Profile> recipients =
                profiles.findAll(page.items().stream().map(Message::customerId).toList());
        boolean contacts = Contacts.mayBeReadBy(caller);
        return page.map(message -> MessageView.of(message, campaign, recipients.get(message.customerId()), contacts));
    }
}
