package io.micms.campaign.delivery.web;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.campaigns.Variant;
import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Feedback;
import io.micms.campaign.delivery.Forecast;
import io.micms.campaign.delivery.Funnel;
import io.micms.campaign.delivery.Funnel.Figures;
import io.micms.campaign.delivery.Funnel.Group;
import io.micms.campaign.delivery.Ledger;
import io.micms.campaign.delivery.Message;
import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.delivery.Proportions;
import io.micms.campaign.delivery.Proportions.Rate;
import io.micms.campaign.delivery.Rendition;
import io.micms.campaign.delivery.Settling;
import io.micms.campaign.profiles.AudienceSizes;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Contacts;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who would get a campaign, and what became of its messages. */
@RestController
@RequestMapping("/api/campaigns/{id}")
class CampaignMessageController {

    private final Ledger ledger;
    private final Funnel funnel;
    private final Forecast forecast;
    private final Settling settling;
    private final Campaigns campaigns;
    private final Profiles profiles;
    private final AudienceSizes sizes;

    CampaignMessageController(
            Ledger ledger,
            Funnel funnel,
            Forecast forecast,
            Settling settling,
            Campaigns campaigns,
            Profiles profiles,
            AudienceSizes sizes) {
        this.ledger = ledger;
        this.funnel = funnel;
        this.forecast = forecast;
        this.settling = settling;
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.sizes = sizes;
    }

    /**
     * How a campaign's messages stand. The states add up to {@code total}, the steps to the whole, and the variants of a
     * step to the step.
     *
     * @param members of the segment at the moment
     * @param audience who was ever meant to get it: the messages of the first step
     * @param heldOut of the audience, who gets nothing so that the others can be compared with them
     * @param accepted taken by a provider, whatever came of it; what rates are of but that of {@code bounced}
     * @param handedOver accepted, or refused at once because of its address; what {@code bounced} is of
     */
    record StatsView(
            long members,
            long audience,
            long total,
            long queued,
            long deferred,
            long sending,
            long sent,
            long delivered,
            long failed,
            long skipped,
            long heldOut,
            long unconfirmed,
            long accepted,
            long handedOver,
            long opened,
            long clicked,
            long unsubscribed,
            long bounced,
            long complained,
            Map<Reason, Long> deferredBy,
            Map<Reason, Long> skippedBy,
            Map<Reason, Long> failedBy,
            List<StepView> steps,
            List<ComparisonView> comparisons) {

        static StatsView of(Campaign campaign, long members, List<Group> groups) {
            Figures all = Figures.of(groups);
            List<StepView> steps = groups.stream()
                    .map(Group::step)
                    .distinct()
                    .sorted()
                    .map(step -> StepView.of(step, groups))
                    .toList();
            return new StatsView(
                    members,
                    steps.stream()
                            .filter(step -> step.step() == 0)
                            .mapToLong(step -> step.figures().total())
                            .sum(),
                    all.total(),
                    all.queued(),
                    all.deferred(),
                    all.sending(),
                    all.sent(),
                    all.delivered(),
                    all.failed(),
                    all.skipped(),
                    all.heldOut(),
                    all.unconfirmed(),
                    all.accepted(),
                    all.handedOver(),
                    all.opened(),
                    all.clicked(),
                    all.unsubscribed(),
                    all.bounced(),
                    all.complained(),
                    all.deferredBy(),
                    all.skippedBy(),
                    all.failedBy(),
                    steps,
                    ComparisonView.of(campaign, groups));
        }
    }

    /** @param variants empty where the step has none */
    record StepView(int step, Figures figures, List<VariantFigures> variants) {

        static StepView of(int step, List<Group> all) {
            List<Group> groups =
                    all.stream().filter(group -> group.step() == step).toList();
            List<VariantFigures> variants = groups.stream().allMatch(group -> group.variant() == null)
                    ? List.of()
                    : Stream.concat(
                                    groups.stream()
                                            .map(Group::variant)
                                            .filter(variant -> variant != null)
                                            .distinct()
                                            .sorted(),
                                    groups.stream().anyMatch(group -> group.variant() == null)
                                            ? Stream.of("")
                                            : Stream.of())
                            .map(variant -> VariantFigures.of(variant, groups))
                            .toList();
            return new StepView(step, Figures.of(groups), variants);
        }
    }

    /** @param variant its key; null for who is held out, was passed over or waits for the winner, and so has none */
    record VariantFigures(@Nullable String variant, Figures figures) {

        static VariantFigures of(String variant, List<Group> groups) {
            @Nullable String key = variant.isEmpty() ? null : variant;
            return new VariantFigures(
                    key,
                    Figures.of(groups.stream()
                            .filter(group -> key == null ? group.variant() == null : key.equals(group.variant()))
                            .toList()));
        }
    }

    /**
     * How the variants do against each other.
     *
     * @param rates of each variant, the best first; with 95 % confidence intervals (Wilson)
     * @param probabilityOfChance how likely chance alone makes the best differ so much from the next (two-proportion
     *     z-test, two-sided); below 0.05 is commonly called significant
     */
    record ComparisonView(String by, List<VariantRate> rates, double probabilityOfChance) {

        static List<ComparisonView> of(Campaign campaign, List<Group> all) {
            if (campaign.variants().isEmpty()) {
                return List.of();
            }
            List<Group> groups = all.stream().filter(group -> group.step() == 0).toList();
            List<Figures> figures = IntStream.range(0, campaign.variants().size())
                    .mapToObj(place ->
                            VariantFigures.of(Variant.key(place), groups).figures())
                    .toList();
            return List.of(
                    compare(
                            "OPENS",
                            campaign,
                            figures.stream()
                                    .map(one -> Proportions.rate(one.opened(), one.accepted()))
                                    .toList()),
                    compare(
                            "CLICKS",
                            campaign,
                            figures.stream()
                                    .map(one -> Proportions.rate(one.clicked(), one.accepted()))
                                    .toList()));
        }

        private static ComparisonView compare(String by, Campaign campaign, List<Rate> rates) {
            List<VariantRate> ranked = IntStream.range(0, rates.size())
                    .mapToObj(place -> new VariantRate(
                            Variant.key(place), campaign.variants().get(place).name(), rates.get(place)))
                    .sorted(Comparator.comparingDouble(
                                    (VariantRate one) -> one.rate().rate())
                            .reversed())
                    .toList();
            Rate best = ranked.get(0).rate();
            Rate next = ranked.get(1).rate();
            return new ComparisonView(
                    by,
                    ranked,
                    Proportions.probabilityOfChance(best.successes(), best.of(), next.successes(), next.of()));
        }
    }

    record VariantRate(String variant, @Nullable String name, Rate rate) {}

    /** @param due when it is to be sent, where it is queued */
    record MessageView(
            String id,
            String campaignId,
            String campaignName,
            String customerId,
            @Nullable String customerName,
            Channel channel,
            int step,
            int occurrence,
            @Nullable String variant,
            @Nullable String to,
            @Nullable String subject,
            @Nullable String html,
            @Nullable String body,
            State state,
            @Nullable Reason reason,
            @Nullable String detail,
            int attempts,
            Instant queuedAt,
            @Nullable Instant due,
            @Nullable Instant sentAt,
            @Nullable Instant endedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant openedAt,
            @Nullable Instant clickedAt,
            @Nullable Instant unsubscribedAt,
            @Nullable Instant bouncedAt,
            @Nullable Instant complainedAt) {

        static MessageView of(Message message, Campaign campaign, @Nullable Profile profile, boolean contacts) {
            Feedback feedback = message.feedback();
            Rendition shown = contacts
                    ? Rendition.of(message)
                    : Rendition.withoutContacts(message, profile == null ? null : profile.customer());
            return new MessageView(
                    message.id(),
                    campaign.id(),
                    campaign.name(),
                    message.customerId(),
                    profile == null ? null : profile.customer().displayName(),
                    message.channel(),
                    message.step(),
                    message.occurrence(),
                    message.variant(),
                    shown.to(),
                    shown.subject(),
                    shown.html(),
                    shown.text(),
                    message.state(),
                    message.reason(),
                    shown.detail(),
                    message.attempts(),
                    message.queuedAt(),
                    message.state() == State.QUEUED ? message.due() : null,
                    message.sentAt(),
                    message.endedAt(),
                    feedback.deliveredAt(),
                    feedback.openedAt(),
                    feedback.clickedAt(),
                    feedback.unsubscribedAt(),
                    feedback.bouncedAt(),
                    feedback.complainedAt());
        }
    }

    /** Who would get it if it went out now, and who would not and why. */
    @GetMapping("/audience")
    Forecast.Outlook audience(@PathVariable String id) {
        return forecast.of(campaigns.get(id));
    }

    @GetMapping("/stats")
    StatsView stats(@PathVariable String id) {
        Campaign campaign = campaigns.get(id);
        return StatsView.of(campaign, sizes.of(campaign.segmentId()), funnel.of(id));
    }

    /**
     * @param states those in one of which to list; all where there is none
     * @param reason those that are where they are for it; of a state or a reason they come by when they were due, else newest first
     */
    @GetMapping("/messages")
    Page<MessageView> messages(
            @PathVariable String id,
            @RequestParam(name = "state", required = false) @Nullable List<State> states,
            @RequestParam(required = false) @Nullable Reason reason,
            ListQuery query,
            Caller caller) {
        Campaign campaign = campaigns.get(id);
        Page<Message> page = ledger.ofCampaign(id, states == null ? List.of() : states, reason, query);
        Map<String, Profile> recipients =
                profiles.findAll(page.items().stream().map(Message::customerId).toList());
        boolean contacts = Contacts.mayBeReadBy(caller);
        return page.map(message -> MessageView.of(message, campaign, recipients.get(message.customerId()), contacts));
    }

    /** @param as what a person found out of an unconfirmed message */
    record SettleRequest(Settling.@Nullable Settlement as) {}

    @PostMapping("/messages/{messageId}/settle")
    MessageView settle(
            @PathVariable String id,
            @PathVariable String messageId,
            @RequestBody SettleRequest request,
            Caller caller) {
        if (request.as() == null) {
            throw new InvalidInput("/as", "Say whether it was SENT or NOT_SENT.");
        }
        return view(settling.settle(id, messageId, request.as(), caller.name()));
    }

    /** Sends a message again that was settled as not sent. */
    @PostMapping("/messages/{messageId}/retry")
    MessageView retry(@PathVariable String id, @PathVariable String messageId) {
        return view(settling.retry(id, messageId));
    }

    private MessageView view(Message message) {
        ledger.word(List.of(message));
        return MessageView.of(
                message,
                campaigns.get(message.campaignId()),
                profiles.find(message.customerId()).orElse(null),
                true);
    }
}
