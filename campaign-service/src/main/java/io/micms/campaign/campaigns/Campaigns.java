package io.micms.campaign.campaigns;

import io.micms.campaign.campaigns.Campaign.Mode;
import io.micms.campaign.campaigns.Campaign.State;
import io.micms.campaign.content.Channel;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.Publication;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The collection of campaigns. */
@Component
public class Campaigns {

    private static final SortOptions SORTS =
            new SortOptions("-createdAt", Map.of("createdAt", "createdAt", "updatedAt", "updatedAt", "name", "name"));

    private final PublishedDocuments<Campaign> documents;
    private final KeysetPages pages;
    private final MongoTemplate mongo;
    private volatile Map<String, Campaign> running = Map.of();

    Campaigns(
            PublishedDocumentsFactory factory,
            Publication<Campaign> publication,
            KeysetPages pages,
            MongoTemplate mongo) {
        this.documents = factory.of(publication);
        this.mongo = mongo;
        this.pages = pages;
    }

    public Campaign get(String id) {
        return find(id).orElseThrow(() -> new NotFound("campaign " + id));
    }

    public Optional<Campaign> find(String id) {
        return documents.find(id);
    }

    public Campaign save(Campaign campaign) {
        return documents.save(campaign);
    }

    Page<Campaign> list(
            Collection<State> states, @Nullable String segmentId, @Nullable Channel channel, ListQuery query) {
        Criteria filter = new Criteria();
        if (!states.isEmpty()) {
            filter = filter.and("state").in(states);
        }
        if (segmentId != null) {
            filter = filter.and("segmentId").is(segmentId);
        }
        if (channel != null) {
            filter = filter.and("channel").is(channel);
        }
        if (query.search() != null) {
            filter = filter.and("name").regex(Pattern.quote(query.search()), "i");
        }
        return pages.find(Campaign.class, filter, query, SORTS);
    }

    /** Those whose time has come. */
    public List<Campaign> due(Instant now) {
        return documents.find(new Query(Criteria.where("nextAt").lte(now))).stream()
                .filter(campaign -> campaign.isDue(now))
                .toList();
    }

    /** The live campaigns that are running or paused on any of these segments: whoever joins belongs to them. */
    public List<Campaign> liveOn(Collection<String> segmentIds) {
        return documents.find(new Query(Criteria.where("segmentId")
                .in(segmentIds)
                .and("mode")
                .is(Mode.LIVE)
                .and("state")
                .in(State.RUNNING, State.PAUSED)));
    }

    List<Campaign> notEndedOn(String segmentId) {
        return documents.find(
                new Query(Criteria.where("segmentId").is(segmentId).and("state").nin(State.COMPLETED, State.STOPPED)));
    }

    public List<Campaign> inState(State state) {
        return documents.find(new Query(Criteria.where("state").is(state)));
    }

    /** As {@link #inState} of running ones, without reading those again that have not changed. */
    public Collection<Campaign> running() {
        Query query = new Query(Criteria.where("state").is(State.RUNNING));
        query.fields().include("_id", "version");
        Map<String, Long> versions = mongo.find(query, Document.class, mongo.getCollectionName(Campaign.class)).stream()
                .collect(Collectors.toMap(
                        campaign -> campaign.getString("_id"),
                        campaign -> campaign.get("version", Number.class).longValue()));
        Map<String, Campaign> known = running;
        Map<String, Campaign> current = new HashMap<>(findAll(versions.keySet().stream()
                .filter(id -> !known.containsKey(id) || known.get(id).version() != versions.get(id))
                .toList()));
        versions.keySet().forEach(id -> current.computeIfAbsent(id, known::get));
        current.values().removeIf(campaign -> !campaign.isRunning());
        running = Map.copyOf(current);
        return current.values();
    }

    /** Which of these are running at this moment. */
    public Set<String> runningAmong(Collection<String> ids) {
        Query query = new Query(Criteria.where("_id").in(ids).and("state").is(State.RUNNING));
        query.fields().include("_id");
        return mongo.find(query, Document.class, mongo.getCollectionName(Campaign.class)).stream()
                .map(campaign -> campaign.getString("_id"))
                .collect(Collectors.toSet());
    }

    /** The stopped ones of which something may be left in the queue. */
    public List<Campaign> stoppedAndNotCleared() {
        return documents.find(new Query(
                Criteria.where("state").is(State.STOPPED).and("clearedAt").is(null)));
    }

    /** As {@link Campaign#reopen}. */
    public void reopen(String id, Instant now) {
        Campaign campaign = get(id);
        if (campaign.reopen(now)) {
            save(campaign);
        }
    }

    /**
     * As {@link Campaign#goOn}, for each of these.
     *
     * @throws io.micms.platform.problem.StaleDocument if one was changed in the same moment
     */
    public void goOn(Collection<String> ids, Instant now) {
        if (ids.isEmpty()) {
            return;
        }
        for (Campaign campaign : findAll(ids).values()) {
            if (campaign.goOn(now)) {
                save(campaign);
            }
        }
    }

    public Map<String, Campaign> findAll(Collection<String> ids) {
        return documents.find(new Query(Criteria.where("_id").in(ids))).stream()
                .collect(Collectors.toMap(Campaign::id, campaign -> campaign));
    }
}
