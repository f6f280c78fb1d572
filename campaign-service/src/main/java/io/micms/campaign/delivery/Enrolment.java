package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.profiles.AudienceListener;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.platform.leasing.Leases;
import io.micms.platform.problem.StaleDocument;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Puts a campaign's audience into the ledger: at once whoever joins while it is live, and in the background whoever was
 * in the segment at the launch. The campaign is running before the background run begins, so between the two nobody
 * slips through; who is met by both stands in the ledger once.
 */
@Component
class Enrolment implements AudienceListener {

    private static final Logger log = LoggerFactory.getLogger(Enrolment.class);
    private static final int BATCH = 500;
    /** Of a campaign's enrolment that takes longer another instance does some again, which changes nothing. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final String PROGRESS = "enrolments";

    private final Campaigns campaigns;
    private final Profiles profiles;
    private final Ledger ledger;
    private final Sender sender;
    private final Leases leases;
    private final MongoTemplate mongo;
    private final Clock clock;

    Enrolment(
            Campaigns campaigns,
            Profiles profiles,
            Ledger ledger,
            Sender sender,
            Leases leases,
            MongoTemplate mongo,
            Clock clock) {
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.ledger = ledger;
        this.sender = sender;
        this.leases = leases;
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public void joined(List<Joining> joinings) {
        Map<String, List<String>> bySegment = joinings.stream()
                .collect(Collectors.groupingBy(
                        Joining::segmentId, Collectors.mapping(Joining::customerId, Collectors.toList())));
        for (Campaign campaign : campaigns.liveOn(bySegment.keySet())) {
            ledger.queueAgain(campaign, bySegment.get(campaign.segmentId()));
            sender.wake();
        }
    }

    @Scheduled(fixedDelayString = "${micms.delivery.enrol-every:500ms}")
    void enrolMembersAtLaunch() {
        List<Campaign> waiting = campaigns.inState(Campaign.State.RUNNING).stream()
                .filter(campaign -> !campaign.isEnrolled())
                .toList();
        if (!waiting.isEmpty()) {
            leases.run("enrolment", LEASE, () -> waiting.forEach(this::enrol));
        }
    }

    private void enrol(Campaign campaign) {
        String after = progress(campaign.id());
        List<Profile> members = profiles.membersAfter(campaign.segmentId(), after, BATCH);
        while (!members.isEmpty()) {
            ledger.queue(campaign, members.stream().map(Profile::id).toList());
            sender.wake();
            after = members.getLast().id();
            mongo.upsert(
                    new Query(Criteria.where("_id").is(campaign.id())), new Update().set("after", after), PROGRESS);
            members = profiles.membersAfter(campaign.segmentId(), after, BATCH);
        }
        try {
            Campaign current = campaigns.get(campaign.id());
            current.enrolled(clock.instant());
            campaigns.save(current);
            log.info("Campaign {} has its audience as of the launch in the ledger", campaign.id());
        } catch (StaleDocument e) {
            log.debug("Campaign {} was changed meanwhile; its enrolment is noted in the next round", campaign.id());
        }
    }

    private String progress(String campaignId) {
        return Optional.ofNullable(mongo.findById(campaignId, Document.class, PROGRESS))
                .map(progress -> progress.getString("after"))
                .orElse("");
    }
}
