package io.micms.campaign.segments;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.profiles.SegmentRules;
import io.micms.campaign.rules.Rule;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.Publication;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The collection of segments, and the rules that are active in it. */
@Component
public class Segments implements SegmentRules {

    private static final SortOptions SORTS =
            new SortOptions("-createdAt", Map.of("createdAt", "createdAt", "updatedAt", "updatedAt", "name", "name"));

    /** How long a change that another instance made may go unnoticed here. */
    private static final Duration STALE_AFTER = Duration.ofMillis(250);

    private final PublishedDocuments<Segment> documents;
    private final MongoTemplate mongo;
    private final KeysetPages pages;
    private final ZoneId zone;
    private volatile Rulebook rulebook = Rulebook.empty();
    private volatile long checkedAt;

    Segments(
            PublishedDocumentsFactory factory,
            Publication<Segment> publication,
            MongoTemplate mongo,
            KeysetPages pages,
            PlatformProperties platform) {
        this.documents = factory.of(publication);
        this.mongo = mongo;
        this.pages = pages;
        this.zone = platform.timeZone();
        this.checkedAt = System.nanoTime() - STALE_AFTER.toNanos();
    }

    public Segment get(String id) {
        return find(id).orElseThrow(() -> new NotFound("segment " + id));
    }

    public Optional<Segment> find(String id) {
        return documents.find(id).filter(segment -> !segment.isDeleted());
    }

    Segment save(Segment segment) {
        Segment saved = documents.save(segment);
        refresh();
        return saved;
    }

    Page<Segment> list(Collection<Segment.State> states, ListQuery query) {
        Criteria filter = Criteria.where("state").in(states);
        if (query.search() != null) {
            filter = filter.and("name").regex(Pattern.quote(query.search()), "i");
        }
        return pages.find(Segment.class, filter, query, SORTS);
    }

    /** What people call those of these segments that are not deleted, by id. */
    public Map<String, String> names(Collection<String> ids) {
        return mongo.find(byIds(ids), Document.class, collectionName()).stream()
                .filter(segment -> !segment.getString("state").equals(Segment.State.DELETED.name()))
                .collect(Collectors.toMap(segment -> segment.getString("_id"), segment -> segment.getString("name")));
    }

    private static Query byIds(Collection<String> ids) {
        Query query = new Query(Criteria.where("_id").in(ids));
        query.fields().include("name", "state");
        return query;
    }

    boolean isTaken(String name) {
        return mongo.exists(new Query(Criteria.where("name").is(name)), Segment.class);
    }

    @Override
    public Active current() {
        return rulebook().rules();
    }

    @Override
    public Active refresh() {
        return read().rules();
    }

    /** As it was a moment ago, including whatever was changed here. */
    Rulebook rulebook() {
        return System.nanoTime() - checkedAt < STALE_AFTER.toNanos() ? rulebook : read();
    }

    /** As it is in the database at this moment. */
    Rulebook latestRulebook() {
        return read();
    }

    /**
     * The rule of a segment, active or not, with every segment in it looked up.
     *
     * @throws InvalidInput if one of them is not active
     */
    Rule.Group resolve(Segment segment) {
        return rulebook().resolve(segment.rule(zone));
    }

    /** Versions only grow, so that the same sum means the same segments in the same versions. */
    private synchronized Rulebook read() {
        long now = System.nanoTime();
        if (!rulebook.isOf(versions())) {
            Query query = new Query();
            query.fields().include("_id", "version");
            List<String> changed = mongo.find(query, Document.class, collectionName()).stream()
                    .filter(segment -> !rulebook.has(segment.getString("_id"), segment.getLong("version")))
                    .map(segment -> segment.getString("_id"))
                    .toList();
            rulebook =
                    rulebook.with(documents.find(new Query(Criteria.where("_id").in(changed))), zone);
        }
        checkedAt = now;
        return rulebook;
    }

    private long versions() {
        Document sum = mongo.aggregate(
                        Aggregation.newAggregation(
                                Aggregation.group().sum("version").as("versions")),
                        collectionName(),
                        Document.class)
                .getUniqueMappedResult();
        return sum == null ? 0 : sum.get("versions", Number.class).longValue();
    }

    private String collectionName() {
        return mongo.getCollectionName(Segment.class);
    }
}
