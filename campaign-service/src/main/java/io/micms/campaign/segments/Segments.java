package io.micms.campaign.segments;

import io.micms.campaign.matching.RuleIndex;
import io.micms.campaign.profiles.SegmentRules;
import io.micms.campaign.rules.Rule;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.Publication;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The collection of segments, and the rules that are active in it. */
@Component
public class Segments implements SegmentRules {

    private static final SortOptions SORTS =
            new SortOptions("-createdAt", Map.of("createdAt", "createdAt", "updatedAt", "updatedAt", "name", "name"));

    private final PublishedDocuments<Segment> documents;
    private final MongoTemplate mongo;
    private final KeysetPages pages;
    private volatile Loaded loaded = new Loaded(Map.of(), new Active(0, RuleIndex.of(Map.of())));

    /** @param revisions of every segment, as of when the rules were read */
    private record Loaded(Map<String, Long> revisions, Active active) {}

    Segments(
            PublishedDocumentsFactory factory,
            Publication<Segment> publication,
            MongoTemplate mongo,
            KeysetPages pages) {
        this.documents = factory.of(publication);
        this.mongo = mongo;
        this.pages = pages;
    }

    public Segment get(String id) {
        return documents.find(id).orElseThrow(() -> new NotFound("segment " + id));
    }

    public Optional<Segment> find(String id) {
        return documents.find(id);
    }

    Segment save(Segment segment) {
        return documents.save(segment);
    }

    Page<Segment> list(ListQuery query) {
        Criteria filter = Criteria.where("state").is(Segment.State.ACTIVE);
        if (query.search() != null) {
            filter = filter.and("name").regex(Pattern.quote(query.search()), "i");
        }
        return pages.find(Segment.class, filter, query, SORTS);
    }

    public Map<String, String> names(Collection<String> ids) {
        return documents.find(new Query(Criteria.where("_id").in(ids))).stream()
                .collect(Collectors.toMap(Segment::id, Segment::name));
    }

    /**
     * The epoch is the sum of all segments' rule revisions: it needs no write of its own, so no crash can leave it
     * behind, and whoever reads too early has a smaller one than whoever reads everything.
     */
    @Override
    public Active current() {
        Map<String, Long> revisions = revisions();
        Loaded known = loaded;
        if (!revisions.equals(known.revisions())) {
            known = load();
            loaded = known;
        }
        return known.active();
    }

    @Override
    public Active refresh() {
        return current();
    }

    private Map<String, Long> revisions() {
        Query query = new Query();
        query.fields().include("_id", "ruleRevision");
        Map<String, Long> revisions = new HashMap<>();
        for (Document segment : mongo.find(query, Document.class, mongo.getCollectionName(Segment.class))) {
            revisions.put(segment.getString("_id"), segment.getLong("ruleRevision"));
        }
        return revisions;
    }

    private Loaded load() {
        List<Segment> segments = documents.find(new Query());
        Map<String, Long> revisions = segments.stream().collect(Collectors.toMap(Segment::id, Segment::ruleRevision));
        Map<String, Rule> rules =
                segments.stream().filter(Segment::isActive).collect(Collectors.toMap(Segment::id, Segment::rule));
        long epoch = revisions.values().stream().mapToLong(Long::longValue).sum();
        return new Loaded(revisions, new Active(epoch, RuleIndex.of(rules)));
    }
}
