package io.micms.campaign.profiles;

import io.micms.campaign.profiles.Membership.Reason;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleField;
import io.micms.campaign.rules.RulePredicate;
import io.micms.platform.publishing.Owed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Transient;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * One customer as rules see them, with the segments they are in. Customers, orders, changed rules and settled events
 * all race here, and every write is a compare-and-set on {@code revision}.
 */
@org.springframework.data.mongodb.core.mapping.Document("profiles")
public final class Profile {

    @Id
    private final String id;

    private long revision;
    private CustomerCopy customer;
    private OrderTotals orders = OrderTotals.NONE;

    /** True while the orders that came before the customer have yet to be looked at; absent then on. */
    @Indexed(sparse = true)
    private @Nullable Boolean ordersPending;

    /** The facts as the query reads them, kept equal to {@link #facts}. */
    private Document facts = new Document();

    /** Of the rules that it was last judged by. */
    @Indexed
    private long epoch = -1;

    private List<Membership> memberships = new ArrayList<>();

    /** The segments that it is in now; what member lists and sizes are read from. */
    @Indexed
    private List<String> memberOf = new ArrayList<>();

    /** What campaigns and Kafka have yet to hear of changed memberships; absent when everything is settled. */
    private @Nullable Owed unpublished;

    /** Whether there is something to tell as soon as the profile is written. */
    @Transient
    private boolean news;

    @PersistenceCreator
    private Profile(String id, CustomerCopy customer) {
        this.id = id;
        this.customer = customer;
    }

    static Profile of(CustomerCopy customer) {
        Profile profile = new Profile(customer.id(), customer);
        profile.ordersPending = true;
        return profile;
    }

    /** @return whether this is news */
    boolean learn(CustomerCopy newer) {
        if (newer.version() <= customer.version()) {
            return false;
        }
        customer = newer;
        return true;
    }

    /** @return whether this is news */
    boolean count(OrderTotals totals) {
        if (!awaitsOrders() && totals.equals(orders)) {
            return false;
        }
        ordersPending = null;
        orders = totals;
        return true;
    }

    /**
     * Brings the memberships in line with the rules.
     *
     * @return whether that changed anything, be it only the epoch
     */
    boolean judge(SegmentRules.Active active, Instant now, Reason reason) {
        Facts current = facts(now);
        boolean changed = epoch != active.epoch();
        for (Map.Entry<String, Rule> rule : active.rules().entrySet()) {
            boolean belongs = !customer.isGone() && RulePredicate.matches(rule.getValue(), current);
            changed |= place(rule.getKey(), belongs, now, reason);
        }
        for (String segmentId : List.copyOf(memberOf)) {
            if (!active.rules().containsKey(segmentId)) {
                changed |= place(segmentId, false, now, Reason.SEGMENT_CHANGED);
            }
        }
        epoch = active.epoch();
        facts = asDocument(current);
        return changed;
    }

    private boolean place(String segmentId, boolean belongs, Instant now, Reason reason) {
        if (memberOf.contains(segmentId) == belongs) {
            return false;
        }
        if (belongs) {
            memberOf.add(segmentId);
        } else {
            memberOf.remove(segmentId);
        }
        if (membership(segmentId).isPresent()) {
            replace(segmentId, membership -> membership.turned(now, reason));
        } else {
            memberships.add(Membership.joined(segmentId, now, reason));
        }
        news = true;
        return true;
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

    private Facts facts(Instant now) {
        Facts.Builder builder = new Facts.Builder(now, ZoneOffset.UTC)
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
                .number("orders.count", orders.count())
                .number("orders.total", orders.total())
                .number("orders.average", orders.average());
        customer.attributes().forEach((name, value) -> builder.scalar(RuleField.ATTRIBUTES + name, value));
        return builder.build();
    }

    private static Document asDocument(Facts facts) {
        Document document = new Document();
        facts.values().forEach((field, value) -> {
            Object stored = value instanceof BigDecimal number ? new Decimal128(number) : value;
            int dot = field.indexOf('.');
            if (dot < 0) {
                document.put(field, stored);
            } else {
                ((Document) document.computeIfAbsent(field.substring(0, dot), parent -> new Document()))
                        .put(field.substring(dot + 1), stored);
            }
        });
        return document;
    }

    public String id() {
        return id;
    }

    public CustomerCopy customer() {
        return customer;
    }

    public OrderTotals orders() {
        return orders;
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
