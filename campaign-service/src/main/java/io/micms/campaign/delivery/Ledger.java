package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.profiles.ErasureListener;
import io.micms.platform.publishing.Publication;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Who is to get what, and what became of it. */
@Component
public class Ledger implements ErasureListener {

    private static final int BATCH = 500;

    private static final SortOptions SORTS = new SortOptions("-queuedAt", Map.of("queuedAt", "queuedAt"));

    private final PublishedDocuments<Message> documents;
    private final MongoTemplate mongo;
    private final KeysetPages pages;
    private final Clock clock;

    Ledger(
            PublishedDocumentsFactory factory,
            Publication<Message> publication,
            MongoTemplate mongo,
            KeysetPages pages,
            Clock clock) {
        this.documents = factory.of(publication);
        this.mongo = mongo;
        this.pages = pages;
        this.clock = clock;
    }

    /** Queues those who are not in the ledger for this campaign yet; the others are left alone. */
    void queue(Campaign campaign, Collection<String> customerIds) {
        Instant now = clock.instant();
        documents.saveAll(customerIds.stream()
                .map(customerId -> Message.queue(campaign.id(), customerId, campaign.channel(), now))
                .toList());
    }

    /** As {@link #queue}, and those who joined before but were passed over get another chance. */
    void queueAgain(Campaign campaign, Collection<String> customerIds) {
        queue(campaign, customerIds);
        Instant now = clock.instant();
        List<String> ids = customerIds.stream()
                .map(customerId -> Message.id(campaign.id(), customerId, 0, 0))
                .toList();
        documents.saveAll(
                documents
                        .find(new Query(
                                Criteria.where("_id").in(ids).and("state").is(State.SKIPPED)))
                        .stream()
                        .filter(message -> message.requeue(now))
                        .toList());
    }

    Message save(Message message) {
        return documents.save(message);
    }

    public Optional<Message> find(String id) {
        return documents.find(id);
    }

    /** What others, who are this customer now, have got or are getting of the campaign. */
    Set<State> statesUnder(Collection<String> aliases, String campaignId) {
        if (aliases.isEmpty()) {
            return Set.of();
        }
        List<String> ids = aliases.stream()
                .map(alias -> Message.id(campaignId, alias, 0, 0))
                .toList();
        return documents.find(new Query(Criteria.where("_id").in(ids))).stream()
                .map(Message::state)
                .collect(Collectors.toSet());
    }

    @Override
    public void erased(Collection<String> customerIds) {
        Criteria theirs = Criteria.where("customerId")
                .in(customerIds)
                .orOperator(
                        Criteria.where("scrubbed").is(null),
                        Criteria.where("state").is(State.QUEUED));
        List<Message> found;
        do {
            found = documents.find(new Query(theirs).limit(BATCH));
            Instant now = clock.instant();
            // What a sender wrote first is found again.
            documents.saveAll(
                    found.stream().filter(message -> message.scrub(now)).toList());
        } while (!found.isEmpty());
    }

    List<Message> due(Collection<String> campaignIds, int limit) {
        return documents.find(new Query(Criteria.where("state")
                        .is(State.QUEUED)
                        .and("due")
                        .lte(clock.instant())
                        .and("campaignId")
                        .in(campaignIds))
                .with(Sort.by("due"))
                .limit(limit));
    }

    List<Message> queuedIn(Collection<String> campaignIds, int limit) {
        return documents.find(new Query(Criteria.where("state")
                        .is(State.QUEUED)
                        .and("campaignId")
                        .in(campaignIds))
                .limit(limit));
    }

    List<Message> leaseExpired(int limit) {
        return documents.find(new Query(Criteria.where("leasedUntil").lt(clock.instant())).limit(limit));
    }

    boolean hasUnfinished(String campaignId) {
        return mongo.exists(
                new Query(Criteria.where("state")
                        .in(State.QUEUED, State.SENDING)
                        .and("campaignId")
                        .is(campaignId)),
                Message.class);
    }

    public Page<Message> ofCampaign(String campaignId, ListQuery query) {
        return pages.find(Message.class, Criteria.where("campaignId").is(campaignId), query, SORTS);
    }

    /**
     * How a campaign's messages stand.
     *
     * @param skippedBy skipped ones by reason
     */
    public record Standing(Map<State, Long> byState, Map<String, Long> skippedBy) {

        public long in(State state) {
            return byState.getOrDefault(state, 0L);
        }

        public long total() {
            return byState.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Counted in one pass, so that the figures add up. */
    public Standing standing(String campaignId) {
        Map<State, Long> byState = new EnumMap<>(State.class);
        Map<String, Long> skippedBy = new TreeMap<>();
        Aggregation counts = Aggregation.newAggregation(
                Aggregation.match(Criteria.where("campaignId").is(campaignId)),
                Aggregation.group("state", "reason").count().as("messages"));
        for (Document group : mongo.aggregate(counts, mongo.getCollectionName(Message.class), Document.class)) {
            Document key = group.get("_id", Document.class);
            State state = State.valueOf(key.getString("state"));
            long messages = group.get("messages", Number.class).longValue();
            byState.merge(state, messages, Long::sum);
            if (state == State.SKIPPED) {
                skippedBy.merge(String.valueOf(key.getString("reason")), messages, Long::sum);
            }
        }
        return new Standing(byState, skippedBy);
    }

    /** Messages that reached, or may have reached, their recipient: what the communication log shows. */
    public static final Set<State> COMMUNICATED = Set.of(State.SENT, State.DELIVERED, State.UNCONFIRMED, State.FAILED);
}
