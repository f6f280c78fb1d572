package io.micms.campaign.profiles;

import io.micms.campaign.profiles.Membership.Reason;
import io.micms.platform.consuming.VersionedCopies;
import io.micms.platform.publishing.OwedEvents.Acknowledged;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Every change of a profile goes through here: read, change, judge by the rules of this moment, write if nobody else
 * did meanwhile, and then see to what follows from changed memberships.
 */
@Component
public class ProfileUpdates {

    private static final int ROUNDS_AT_MOST = 50;

    private final Profiles profiles;
    private final SegmentRules rules;
    private final AudienceEffects effects;
    private final AttributeNames attributeNames;
    private final ObjectProvider<ErasureListener> erasureListeners;
    private final MongoTemplate mongo;
    private final VersionedCopies<OrderRow> orders;
    private final Clock clock;

    ProfileUpdates(
            Profiles profiles,
            SegmentRules rules,
            AudienceEffects effects,
            AttributeNames attributeNames,
            ObjectProvider<ErasureListener> erasureListeners,
            MongoTemplate mongo,
            Clock clock) {
        this.profiles = profiles;
        this.rules = rules;
        this.effects = effects;
        this.attributeNames = attributeNames;
        this.erasureListeners = erasureListeners;
        this.mongo = mongo;
        this.orders = new VersionedCopies<>(mongo, OrderRow.class, OrderRow::id, OrderRow::version);
        this.clock = clock;
    }

    /** @return whether the profile changed */
    @FunctionalInterface
    interface Change {
        boolean to(Profile profile);
    }

    public void customersChanged(Collection<CustomerCopy> customers) {
        Map<String, CustomerCopy> newest = new HashMap<>();
        customers.forEach(customer ->
                newest.merge(customer.id(), customer, (one, other) -> one.version() >= other.version() ? one : other));
        Set<String> awaiting = new LinkedHashSet<>();
        Map<String, CustomerCopy> current = new HashMap<>();
        update(newest.keySet(), newest, Reason.CUSTOMER_CHANGED, profile -> {
            boolean changed = profile.learn(newest.get(profile.id()));
            current.put(profile.id(), profile.customer());
            if (profile.awaitsOrders()) {
                awaiting.add(profile.id());
            }
            return changed;
        });
        // An order writes its row first and looks for the profile second; here the profile is written first.
        countOrders(awaiting);
        attributeNames.remember(current.values());
        // Also whose erasure was heard before: a run may have crashed before all of it was done.
        Set<String> erased = current.values().stream()
                .filter(CustomerCopy::isErased)
                .map(CustomerCopy::id)
                .collect(Collectors.toSet());
        if (!erased.isEmpty()) {
            erasureListeners.forEach(listener -> listener.erased(erased));
        }
    }

    /** Counts again whoever has one of these orders, and whoever had one before a merger moved it. */
    public void ordersChanged(Collection<OrderRow> rows) {
        Set<String> ids = rows.stream().map(OrderRow::id).collect(Collectors.toSet());
        Map<String, OrderRow> earlier = mongo
                .find(new Query(Criteria.where("_id").in(ids)), OrderRow.class)
                .stream()
                .collect(Collectors.toMap(OrderRow::id, row -> row));
        Set<String> concerned = new HashSet<>();
        List<OrderRow> news = new ArrayList<>(rows.size());
        for (OrderRow row : rows) {
            OrderRow before = earlier.get(row.id());
            news.add(before == null ? row : row.after(before));
            concerned.add(row.customerId());
            if (before != null) {
                concerned.add(before.customerId());
                concerned.addAll(before.formerCustomerIds());
            }
        }
        orders.keepNewest(news);
        countOrders(concerned);
    }

    /** Recounts from the rows, whatever the profiles say. */
    void countOrders(Collection<String> customerIds) {
        update(customerIds, Map.of(), Reason.ORDER_CHANGED, new CountFromRows(customerIds));
    }

    /** Reads the rows anew in each round, since a round is repeated because somebody else was writing. */
    private final class CountFromRows implements RoundedChange {

        private final Collection<String> customerIds;
        private Map<String, List<OrderRow>> rows = Map.of();

        CountFromRows(Collection<String> customerIds) {
            this.customerIds = customerIds;
        }

        @Override
        public void beginRound() {
            rows = mongo.find(new Query(Criteria.where("customerId").in(customerIds)), OrderRow.class).stream()
                    .collect(Collectors.groupingBy(OrderRow::customerId));
        }

        @Override
        public boolean to(Profile profile) {
            return profile.count(OrderTotals.of(rows.getOrDefault(profile.id(), List.of())));
        }
    }

    private interface RoundedChange extends Change {
        void beginRound();
    }

    /** Judges by the rules of now. */
    void judge(Collection<String> ids) {
        update(ids, Map.of(), Reason.SEGMENT_CHANGED, profile -> false);
    }

    /** Tells everything that is due once more. */
    void tellAgain(Collection<String> ids) {
        update(ids, Map.of(), Reason.SEGMENT_CHANGED, profile -> profile.tellAgain(clock.instant()));
    }

    void settle(List<Acknowledged> acknowledged) {
        Map<String, List<Acknowledged>> byProfile =
                acknowledged.stream().collect(Collectors.groupingBy(Acknowledged::id));
        update(byProfile.keySet(), Map.of(), Reason.SEGMENT_CHANGED, profile -> {
            boolean changed = false;
            for (Acknowledged one : byProfile.get(profile.id())) {
                changed |= profile.settle(one.owed());
            }
            return changed;
        });
    }

    private void update(Collection<String> ids, Map<String, CustomerCopy> newcomers, Reason reason, Change change) {
        Collection<String> open = ids;
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == ROUNDS_AT_MOST) {
                throw new TransientDataAccessResourceException(
                        "%d profiles kept being changed by others".formatted(open.size()));
            }
            open = updateOnce(open, newcomers, reason, change);
        }
    }

    /** @return the ids of those that have to be read again, because somebody else wrote first */
    private Collection<String> updateOnce(
            Collection<String> ids, Map<String, CustomerCopy> newcomers, Reason reason, Change change) {
        SegmentRules.Active active = rules.current();
        Map<String, Profile> found = profiles.findAll(ids);
        if (change instanceof RoundedChange rounded) {
            rounded.beginRound();
        }
        List<Profile> changed = new ArrayList<>();
        List<String> again = new ArrayList<>();
        for (String id : ids) {
            Profile profile = found.get(id);
            boolean fresh = profile == null;
            if (profile == null) {
                profile = newcomer(newcomers.get(id));
                if (profile == null) {
                    continue; // Its customer has not arrived; whoever brings it looks at the rows.
                }
            } else if (profile.epoch() > active.epoch()) {
                again.add(id);
                continue;
            }
            boolean news = change.to(profile) | fresh;
            if (profile.judge(active, clock.instant(), reason) | news) {
                changed.add(profile);
            }
        }
        Collection<Profile> lost = changed.isEmpty() ? List.of() : write(changed);
        lost.forEach(profile -> again.add(profile.id()));
        return again;
    }

    /** @return those that another writer changed first */
    private Collection<Profile> write(List<Profile> changed) {
        List<Profile> news = changed.stream().filter(Profile::hasNews).toList();
        effects.announce(news);
        Collection<Profile> lost;
        try {
            lost = profiles.write(changed);
        } catch (RuntimeException e) {
            effects.forgo(news);
            throw e;
        }
        Map<Boolean, List<Profile>> byLoss = news.stream().collect(Collectors.partitioningBy(lost::contains));
        effects.forgo(byLoss.get(true));
        effects.follow(byLoss.get(false));
        return lost;
    }

    private static @Nullable Profile newcomer(@Nullable CustomerCopy customer) {
        return customer == null ? null : Profile.of(customer);
    }
}
