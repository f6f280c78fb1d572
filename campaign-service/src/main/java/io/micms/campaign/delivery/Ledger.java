package io.micms.campaign.delivery;

import io.micms.campaign.delivery.Message.Reason;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Who is to get what, and what became of it. */
@Component
public class Ledger implements ErasureListener {

    private static final int BATCH = 500;

    /** The indexes that find a state or a reason have them by when they were due. */
    private static final SortOptions SORTS_BY_DUE = new SortOptions("-due", Map.of("due", "due"));

    private static final SortOptions SORTS = new SortOptions("-queuedAt", Map.of("queuedAt", "queuedAt"));

    private final PublishedDocuments<Message> documents;
    private final Wordings wordings;
    private final MongoTemplate mongo;
    private final KeysetPages pages;
    private final Clock clock;
    private final Set<String> cameBack = ConcurrentHashMap.newKeySet();

    Ledger(
            PublishedDocumentsFactory factory,
            Publication<Message> publication,
            Wordings wordings,
            MongoTemplate mongo,
            KeysetPages pages,
            Clock clock) {
        this.documents = factory.of(publication, message -> message.fields(feedback -> document(feedback, mongo)));
        this.wordings = wordings;
        this.mongo = mongo;
        this.pages = pages;
        this.clock = clock;
    }

    private static Document document(Feedback feedback, MongoTemplate mongo) {
        Document document = new Document();
        mongo.getConverter().write(feedback, document);
        document.remove("_class");
        return document;
    }

    /**
     * Writes the rows that do not stand here yet; the others are left alone.
     *
     * @return how many are new
     */
    int enter(Collection<Message> rows) {
        return rows.size() - saveAll(rows).size();
    }

    /** Gives those among these another chance who were passed over for a reason that may have passed. */
    void queueAgain(Collection<String> ids) {
        Instant now = clock.instant();
        saveAll(documents
                .find(new Query(Criteria.where("_id").in(ids).and("state").is(State.SKIPPED)))
                .stream()
                .filter(message -> message.requeue(now))
                .toList());
    }

    /** Of each customer, the first step of the latest occurrence. */
    Map<String, Message> latest(String campaignId, Collection<String> customerIds) {
        return documents
                .find(new Query(Criteria.where("customerId")
                        .in(customerIds)
                        .and("campaignId")
                        .is(campaignId)
                        .and("step")
                        .is(0)))
                .stream()
                .collect(Collectors.toMap(
                        Message::customerId,
                        message -> message,
                        BinaryOperator.maxBy(Comparator.comparingInt(Message::occurrence))));
    }

    Message save(Message message) {
        try {
            return documents.save(message);
        } finally {
            note(message);
        }
    }

    /** @return those that somebody else wrote first; they are spoilt and have to be read again */
    Collection<Message> saveAll(Collection<Message> messages) {
        try {
            return documents.saveAll(messages);
        } finally {
            messages.forEach(this::note);
        }
    }

    /** When it has been written, or who looks might see it as it was before. */
    private void note(Message message) {
        if (message.feedback().bouncedAt() != null || message.feedback().complainedAt() != null) {
            cameBack.add(message.campaignId());
        }
    }

    /** Has a campaign looked at as if something had come back of it. */
    void cameBack(String campaignId) {
        cameBack.add(campaignId);
    }

    /** The campaigns of which something has come back since this was asked last. */
    Set<String> drainCameBack() {
        Set<String> drained = new HashSet<>(cameBack);
        cameBack.removeAll(drained);
        return drained;
    }

    public Optional<Message> find(String id) {
        return documents.find(id);
    }

    Map<String, Message> findAll(Collection<String> ids) {
        return documents.find(new Query(Criteria.where("_id").in(ids))).stream()
                .collect(Collectors.toMap(Message::id, message -> message));
    }

    /**
     * As much of a message as other messages' guards ask for.
     *
     * @param opened whether by a person
     * @param clicked whether by a person
     */
    record Row(State state, boolean opened, boolean clicked, boolean bounced) {}

    /** Those of these messages that stand here, by their ids. */
    Map<String, Row> rows(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Query query = new Query(Criteria.where("_id").in(ids));
        query.fields().include("state", "feedback.openedAt", "feedback.clickedAt", "feedback.bouncedAt");
        Map<String, Row> rows = new HashMap<>();
        for (Document found : mongo.find(query, Document.class, mongo.getCollectionName(Message.class))) {
            Document feedback = found.get("feedback", new Document());
            rows.put(
                    found.getString("_id"),
                    new Row(
                            State.valueOf(found.getString("state")),
                            feedback.get("openedAt") != null,
                            feedback.get("clickedAt") != null,
                            feedback.get("bouncedAt") != null));
        }
        return rows;
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
            // First, since nobody comes back for a message that is scrubbed.
            wordings.forget(found.stream().map(Message::id).toList());
            // What a sender wrote first is found again.
            documents.saveAll(
                    found.stream().filter(message -> message.scrub(now)).toList());
        } while (!found.isEmpty());
    }

    /** What a campaign has to send by now, the longest due first. */
    List<Message> due(String campaignId, int limit) {
        return documents.find(
                new Query(due(List.of(campaignId))).with(Sort.by("due")).limit(limit));
    }

    boolean anyDue(Collection<String> campaignIds) {
        return mongo.exists(new Query(due(campaignIds)), Message.class);
    }

    private Criteria due(Collection<String> campaignIds) {
        return Criteria.where("campaignId")
                .in(campaignIds)
                .and("state")
                .is(State.QUEUED)
                .and("due")
                .lte(clock.instant());
    }

    List<Message> queuedIn(String campaignId, int limit) {
        return documents.find(new Query(
                        Criteria.where("campaignId").is(campaignId).and("state").is(State.QUEUED))
                .limit(limit));
    }

    /** Everything that these customers were or are to be sent, worded; to be closed. */
    public Stream<Message> ofCustomers(Collection<String> customerIds) {
        return mongo.stream(
                        new Query(Criteria.where("customerId").in(customerIds)).cursorBatchSize(BATCH), Message.class)
                .gather(Gatherers.windowFixed(BATCH))
                .flatMap(batch -> {
                    word(batch);
                    return batch.stream();
                });
    }

    /** Has messages that have been addressed to somebody say what they say. */
    public void word(Collection<Message> messages) {
        List<Message> addressed =
                messages.stream().filter(message -> message.to() != null).toList();
        Map<String, Wording> found =
                wordings.of(addressed.stream().map(Message::id).toList());
        addressed.forEach(message -> {
            Wording wording = found.get(message.id());
            if (wording != null) {
                message.word(wording);
            }
        });
    }

    List<Message> leaseExpired(int limit) {
        return documents.find(new Query(Criteria.where("leasedUntil").lt(clock.instant())).limit(limit));
    }

    /** Those after which it is time for another step. */
    List<Message> followUpsDue(int limit) {
        return documents.find(new Query(Criteria.where("followUpAt").lte(clock.instant()))
                .with(Sort.by("followUpAt"))
                .limit(limit));
    }

    boolean hasUnfinished(String campaignId) {
        Criteria campaign = Criteria.where("campaignId").is(campaignId);
        return mongo.exists(
                new Query(new Criteria()
                        .andOperator(
                                campaign,
                                new Criteria()
                                        .orOperator(
                                                Criteria.where("state").in(State.QUEUED, State.SENDING),
                                                Criteria.where("followUpAt").ne(null)))),
                Message.class);
    }

    /**
     * A campaign's messages.
     *
     * @param states only those in one of these; empty for all
     * @param reason only those that are in their state for it; null for all
     */
    public Page<Message> ofCampaign(
            String campaignId, Collection<State> states, @Nullable Reason reason, ListQuery query) {
        Criteria campaign = Criteria.where("campaignId").is(campaignId);
        if (reason != null) {
            campaign = campaign.and("reason").is(reason);
        }
        Page<Message> page = states.isEmpty()
                ? pages.find(Message.class, campaign, query, reason == null ? SORTS : SORTS_BY_DUE)
                : pages.find(Message.class, campaign.and("state").in(states), query, SORTS_BY_DUE);
        word(page.items());
        return page;
    }

    /** Messages that reached, or may have reached, their recipient: what the communication log shows. */
    public static final Set<State> COMMUNICATED = Set.of(State.SENT, State.DELIVERED, State.UNCONFIRMED, State.FAILED);
}
