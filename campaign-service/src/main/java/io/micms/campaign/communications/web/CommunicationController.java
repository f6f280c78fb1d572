package io.micms.campaign.communications.web;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.campaigns.Channel;
import io.micms.campaign.communications.Communication;
import io.micms.campaign.communications.CommunicationLog;
import io.micms.campaign.communications.CommunicationLog.Entry;
import io.micms.campaign.communications.CommunicationLog.Filter;
import io.micms.campaign.delivery.Message;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.platform.security.Caller;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communications")
class CommunicationController {

    private final CommunicationLog log;
    private final Campaigns campaigns;
    private final Profiles profiles;

    CommunicationController(CommunicationLog log, Campaigns campaigns, Profiles profiles) {
        this.log = log;
        this.campaigns = campaigns;
        this.profiles = profiles;
    }

    /** A message that was sent, or what a person wrote down. */
    enum EntryKind {
        MESSAGE,
        NOTE,
        CALL,
        MEETING
    }

    /**
     * @param state of a message
     * @param reason why a message failed or is unconfirmed
     * @param detail what the provider had to say
     */
    record CommunicationView(
            String id,
            EntryKind kind,
            @Nullable Channel channel,
            String customerId,
            @Nullable String customerName,
            @Nullable String campaignId,
            @Nullable String campaignName,
            @Nullable String to,
            @Nullable String subject,
            @Nullable String body,
            @Nullable String html,
            Message.@Nullable State state,
            Message.@Nullable Reason reason,
            @Nullable String detail,
            @Nullable String author,
            Instant at) {

        static CommunicationView of(Message message, Instant at, @Nullable String customer, @Nullable String campaign) {
            return new CommunicationView(
                    message.id(),
                    EntryKind.MESSAGE,
                    message.channel(),
                    message.customerId(),
                    customer,
                    message.campaignId(),
                    campaign,
                    message.to(),
                    message.subject(),
                    message.text(),
                    message.html(),
                    message.state(),
                    message.reason(),
                    message.detail(),
                    null,
                    at);
        }

        static CommunicationView of(Communication entry, @Nullable String customer) {
            return new CommunicationView(
                    entry.id(),
                    EntryKind.valueOf(entry.kind().name()),
                    null,
                    entry.customerId(),
                    customer,
                    null,
                    null,
                    null,
                    null,
                    entry.text(),
                    null,
                    null,
                    null,
                    null,
                    entry.author(),
                    entry.at());
        }
    }

    @GetMapping
    Page<CommunicationView> list(
            ListQuery query,
            @RequestParam(required = false) @Nullable String customerId,
            @RequestParam(required = false) @Nullable String campaignId,
            @RequestParam(required = false) @Nullable String kind) {
        Page<Entry> page = log.list(new Filter(customerId, campaignId, kind), query.limit(), query.cursor());
        Map<String, Profile> customers = profiles.findAll(
                page.items().stream().map(CommunicationController::customerId).toList());
        Map<String, String> campaignNames = campaigns
                .findAll(page.items().stream()
                        .map(Entry::message)
                        .filter(Objects::nonNull)
                        .map(Message::campaignId)
                        .distinct()
                        .toList())
                .values()
                .stream()
                .collect(Collectors.toMap(Campaign::id, Campaign::name));
        return page.map(entry -> {
            Profile customer = customers.get(customerId(entry));
            String name = customer == null ? null : customer.customer().displayName();
            Message message = entry.message();
            return message == null
                    ? CommunicationView.of(entry.communication(), name)
                    : CommunicationView.of(message, entry.at(), name, campaignNames.get(message.campaignId()));
        });
    }

    private static String customerId(Entry entry) {
        Message message = entry.message();
        return message == null ? entry.communication().customerId() : message.customerId();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CommunicationView record(@RequestBody Communication.Entry entry, Caller caller) {
        Communication recorded = log.record(entry, caller.name());
        return CommunicationView.of(
                recorded,
                profiles.find(recorded.customerId())
                        .map(profile -> profile.customer().displayName())
                        .orElse(null));
    }
}
