package io.micms.campaign.profiles;

import io.micms.campaign.matching.Changes;
import io.micms.campaign.matching.RuleIndex;
import io.micms.campaign.profiles.CountingPlan.Entry;
import io.micms.campaign.profiles.Membership.Because;
import io.micms.campaign.profiles.Membership.Reason;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.RuleField;
import io.micms.campaign.rules.StoredFacts;
import io.micms.platform.publishing.Owed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Transient;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * One customer as rules see them, with the segments they are in. Customers, orders, messages, time, changed rules and
 * settled events all race here, and every write is a compare-and-set on {@code revision}.
 */
@org.springframework.data.mongodb.core.mapping.Document("profiles")
@CompoundIndex(name = "members", def = "{'memberOf': 1, '_id': 1}")
public final class Profile {

    /** Grows when more is copied of customers. Let the consumer groups grow with it: they read the topics again then. */
    private static final int COPY = 2;

    @Id
    private final String id;

    /** From 0 to 9,999, by chance, and for ever the same: those below some number are a sample of all. */
    @Indexed
    private final int sample;

    private long revision;
    private CustomerCopy customer;

    /** Which {@link #COPY} the customer is; the same version of a customer is news for an older one. */
    private int copiedAs;

    private Tallies tallies;

    /** States that the tallies count and whose rows may not say so yet. */
    private List<Noted> noted = new ArrayList<>();

    /** True while the orders that came before the customer have yet to be looked at; absent then on. */
    @Indexed(sparse = true)
    private @Nullable Boolean ordersPending;

    /** The facts as the query reads them, as of when they last changed. */
    private Document facts = new Document();

    /** Of the rules that it was last judged by. */
    @Indexed
    private long epoch = -1;

    /** When time alone may next change the facts or what they come to; absent if never. */
    @Indexed(sparse = true)
    private @Nullable Instant nextChangeAt;

    private List<Membership> memberships = new ArrayList<>();

    /** The segments that it is in now; what member lists and sizes are read from. */
    private List<String> memberOf = new ArrayList<>();

    /** What campaigns and Kafka have yet to hear of changed memberships; absent when everything is settled. */
    private @Nullable Owed unpublished;

    /** The same as {@link #noted}, once it was asked for. */
    @Transient
    private @Nullable Map<String, Noted> notedByRow;

    @Transient
    private boolean orderDatesStale;

    @Transient
    private boolean recounted;

    @Transient
    private boolean onlyJudgedAgain;

    /** Whether there is something to tell as soon as the profile is written. */
    @Transient
    private boolean news;

    /** @param tallies null in profiles of releases that kept none; then everything is counted from the beginning */
    @PersistenceCreator
    private Profile(String id, CustomerCopy customer, @Nullable Tallies tallies) {
        this.id = id;
        this.sample = Samples.of(id);
        this.customer = customer;
        this.tallies = tallies == null ? new Tallies(Instant.EPOCH) : tallies;
    }

    static Profile of(CustomerCopy customer, Instant now) {
        Profile profile = new Profile(customer.id(), customer, new Tallies(now));
        profile.copiedAs = COPY;
        profile.ordersPending = true;
        return profile;
    }

    /** @return whether this is news */
    boolean learn(CustomerCopy newer) {
        boolean sameInMore = newer.version() == customer.version() && copiedAs < COPY;
        if (newer.version() <= customer.version() && !sameInMore) {
            return false;
        }
        customer = newer;
        copiedAs = COPY;
        return true;
    }

    /** As of when everything in it is. */
    Instant asOf() {
        return tallies.asOf();
    }

    /** When time alone may next change something; null if never. */
    public @Nullable Instant nextChangeAt() {
        return nextChangeAt;
    }

    boolean isDue(Instant now) {
        return nextChangeAt != null && !nextChangeAt.isAfter(now);
    }

    /** Lets time pass. Clocks that go back are not followed. */
    void advance(Instant now, CountingPlan plan, ZoneId zone, CountedOccurrences counted) {
        tallies.advance(now, plan, zone, counted);
    }

    /** @return what the plan has that is yet to be counted from the beginning; what it does not have is forgotten */
    List<Entry> missing(CountingPlan plan) {
        recounted |= tallies.forget(plan);
        List<Entry> missing = tallies.missing(plan);
        recounted |= !missing.isEmpty();
        return missing;
    }

    /** Whether other things are counted now than before. */
    boolean isRecounted() {
        return recounted;
    }

    /** Nothing but by which rules it was judged is different from what is stored. */
    void onlyJudgedAgain() {
        onlyJudgedAgain = true;
    }

    boolean isOnlyJudgedAgain() {
        return onlyJudgedAgain;
    }

    /** Counts a row, as it was counted before, for aggregates that were missing. */
    void count(List<Entry> missing, OccurrenceRow row, ZoneId zone) {
        Noted here = notedByRow().get(row.id());
        Occurrence counted = here != null && here.version() >= row.countedVersion() ? here.occurrence() : row.counted();
        if (counted != null) {
            tallies.count(missing, row.kind(), counted, zone);
        }
    }

    void counted(List<Entry> missing) {
        tallies.counted(missing);
    }

    /**
     * Counts the newest states of rows that were read after this profile was.
     *
     * @return whether there was anything new
     */
    boolean count(Collection<OccurrenceRow> rows, CountingPlan plan, ZoneId zone) {
        boolean news = ordersPending != null;
        ordersPending = null;
        Map<String, Noted> byRow = notedByRow();
        for (OccurrenceRow row : rows) {
            Noted here = byRow.get(row.id());
            if (here != null && row.countedVersion() >= here.version()) {
                byRow.remove(row.id());
                here = null;
            }
            long version = here == null ? row.countedVersion() : here.version();
            if (row.version() > version) {
                Occurrence before = here == null ? row.counted() : here.occurrence();
                orderDatesStale |= before != null && tallies.isAtAnEnd(before);
                tallies.replace(row.kind(), before, row.latest(), plan, zone);
                byRow.put(row.id(), new Noted(row.id(), row.kind(), row.version(), row.latest()));
                news = true;
            }
        }
        noted = new ArrayList<>(byRow.values());
        return news;
    }

    private Map<String, Noted> notedByRow() {
        Map<String, Noted> known = notedByRow;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Noted one : noted) {
                known.put(one.rowId(), one);
            }
            notedByRow = known;
        }
        return known;
    }

    List<Noted> noted() {
        return List.copyOf(noted);
    }

    /** Whether the first or the last order may have become another. */
    boolean hasStaleOrderDates() {
        return orderDatesStale;
    }

    void lookUpOrderDates(CountedOccurrences counted) {
        tallies.lookUpOrderDates(counted);
        orderDatesStale = false;
    }

    boolean isJudgedUnder(long rules) {
        return epoch == rules;
    }

    /**
     * Brings the memberships in line with rules that it was not judged by before.
     *
     * @return whether any changed
     */
    boolean judgeAnew(
            SegmentRules.Active active, CountingPlan plan, ZoneId zone, Reason reason, @Nullable String cause) {
        Facts current = facts(plan, zone);
        Set<String> matching = customer.isGone() ? Set.of() : active.index().matching(current);
        boolean changed = false;
        for (String segmentId : List.copyOf(memberOf)) {
            if (!matching.contains(segmentId)) {
                place(segmentId, false, because(reason, cause, segmentId));
                changed = true;
            }
        }
        Set<String> before = new HashSet<>(memberOf);
        for (String segmentId : matching) {
            if (!before.contains(segmentId)) {
                place(segmentId, true, because(reason, cause, segmentId));
                changed = true;
            }
        }
        epoch = active.epoch();
        keep(current, active.index(), plan, zone);
        return changed;
    }

    private static Because because(Reason reason, @Nullable String cause, String segmentId) {
        return new Because(reason, reason == Reason.SEGMENT_CHANGED ? segmentId : cause);
    }

    /**
     * Brings the memberships in line with facts that have changed, under the rules that it was judged by before.
     *
     * @param before the facts that it was judged on
     */
    void judgeChange(Facts before, SegmentRules.Active active, CountingPlan plan, ZoneId zone, Because because) {
        Facts current = facts(plan, zone);
        Changes changes = active.index().changes(before, current);
        changes.left().forEach(segmentId -> place(segmentId, false, because));
        changes.joined().forEach(segmentId -> place(segmentId, true, because));
        keep(current, active.index(), plan, zone);
    }

    private void keep(Facts current, RuleIndex index, CountingPlan plan, ZoneId zone) {
        facts = StoredFacts.of(current);
        Instant byRules = customer.isGone() ? null : index.nextChange(current);
        Instant byCounting = tallies.changesAt(plan, zone);
        nextChangeAt = byRules == null || byCounting != null && byCounting.isBefore(byRules) ? byCounting : byRules;
    }

    private void place(String segmentId, boolean belongs, Because because) {
        if (memberOf.contains(segmentId) == belongs) {
            return;
        }
        if (belongs) {
            memberOf.add(segmentId);
        } else {
            memberOf.remove(segmentId);
        }
        if (membership(segmentId).isPresent()) {
            replace(segmentId, membership -> membership.turned(asOf(), because));
        } else {
            memberships.add(Membership.joined(segmentId, asOf(), because));
        }
        news = true;
    }

    /**
     * Takes note that Kafka has acknowledged every pending change.
     *
     * @param acknowledged what was owed when they were sent; if it is something else by now, this says nothing
     * @return whether that changed anything
     */
    boolean settle(Owed acknowledged) {
        if (unpublished == null || !unpublished.due().equals(acknowledged.due())) {
            return false;
        }
        unpublished = acknowledged.acknowledged();
        if (unpublished == null) {
            memberships.replaceAll(Membership::settled);
        }
        return true;
    }

    /**
     * Has everything told that is still owed.
     *
     * @return whether anything is due
     */
    boolean tellAgain(Instant now) {
        if (unpublished == null || unpublished.due().isAfter(now)) {
            return false;
        }
        news = true;
        return true;
    }

    private void replace(String segmentId, UnaryOperator<Membership> change) {
        memberships.replaceAll(
                membership -> membership.segmentId().equals(segmentId) ? change.apply(membership) : membership);
    }

    public Optional<Membership> membership(String segmentId) {
        return memberships.stream()
                .filter(membership -> membership.segmentId().equals(segmentId))
                .findFirst();
    }

    List<Membership> pendingChanges() {
        return memberships.stream().filter(Membership::pending).toList();
    }

    /** The ids of those that it is in. */
    public List<String> segments() {
        return List.copyOf(memberOf);
    }

    public boolean isIn(String segmentId) {
        return memberOf.contains(segmentId);
    }

    /** What rules can ask about it, as of its moment. */
    Facts facts(CountingPlan plan, ZoneId zone) {
        return facts(asOf(), tallies, plan, zone);
    }

    /** Whether its own tallies say at a moment what these aggregates come to. */
    boolean knows(CountingPlan plan, Instant now) {
        return tallies.ids().containsAll(plan.ids()) && !isDue(now);
    }

    /** What rules can ask about it at a moment at which it {@linkplain #knows knows} what its occurrences come to. */
    Facts factsAt(Instant now, CountingPlan plan, ZoneId zone) {
        return facts(now, tallies, plan, zone);
    }

    /** The same with tallies that were made up for it. */
    Facts factsWith(Tallies other, CountingPlan plan, ZoneId zone) {
        return facts(other.asOf(), other, plan, zone);
    }

    private Facts facts(Instant at, Tallies tallies, CountingPlan plan, ZoneId zone) {
        Facts.Builder builder = new Facts.Builder(at, zone)
                .text("externalId", customer.externalId())
                .text("firstName", customer.firstName())
                .text("lastName", customer.lastName())
                .text("email", customer.email())
                .text("phone", customer.phone())
                .text("city", customer.city())
                .text("country", customer.country())
                .texts("tags", customer.tags())
                .flag("consent.email", customer.emailConsent())
                .flag("consent.sms", customer.smsConsent())
                .date("birthDate", customer.birthDate())
                .instant("createdAt", customer.createdAt(), null);
        customer.attributes().forEach((name, value) -> builder.scalar(RuleField.ATTRIBUTES + name, value));
        tallies.state(builder, plan, zone);
        return builder.build();
    }

    /** Who is gone can match nothing, whatever was asked before. */
    boolean isGone() {
        return customer.isGone();
    }

    public String id() {
        return id;
    }

    public CustomerCopy customer() {
        return customer;
    }

    public OrderTotals orders() {
        return tallies.orders();
    }

    long revision() {
        return revision;
    }

    void nextRevision() {
        revision++;
    }

    long epoch() {
        return epoch;
    }

    boolean hasNews() {
        return news;
    }

    @Nullable
    Owed owed() {
        return unpublished;
    }

    void owe(Owed owed) {
        unpublished = owed;
    }

    boolean awaitsOrders() {
        return ordersPending != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Profile profile && profile.id.equals(id) && profile.revision == revision;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, revision);
    }
}
