package io.micms.campaign.proofs;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.campaigns.Variant;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.content.Personalisation;
import io.micms.campaign.content.Personalisation.Rendered;
import io.micms.campaign.content.Proof;
import io.micms.campaign.content.RecipientLinks;
import io.micms.campaign.content.RenderingFailed;
import io.micms.campaign.delivery.Links;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.providers.Provider;
import io.micms.campaign.providers.Provider.Outcome;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.problem.TooManyRequests;
import io.micms.platform.publishing.Ids;
import io.micms.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;

/** Shows and sends what a customer would get, without their getting it. Nothing of it is counted in the ledger. */
@Service
public class Proofs {

    private static final Logger log = LoggerFactory.getLogger(Proofs.class);
    private static final int ADDRESSES_AT_MOST = 5;
    private static final int TESTS_PER_HOUR = 60;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String MARK = "[Test] ";

    private final Campaigns campaigns;
    private final Profiles profiles;
    private final Personalisation personalisation;
    private final Links links;
    private final Map<Channel, Provider> providers;
    private final MongoTemplate mongo;
    private final Clock clock;

    Proofs(
            Campaigns campaigns,
            Profiles profiles,
            Personalisation personalisation,
            Links links,
            List<Provider> providers,
            MongoTemplate mongo,
            Clock clock) {
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.personalisation = personalisation;
        this.links = links;
        this.providers = providers.stream().collect(Collectors.toMap(Provider::channel, Function.identity()));
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * What to show.
     *
     * @param customerId as whom; null for whoever comes first of the segment's members, or of all people
     */
    public record Subject(
            String campaign,
            Channel channel,
            Content content,
            @Nullable String segmentId,
            @Nullable String customerId) {}

    /** @param detail why it was not taken; null if it was */
    public record TestResult(
            String to, boolean taken, @Nullable String detail) {}

    /**
     * What a campaign says.
     *
     * @param unsaved what it is to say instead of what is saved; null for that
     */
    public Subject ofCampaign(
            String id,
            @Nullable Integer step,
            @Nullable String variant,
            @Nullable Content unsaved,
            @Nullable String customerId) {
        Campaign campaign = campaigns.get(id);
        Content content = unsaved == null ? saved(campaign, step, variant) : unsaved;
        return new Subject(campaign.name(), campaign.channel(), content, campaign.segmentId(), customerId);
    }

    private static Content saved(Campaign campaign, @Nullable Integer step, @Nullable String variant) {
        List<Fault> faults = new ArrayList<>();
        int asked = step == null ? 0 : step;
        if (asked < 0 || asked > campaign.followUps().size()) {
            faults.add(new Fault(
                    "/step",
                    "The campaign has steps 0 to %d."
                            .formatted(campaign.followUps().size())));
        }
        List<String> keys = IntStream.range(0, campaign.variants().size())
                .mapToObj(Variant::key)
                .toList();
        if (variant != null && !keys.contains(variant)) {
            faults.add(new Fault(
                    "/variant",
                    keys.isEmpty()
                            ? "The campaign has no variants."
                            : "The campaign has the variants %s.".formatted(String.join(", ", keys))));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return campaign.content(asked, variant);
    }

    public record Preview(Profile profile, Proof proof) {}

    /** @throws InvalidInput with what is wrong with the content, or if there is nobody to preview as */
    public Preview preview(Subject subject) {
        refuseFaults(subject);
        Profile profile = recipient(subject);
        try {
            return new Preview(
                    profile,
                    personalisation.proof(
                            subject.content(),
                            subject.channel(),
                            subject.campaign(),
                            profile,
                            links.shown(subject.channel())));
        } catch (RenderingFailed e) {
            throw new InvalidInput(List.of(e.fault()));
        }
    }

    private static void refuseFaults(Subject subject) {
        List<Fault> faults = subject.content().faults(subject.channel());
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private Profile recipient(Subject subject) {
        String customerId = subject.customerId();
        if (customerId != null) {
            return profiles.person(customerId).orElseThrow(() -> new NotFound("customer " + customerId));
        }
        return someMember(subject.segmentId())
                .or(() -> profiles.peopleAfter("", 1).stream().findFirst())
                .orElseThrow(() -> new InvalidInput("/customerId", "There is no customer yet to preview as."));
    }

    private Optional<Profile> someMember(@Nullable String segmentId) {
        return segmentId == null
                ? Optional.empty()
                : profiles.membersAfter(segmentId, "", 1).stream().findFirst();
    }

    /**
     * Sends what a customer would get to addresses of the caller's choice, marked as a test.
     *
     * @throws InvalidInput with what is wrong with the content or the addresses
     * @throws TooManyRequests if the caller has sent more than {@value #TESTS_PER_HOUR} within an hour
     */
    public List<TestResult> test(Subject subject, @Nullable List<String> to, Caller caller) {
        List<String> addresses = addresses(subject.channel(), to);
        List<Fault> missing = new ArrayList<>(subject.content().faults(subject.channel()));
        missing.addAll(subject.content().missing(subject.channel()));
        if (!missing.isEmpty()) {
            throw new InvalidInput(missing);
        }
        Profile profile = recipient(subject);
        requireFew(caller, addresses.size());
        RecipientLinks own = links.ofTest(Links.testId(Ids.next()), profile.id(), subject.channel(), clock.instant());
        Rendered rendered;
        try {
            rendered = personalisation.render(subject.content(), subject.channel(), subject.campaign(), profile, own);
        } catch (RenderingFailed e) {
            throw new InvalidInput(List.of(e.fault()));
        }
        Provider provider = Objects.requireNonNull(providers.get(subject.channel()));
        List<TestResult> results = new ArrayList<>();
        for (String address : addresses) {
            results.add(send(subject, rendered, own, address, provider, caller));
        }
        return results;
    }

    private TestResult send(
            Subject subject, Rendered rendered, RecipientLinks own, String address, Provider provider, Caller caller) {
        String id = Ids.next();
        Outcome outcome = provider.deliver(new Provider.Outgoing(
                Links.testId(id),
                address,
                MARK + rendered.subject(),
                rendered.html(),
                subject.channel() == Channel.SMS ? MARK + rendered.text() : rendered.text(),
                own.unsubscribeUrl()));
        TestResult result = switch (outcome) {
            case Outcome.Accepted accepted -> new TestResult(address, true, null);
            case Outcome.TemporarilyRefused refused -> new TestResult(address, false, refused.why());
            case Outcome.TooMany tooMany -> new TestResult(address, false, "More is being sent than may be at a time.");
            case Outcome.Refused refused -> new TestResult(address, false, refused.why());
            case Outcome.Unknown unknown -> new TestResult(address, false, unknown.why());
        };
        mongo.save(new TestSend(
                id,
                caller.subject(),
                caller.name(),
                subject.campaign(),
                subject.channel(),
                address,
                result.taken(),
                clock.instant()));
        log.info(
                "{} sent a test of '{}', which was {}",
                caller.name(),
                subject.campaign(),
                result.taken() ? "taken" : "refused");
        return result;
    }

    private static List<String> addresses(Channel channel, @Nullable List<String> to) {
        List<Fault> faults = new ArrayList<>();
        if (to == null || to.isEmpty() || to.size() > ADDRESSES_AT_MOST) {
            throw new InvalidInput("/to", "Name 1 to %d addresses.".formatted(ADDRESSES_AT_MOST));
        }
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            String address = to.get(i) == null ? "" : to.get(i).strip();
            boolean fit = channel == Channel.SMS
                    ? address.matches("\\+[1-9]\\d{6,14}")
                    : address.matches("[^\\s@<>]+@[^\\s@<>]+");
            if (!fit) {
                faults.add(new Fault(
                        "/to/" + i,
                        channel == Channel.SMS
                                ? "A phone number is written as +919812345678."
                                : "This is not an e-mail address."));
            } else if (!addresses.contains(address)) {
                addresses.add(address);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return addresses;
    }

    private void requireFew(Caller caller, int more) {
        long sent = mongo.count(
                new Query(Criteria.where("by")
                        .is(caller.subject())
                        .and("at")
                        .gt(clock.instant().minus(HOUR))),
                TestSend.class);
        if (sent + more > TESTS_PER_HOUR) {
            throw new TooManyRequests(
                    "You have sent %d tests within an hour; %d are the most.".formatted(sent, TESTS_PER_HOUR),
                    Duration.ofMinutes(10));
        }
    }
}
