package io.micms.campaign.profiles;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.micms.campaign.PlatformProperties;
import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleQuery;
import io.micms.platform.publishing.ConditionalUpserts;
import io.micms.platform.publishing.Owed;
import io.micms.platform.publishing.OwedEvents.Acknowledged;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final String MEMBER_OF = "memberOf";
    private static final String SAMPLE = "sample";
    private static final String UNPUBLISHED = "unpublished";
    private static final String DUE = UNPUBLISHED + ".due";

    private final MongoTemplate mongo;
    private final Stored<Profile> stored;
    private final KeysetPages pages;
    private final Occurrences occurrences;
    private final SegmentRules rules;
    private final ZoneId zone;

    Profiles(
            MongoTemplate mongo,
            KeysetPages pages,
            Occurrences occurrences,
            SegmentRules rules,
            PlatformProperties platform) {
        this.mongo = mongo;
        this.stored = new Stored<>(mongo, Profile.class);
        this.pages = pages;
        this.occurrences = occurrences;
        this.rules = rules;
        this.zone = platform.timeZone();
    }

    public Optional<Profile> find(String id) {
        return Optional.ofNullable(
                stored.with(collection -> collection.find(Filters.eq("_id", id)).first()));
    }

    /** A customer whom rules are about: one that is neither merged nor erased. */
    public Optional<Profile> person(String id) {
        return find(id).filter(profile -> !profile.isGone());
    }

    /** The last order of a customer that counts at a moment; an order to come is not there yet. */
    public Optional<LastOrder> lastOrder(String customerId, Instant now) {
        return occurrences.lastOrder(customerId, now);
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

    /**
     * Somebody who is there to be written to.
     *
     * @param aliases whatever else they go by
     * @param emailConsent whether they agree to e-mail; who was never asked does not
     * @param smsConsent whether they agree to SMS
     */
    public record Present(Set<String> aliases, boolean emailConsent, boolean smsConsent) {}

    /**
     * Who of these customers is there to be written to at this moment, neither merged nor erased.
     *
     * @return by their id
     */
    public Map<String, Present> present(Collection<String> ids) {
        Query query = new Query(Criteria.where("_id")
                .in(ids)
                .and("customer.mergedInto")
                .is(null)
                .and("customer.erased")
                .is(null));
        query.fields().include("customer.mergedIds", "customer.emailConsent", "customer.smsConsent");
        Map<String, Present> present = new HashMap<>();
        Map<String, Set<String>> aliases = new HashMap<>();
        for (Document found : mongo.find(query, Document.class, mongo.getCollectionName(Profile.class))) {
            Document customer = found.get("customer", Document.class);
            Set<String> theirs = new LinkedHashSet<>(customer.getList("mergedIds", String.class, List.of()));
            aliases.put(found.getString("_id"), theirs);
            present.put(
                    found.getString("_id"),
                    new Present(
                            theirs,
                            customer.getBoolean("emailConsent", false),
                            customer.getBoolean("smsConsent", false)));
        }
        addWhoSaysSo(aliases);
        return present;
    }

    /** As {@link #aliases(Profile)}, of many at once. */
    public Map<String, Set<String>> aliases(Collection<Profile> profiles) {
        Map<String, Set<String>> aliases = new HashMap<>();
        profiles.forEach(profile ->
                aliases.put(profile.id(), new LinkedHashSet<>(profile.customer().mergedIds())));
        addWhoSaysSo(aliases);
        return aliases;
    }

    private void addWhoSaysSo(Map<String, Set<String>> aliases) {
        Map<String, String> survivorOf = new HashMap<>();
        aliases.keySet().forEach(id -> survivorOf.put(id, id));
        Collection<String> next = aliases.keySet();
        while (!next.isEmpty()) {
            Query query = new Query(Criteria.where("customer.mergedInto").in(next));
            query.fields().include("customer.mergedInto");
            List<String> found = new ArrayList<>();
            for (Document part : mongo.find(query, Document.class, mongo.getCollectionName(Profile.class))) {
                String id = part.getString("_id");
                String survivor =
                        survivorOf.get(part.get("customer", Document.class).getString("mergedInto"));
                if (survivor != null && !id.equals(survivor) && survivorOf.putIfAbsent(id, survivor) == null) {
                    aliases.get(survivor).add(id);
                    found.add(id);
                }
            }
            next = found;
        }
    }

    public Map<String, Profile> findAll(Collection<String> ids) {
        return all(Filters.in("_id", ids), 0).stream().collect(Collectors.toMap(Profile::id, profile -> profile));
    }

    /** @param limit 0 for none */
    private List<Profile> all(Bson filter, int limit) {
        return stored.with(collection -> collection.find(filter).limit(limit).into(new ArrayList<>()));
    }

    private List<Profile> allInOrder(Bson filter, int limit) {
        return stored.with(collection -> collection
                .find(filter)
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .into(new ArrayList<>()));
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
        List<WriteModel<Profile>> writes = new ArrayList<>(changed.size());
        for (Profile profile : changed) {
            Bson asRead = new Document("_id", profile.id()).append("revision", profile.revision());
            profile.nextRevision();
            if (profile.isOnlyJudgedAgain()) {
                Instant next = profile.nextChangeAt();
                writes.add(new UpdateOneModel<>(
                        asRead,
                        Updates.combine(
                                Updates.set("revision", profile.revision()),
                                Updates.set("epoch", profile.epoch()),
                                // The memberships are those of this moment; the next change is compared with it.
                                Updates.set("tallies.asOf", profile.asOf()),
                                Updates.set(
                                        "tallies.plan",
                                        profile.state().tallies().plan()),
                                next == null ? Updates.unset("nextChangeAt") : Updates.set("nextChangeAt", next)),
                        new UpdateOptions().upsert(true)));
            } else if (profile.isJudged()) {
                writes.add(new ReplaceOneModel<>(asRead, profile, new ReplaceOptions().upsert(true)));
            } else {
                writes.add(new UpdateOneModel<>(
                        asRead,
                        Updates.combine(
                                Updates.set("revision", profile.revision()),
                                Updates.set(UNPUBLISHED, document(Objects.requireNonNull(profile.owed())))),
                        new UpdateOptions().upsert(true)));
            }
        }
        return stored.with(collection -> ConditionalUpserts.run(collection, writes)).keySet().stream()
                .map(changed::get)
                .toList();
    }

    private static Document document(Owed owed) {
        Document document = new Document("due", owed.due());
        if (owed.sentBy() != null) {
            document.append("sentBy", owed.sentBy());
        }
        return owed.unsettledUntil() == null ? document : document.append("unsettledUntil", owed.unsettledUntil());
    }

    /** Takes note of what Kafka has acknowledged; where something else is owed by now, that says nothing. */
    void settle(Collection<Acknowledged> acknowledged) {
        List<WriteModel<Profile>> writes = new ArrayList<>(acknowledged.size());
        for (Acknowledged one : acknowledged) {
            Owed remains = one.owed().acknowledged();
            // Whoever has read it before would write back what is settled.
            Document update = new Document("$inc", new Document("revision", 1L));
            writes.add(new UpdateOneModel<>(
                    new Document("_id", one.id()).append(DUE, one.owed().due()),
                    remains == null
                            ? update.append("$unset", new Document(UNPUBLISHED, "").append("pending", ""))
                            : update.append("$set", new Document(UNPUBLISHED, document(remains)))));
        }
        stored.with(collection -> collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
    }

    /** Has everybody judged anew, those who were counted by another clock in particular. */
    void judgeEverybodyAnew() {
        stored.with(collection -> collection.updateMany(
                Filters.gte("epoch", 0L), Updates.combine(Updates.set("epoch", -1L), Updates.inc("revision", 1L))));
    }

    public long countMembers(String segmentId) {
        return mongo.count(new Query(Criteria.where("memberOf").is(segmentId)), Profile.class);
    }

    public Page<Profile> members(String segmentId, ListQuery query) {
        return pages.find(
                Profile.class,
                Criteria.where("memberOf").is(segmentId),
                query,
                new SortOptions("id", Map.of("id", "_id")),
                stored::of);
    }

    /** The next members after {@code afterId}, in the order of ids; from the beginning where that is empty. */
    public List<Profile> membersAfter(String segmentId, String afterId, int limit) {
        return allInOrder(Filters.and(Filters.eq(MEMBER_OF, segmentId), Filters.gt("_id", afterId)), limit);
    }

    /**
     * A customer who is in a segment.
     *
     * @param since as of when they are
     * @param reason what made them a member
     */
    public record Member(CustomerCopy customer, Instant since, Membership.Reason reason) {}

    /** As {@link #membersAfter}, but no more of each than who they are and how they came in: a quarter of what a profile is. */
    public List<Member> joinedAfter(String segmentId, String afterId, int limit) {
        Bson theirs = Filters.and(Filters.eq(MEMBER_OF, segmentId), Filters.gt("_id", afterId));
        return stored.with(collection -> collection
                .find(theirs)
                .projection(Projections.include("customer", "memberships"))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(part -> {
                    Membership membership = part.membership(segmentId).orElseThrow();
                    return new Member(part.customer(), membership.since(), membership.reason());
                })
                .into(new ArrayList<>()));
    }

    /** Members by chance: about as many ten-thousandths of a segment's as asked for, in no order. */
    public List<Profile> sampledMembers(String segmentId, int tenThousandths) {
        return mongo.find(
                new Query(Criteria.where(MEMBER_OF).is(segmentId).and(SAMPLE).lt(tenThousandths)), Profile.class);
    }

    /**
     * What rules can ask about these customers at a moment. Aggregates that no active rule asks about are counted from the
     * rows of what happened to them.
     *
     * @return by customer id
     */
    public Map<String, Facts> factsOf(Collection<Profile> profiles, Set<Aggregate> asked, Instant now) {
        CountingPlan plan = new CountingPlan(asked, zone);
        CountingPlan counting = new CountingPlan(rules.current().index().aggregates(), zone);
        boolean counted = counting.ids().containsAll(plan.ids());
        Map<String, Facts> facts = new HashMap<>();
        Map<String, Profile> uncounted = new HashMap<>();
        for (Profile profile : profiles) {
            if (counted && profile.knows(counting, now)) {
                facts.put(profile.id(), profile.factsAt(now, plan, zone));
            } else {
                uncounted.put(profile.id(), profile);
            }
        }
        if (!uncounted.isEmpty()) {
            Map<String, Tallies> tallies = new HashMap<>();
            uncounted.keySet().forEach(id -> tallies.put(id, new Tallies(now, plan)));
            occurrences.forEach(uncounted.keySet(), row -> {
                if (row.latest() != null) {
                    tallies.get(row.customerId()).count(row.kind(), row.latest(), plan, zone);
                }
            });
            uncounted.forEach((id, profile) -> facts.put(id, profile.factsWith(tallies.get(id), plan, zone)));
        }
        return facts;
    }

    /**
     * Counts by what is stored of the facts, which says of an aggregate only what active rules ask.
     *
     * @param memberOf only those who are in this segment; null for everyone
     */
    public long countMatching(Rule rule, Instant now) {
        return collection().countDocuments(matching(rule, now));
    }

    /** As {@link #countMatching}, of a {@linkplain #sampledPeople sample}. */
    public long countMatchingSampled(Rule rule, Instant now, int tenThousandths) {
        return collection().countDocuments(Filters.and(Filters.lt(SAMPLE, tenThousandths), matching(rule, now)));
    }

    /** The size of a {@linkplain #sampledPeople sample}. */
    public long countSampled(int tenThousandths) {
        return collection().countDocuments(Filters.and(Filters.lt(SAMPLE, tenThousandths), people()));
    }

    /** How many match by what is stored of the facts and are not in a segment. */
    public long countJoining(Rule rule, Instant now, String segmentId) {
        return collection().countDocuments(Filters.and(Filters.ne(MEMBER_OF, segmentId), matching(rule, now)));
    }

    /** How many are in a segment and do not match by what is stored of the facts. */
    public long countLeaving(Rule rule, Instant now, String segmentId) {
        return collection()
                .countDocuments(Filters.and(Filters.eq(MEMBER_OF, segmentId), Filters.nor(matching(rule, now))));
    }

    /** Whether what is stored of somebody's facts is older than time allows. */
    public boolean anyOverdue(Instant before) {
        return mongo.exists(new Query(Criteria.where("nextChangeAt").lt(before)), Profile.class);
    }

    /** Some of those who match by what is stored of the facts. */
    public List<Profile> sampleMatching(Rule rule, Instant now, int size) {
        return some(matching(rule, now), size);
    }

    /** Some of those who match by what is stored of the facts and are not in a segment. */
    public List<Profile> sampleJoining(Rule rule, Instant now, String segmentId, int size) {
        return some(Filters.and(Filters.ne(MEMBER_OF, segmentId), matching(rule, now)), size);
    }

    /** Some of those who are in a segment and do not match by what is stored of the facts. */
    public List<Profile> sampleLeaving(Rule rule, Instant now, String segmentId, int size) {
        return some(Filters.and(Filters.eq(MEMBER_OF, segmentId), Filters.nor(matching(rule, now))), size);
    }

    private List<Profile> some(Bson filter, int size) {
        return all(filter, size);
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection(mongo.getCollectionName(Profile.class));
    }

    /** Whoever is merged or erased is in no segment, whatever its rule. */
    private static Bson people() {
        return Filters.and(Filters.eq("customer.mergedInto", null), Filters.eq("customer.erased", null));
    }

    private Bson matching(Rule rule, Instant now) {
        // The rule first, since it leaves out more, and the embedded database looks at one after the other.
        return Filters.and(new RuleQuery("facts.", now, zone).of(rule), people());
    }

    public long count() {
        return mongo.count(new Query(), Profile.class);
    }

    /** Everyone who is neither merged nor erased. */
    public long countPeople() {
        return collection().countDocuments(people());
    }

    /** About as many people as asked for, by chance; everybody if there are no more. */
    public List<Profile> samplePeople(int size) {
        return sampledPeople(
                (int) Math.min(Samples.SIZE, Math.ceilDiv((long) size * Samples.SIZE, Math.max(1, count()))));
    }

    /** A sample of people by chance: about as many ten-thousandths of all as asked for. */
    public List<Profile> sampledPeople(int tenThousandths) {
        return all(Filters.and(Filters.lt(SAMPLE, tenThousandths), people()), 0);
    }

    /** The next people after {@code afterId}, in the order of ids; from the beginning where that is empty. */
    public List<Profile> peopleAfter(String afterId, int limit) {
        return allInOrder(Filters.and(Filters.gt("_id", afterId), people()), limit);
    }

    /** Which of these customers are known and were judged last under exactly this epoch of the rules. */
    Set<String> judgedUnder(long epoch, Collection<String> ids) {
        Query query = new Query(Criteria.where("_id").in(ids));
        query.fields().include("epoch");
        // The epoch is not asked for: most have the same, and an index on it would be the wrong one to go by.
        return mongo.find(query, Document.class, mongo.getCollectionName(Profile.class)).stream()
                .filter(profile -> Long.valueOf(epoch).equals(profile.get("epoch")))
                .map(profile -> profile.getString("_id"))
                .collect(Collectors.toSet());
    }

    /** How many were judged under an older epoch of the rules. */
    long countJudgedBefore(long epoch) {
        return mongo.count(new Query(Criteria.where("epoch").lt(epoch)), Profile.class);
    }

    boolean anyJudgedBefore(long epoch) {
        return mongo.exists(new Query(Criteria.where("epoch").lt(epoch)), Profile.class);
    }

    List<String> idsJudgedBefore(long epoch, int limit) {
        return ids(new Query(Criteria.where("epoch").lt(epoch)).limit(limit));
    }

    List<String> idsDue(Instant now, int limit) {
        return ids(new Query(Criteria.where(DUE).lte(now)).with(Sort.by(DUE)).limit(limit));
    }

    /** Those whom time may have changed, the longest due first. */
    List<String> idsToReview(Instant now, int limit) {
        return ids(new Query(Criteria.where("nextChangeAt").lte(now))
                .with(Sort.by("nextChangeAt"))
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

    /** Values of what occurrences are narrowed by, of some of these customers', folded; the most frequent first. */
    public Map<Dimension, List<String>> valuesSeen(Collection<String> customerIds) {
        return occurrences.valuesSeen(customerIds, VALUES_SHOWN);
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
