package io.micms.campaign.profiles;

import io.micms.campaign.matching.Changes;
import io.micms.campaign.matching.RuleIndex;
import io.micms.campaign.profiles.Membership.Because;
import io.micms.campaign.profiles.Membership.Reason;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.RuleField;
import io.micms.campaign.rules.StoredFacts;
import io.micms.platform.publishing.Owed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
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

    /** States that the tallies count and whose rows may not say so yet, by row. */
    private final Map<String, Noted> noted = new LinkedHashMap<>();

    /** True while the orders that came before the customer have yet to be looked at; absent then on. */
    @Indexed(sparse = true)
    private boolean ordersPending;

    /** The facts as the query reads them, as of when they last changed; null while they are those that are stored. */
    private @Nullable Document facts;

    /** Of the rules that it was last judged by. */
    @Indexed
    private long epoch = -1;

    /** When time alone may next change the facts or what they come to; absent if never. */
    @Indexed(sparse = true)
    private @Nullable Instant nextChangeAt;

    /** By segment. Those that it is in now also stand in {@code memberOf}, which member lists and sizes are read from. */
    private final Map<String, Membership> memberships = new LinkedHashMap<>();

    /** What campaigns and Kafka have yet to hear of changed memberships; absent when everything is settled. */
    private @Nullable Owed unpublished;

    @Transient
    private boolean orderDatesStale;

    @Transient
    private boolean recounted;

    /** Whether something had been counted before it was counted from the beginning. */
    @Transient
    private boolean countedBefore;

    @Transient
    private boolean onlyJudgedAgain;

    /** Whether there is something to tell as soon as the profile is written. */
    @Transient
    private boolean news;

    /**
     * What is stored of a profile; see its fields.
     *
     * @param facts null where they are as they are stored
     */
    record State(
            String id,
            int sample,
            long revision,
            CustomerCopy customer,
            int copiedAs,
            Tallies.State tallies,
            Collection<Noted> noted,
            boolean ordersPending,
            @Nullable Document facts,
            long epoch,
            @Nullable Instant nextChangeAt,
            Collection<Membership> memberships,
            @Nullable Owed unpublished) {}

    Profile(State state) {
        id = state.id();
        sample = state.sample();
        revision = state.revision();
        customer = state.customer();
        copiedAs = state.copiedAs();
        tallies = new Tallies(state.tallies());
        state.noted().forEach(one -> noted.put(one.rowId(), one));
        ordersPending = state.ordersPending();
        facts = state.facts();
        epoch = state.epoch();
        nextChangeAt = state.nextChangeAt();
        state.memberships().forEach(membership -> memberships.put(membership.segmentId(), membership));
        unpublished = state.unpublished();
    }

    private Profile(CustomerCopy customer, Tallies tallies) {
        this.id = customer.id();
        this.sample = Samples.of(id);
        this.customer = customer;
        this.tallies = tallies;
    }

    static Profile of(CustomerCopy customer, Instant now, CountingPlan plan) {
        Profile profile = new Profile(customer, new Tallies(now, plan));
        profile.copiedAs = COPY;
        profile.ordersPending = true;
        return profile;
    }

    State state() {
        return new State(
                id,
                sample,
                revision,
                customer,
                copiedAs,
                tallies.state(),
                noted.values(),
                ordersPending,
                facts,
                epoch,
                nextChangeAt,
                memberships.values(),
                unpublished);
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

    boolean isCountedBy(CountingPlan plan) {
        return tallies.isCountedBy(plan);
    }

    /**
     * Begins to count from the beginning, since other things were counted so far, or by another clock.
     *
     * @return whether there may be something to count
     */
    boolean recount(Instant now, CountingPlan plan) {
        countedBefore = !tallies.isEmpty() || !noted.isEmpty();
        tallies = new Tallies(now.isAfter(asOf()) ? now : asOf(), plan);
        recounted = true;
        // Messages that nobody asked about so far have left no trace in here.
        return countedBefore || plan.countsMessages();
    }

    /** Whether it was just counted from the beginning. */
    boolean isRecounted() {
        return recounted;
    }

    /** Whether counting from the beginning may have come to something else than what is stored. */
    boolean mayCountOtherwise() {
        return recounted && (countedBefore || !tallies.isEmpty());
    }

    /** Nothing but by which rules it was judged is different from what is stored. */
    void onlyJudgedAgain() {
        onlyJudgedAgain = true;
    }

    boolean isOnlyJudgedAgain() {
        return onlyJudgedAgain;
    }

    /** Counts a row as it was counted before. */
    void countAgain(OccurrenceRow row, CountingPlan plan, ZoneId zone) {
        Noted here = stillNoted(row);
        Occurrence counted = here == null ? row.counted() : here.occurrence();
        if (counted != null) {
            tallies.count(row.kind(), counted, plan, zone);
        }
    }

    /** Counts what it has noted of rows that are not there yet. */
    void countNotedAgain(Set<String> there, CountingPlan plan, ZoneId zone) {
        for (Noted one : noted.values()) {
            if (one.occurrence() != null && !there.contains(one.rowId())) {
                tallies.count(one.kind(), one.occurrence(), plan, zone);
            }
        }
    }

    /**
     * Counts the newest states of rows that were read after this profile was.
     *
     * @return whether there was anything new
     */
    boolean count(Collection<OccurrenceRow> rows, CountingPlan plan, ZoneId zone) {
        boolean news = ordersPending;
        ordersPending = false;
        for (OccurrenceRow row : rows) {
            Noted here = stillNoted(row);
            long version = here == null ? row.countedVersion() : here.version();
            if (row.version() > version) {
                Occurrence before = here == null ? row.counted() : here.occurrence();
                orderDatesStale |= before != null && tallies.isAtAnEnd(before);
                tallies.replace(row.kind(), before, row.latest(), plan, zone);
                noted.put(row.id(), new Noted(row.id(), row.kind(), row.version(), row.latest()));
                news = true;
            }
        }
        return news;
    }

    /** What is noted of a row that does not say as much itself; what it does say goes. */
    private @Nullable Noted stillNoted(OccurrenceRow row) {
        Noted here = noted.get(row.id());
        if (here != null && row.countedVersion() >= here.version()) {
            noted.remove(row.id());
            return null;
        }
        return here;
    }

    List<Noted> noted() {
        return List.copyOf(noted.values());
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
        for (String segmentId : segments()) {
            if (!matching.contains(segmentId)) {
                changed |= place(segmentId, false, because(reason, cause, segmentId));
            }
        }
        for (String segmentId : matching) {
            changed |= place(segmentId, true, because(reason, cause, segmentId));
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

    private boolean place(String segmentId, boolean belongs, Because because) {
        Membership before = memberships.get(segmentId);
        if (belongs == (before != null && before.member())) {
            return false;
        }
        memberships.put(
                segmentId,
                before == null ? Membership.joined(segmentId, asOf(), because) : before.turned(asOf(), because));
        news = true;
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

    public Optional<Membership> membership(String segmentId) {
        return Optional.ofNullable(memberships.get(segmentId));
    }

    List<Membership> pendingChanges() {
        return memberships.values().stream().filter(Membership::pending).toList();
    }

    /** The ids of those that it is in. */
    public List<String> segments() {
        return memberships.values().stream()
                .filter(Membership::member)
                .map(Membership::segmentId)
                .toList();
    }

    public boolean isIn(String segmentId) {
        Membership membership = memberships.get(segmentId);
        return membership != null && membership.member();
    }

    /** What rules can ask about it, as of its moment. */
    Facts facts(CountingPlan plan, ZoneId zone) {
        return facts(asOf(), tallies, plan, zone);
    }

    /** Whether its own tallies say at a moment what that plan counts. */
    boolean knows(CountingPlan plan, Instant now) {
        return isCountedBy(plan) && !isDue(now);
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
        tallies.tell(builder, plan, zone);
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

    /** Whether it was judged since it was read; if not, what it owes is all that can have changed. */
    boolean isJudged() {
        return facts != null;
    }

    @Nullable
    Owed owed() {
        return unpublished;
    }

    void owe(Owed owed) {
        unpublished = owed;
    }

    boolean awaitsOrders() {
        return ordersPending;
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
