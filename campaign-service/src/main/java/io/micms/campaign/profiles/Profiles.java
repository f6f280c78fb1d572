package io.micms.campaign.profiles;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleQuery;
import io.micms.platform.publishing.ConditionalUpserts;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The collection of profiles. */
@Component
public class Profiles {

    private static final int VALUES_SHOWN = 50;

    private final MongoTemplate mongo;
    private final KeysetPages pages;

    Profiles(MongoTemplate mongo, KeysetPages pages) {
        this.mongo = mongo;
        this.pages = pages;
    }

    public Optional<Profile> find(String id) {
        return Optional.ofNullable(mongo.findById(id, Profile.class));
    }

    /** Everyone who is part of this customer now: as their own latest state says, and as that of the others does. */
    public Set<String> aliases(Profile profile) {
        Set<String> aliases = new LinkedHashSet<>(profile.customer().mergedIds());
        Collection<String> next = List.of(profile.id());
        while (!next.isEmpty()) {
            next = ids(new Query(Criteria.where("customer.mergedInto").in(next))).stream()
                    .filter(id -> !id.equals(profile.id()) && aliases.add(id))
                    .toList();
        }
        return aliases;
    }

    public Map<String, Profile> findAll(Collection<String> ids) {
        return mongo.find(new Query(Criteria.where("_id").in(ids)), Profile.class).stream()
                .collect(Collectors.toMap(Profile::id, profile -> profile));
    }

    /** What people call these customers, by id; whoever is part of another is called as that one is. */
    public Map<String, String> names(Collection<String> ids) {
        Map<String, CustomerCopy> known = new HashMap<>();
        Collection<String> next = ids;
        while (!next.isEmpty()) {
            List<CustomerCopy> found =
                    findAll(next).values().stream().map(Profile::customer).toList();
            found.forEach(customer -> known.put(customer.id(), customer));
            next = found.stream()
                    .map(CustomerCopy::mergedInto)
                    .filter(survivor -> survivor != null && !known.containsKey(survivor))
                    .distinct()
                    .toList();
        }
        Map<String, String> names = new HashMap<>();
        for (String id : ids) {
            CustomerCopy customer = known.get(id);
            // Two states that were heard in the wrong order may name each other for a moment.
            for (int hops = known.size(); hops > 0 && customer != null && customer.mergedInto() != null; hops--) {
                customer = known.get(customer.mergedInto());
            }
            if (customer != null) {
                names.put(id, customer.displayName());
            }
        }
        return names;
    }

    /** @return those that another writer changed first; they are spoilt and have to be read again */
    Collection<Profile> write(List<Profile> changed) {
        List<ReplaceOneModel<Document>> writes = new ArrayList<>(changed.size());
        for (Profile profile : changed) {
            long read = profile.revision();
            profile.nextRevision();
            Document bson = new Document();
            mongo.getConverter().write(profile, bson);
            writes.add(new ReplaceOneModel<>(
                    Filters.and(Filters.eq("_id", profile.id()), Filters.eq("revision", read)),
                    bson,
                    new ReplaceOptions().upsert(true)));
        }
        return mongo.execute(Profile.class, collection -> ConditionalUpserts.run(collection, writes)).keySet().stream()
                .map(changed::get)
                .toList();
    }

    public long countMembers(String segmentId) {
        return mongo.count(new Query(Criteria.where("memberOf").is(segmentId)), Profile.class);
    }

    public Page<Profile> members(String segmentId, ListQuery query) {
        return pages.find(
                Profile.class,
                Criteria.where("memberOf").is(segmentId),
                query,
                new SortOptions("id", Map.of("id", "_id")));
    }

    /** The next members after {@code afterId}, in the order of ids; from the beginning where that is empty. */
    public List<Profile> membersAfter(String segmentId, String afterId, int limit) {
        return mongo.find(
                new Query(Criteria.where("memberOf").is(segmentId).and("_id").gt(afterId))
                        .with(Sort.by("_id"))
                        .limit(limit),
                Profile.class);
    }

    public long countMatching(Rule rule) {
        return mongo.getCollection(mongo.getCollectionName(Profile.class)).countDocuments(matching(rule));
    }

    /** Whoever is merged or erased is in no segment, whatever its rule. */
    private static Bson matching(Rule rule) {
        return Filters.and(
                Filters.eq("customer.mergedInto", null),
                Filters.eq("customer.erased", null),
                new RuleQuery("facts.", Instant.now(), ZoneOffset.UTC).of(rule));
    }

    public List<Profile> sampleMatching(Rule rule, int size) {
        Bson filter = matching(rule);
        List<Profile> sample = new ArrayList<>();
        for (Document found : mongo.getCollection(mongo.getCollectionName(Profile.class))
                .find(filter)
                .limit(size)) {
            sample.add(mongo.getConverter().read(Profile.class, found));
        }
        return sample;
    }

    public long count() {
        return mongo.count(new Query(), Profile.class);
    }

    /** How many were judged under this epoch of the rules or a later one. */
    public long countJudgedSince(long epoch) {
        return mongo.count(new Query(Criteria.where("epoch").gte(epoch)), Profile.class);
    }

    public boolean anyJudgedBefore(long epoch) {
        return mongo.exists(new Query(Criteria.where("epoch").lt(epoch)), Profile.class);
    }

    List<String> idsJudgedBefore(long epoch, int limit) {
        return ids(new Query(Criteria.where("epoch").lt(epoch)).limit(limit));
    }

    List<String> idsDue(Instant now, int limit) {
        return ids(new Query(Criteria.where("unpublished.due").lte(now))
                .with(Sort.by("unpublished.due"))
                .limit(limit));
    }

    List<String> idsAwaitingOrders(int limit) {
        return ids(new Query(Criteria.where("ordersPending").is(true)).limit(limit));
    }

    private List<String> ids(Query query) {
        query.fields().include("_id");
        return mongo.find(query, Document.class, mongo.getCollectionName(Profile.class)).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    /** Values that customers have in a field, as they were given, for people to choose from. */
    public List<String> valuesSeen(String field) {
        return mongo.findDistinct(new Query(), "customer." + field, Profile.class, Object.class).stream()
                .map(String::valueOf)
                .sorted()
                .limit(VALUES_SHOWN)
                .toList();
    }

    /** Attributes that customers have, each with a value for example. */
    public Map<String, Object> attributesSeen() {
        Map<String, Object> seen = new LinkedHashMap<>();
        for (Document known :
                mongo.find(new Query().with(Sort.by("_id")).limit(200), Document.class, AttributeNames.COLLECTION)) {
            seen.put(known.getString("_id"), known.get("example"));
        }
        return seen;
    }
}
