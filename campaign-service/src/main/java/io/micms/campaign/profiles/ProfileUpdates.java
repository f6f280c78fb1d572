package io.micms.campaign.profiles;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.matching.RuleIndex;
import io.micms.campaign.profiles.Membership.Because;
import io.micms.campaign.profiles.Membership.Reason;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Facts;
import io.micms.platform.concurrency.Begun;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/**
 * Every change of a profile goes through here: read, change, judge by the rules of this moment, write if nobody else
 * did meanwhile, and then see to what follows from changed memberships.
 */
@Component
public class ProfileUpdates {

    private static final Logger log = LoggerFactory.getLogger(ProfileUpdates.class);
    private static final int ROUNDS_AT_MOST = 50;
    private static final int COUNTED_AT_ONCE = 500;

    private final Profiles profiles;
    private final SegmentRules rules;
    private final AudienceEffects effects;
    private final AttributeNames attributeNames;
    private final ObjectProvider<ErasureListener> erasureListeners;
    private final Occurrences occurrences;
    private final MeterRegistry meters;
    private final ZoneId zone;
    private final Clock clock;
    private volatile @Nullable Prepared prepared;

    /** Those that cannot be reviewed. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** @param plan of what the rules in the index ask about */
    private record Prepared(RuleIndex index, CountingPlan plan) {}

    ProfileUpdates(
            Profiles profiles,
            SegmentRules rules,
            AudienceEffects effects,
            AttributeNames attributeNames,
            ObjectProvider<ErasureListener> erasureListeners,
            Occurrences occurrences,
            MeterRegistry meters,
            PlatformProperties platform,
            Clock clock) {
        this.profiles = profiles;
        this.rules = rules;
        this.effects = effects;
        this.attributeNames = attributeNames;
        this.erasureListeners = erasureListeners;
        this.occurrences = occurrences;
        this.meters = meters;
        this.zone = platform.timeZone();
        this.clock = clock;
    }

    /** What is done to profiles. */
    private interface Change {

        /** Before each round of reading and writing: a round is repeated because somebody else was writing. */
        default void begin(Collection<Profile> read) {}

        /** Whether the profile is to be counted from the beginning, even if it was counted by this plan so far. */
        default boolean recounts(Profile profile, CountingPlan plan) {
            return false;
        }

        /** A row as it was when the round began, if it was read then: this and the change have to see the same. */
        default OccurrenceRow asRead(OccurrenceRow row) {
            return row;
        }

        /**
         * @param plan of what is counted
         * @return what changed facts of the profile, be it only perhaps; null if they are as they were
         */
        @Nullable
        Because to(Profile profile, CountingPlan plan);

        /** Whether the profile is to be written although its facts are as they were. */
        default boolean isNewsFor(Profile profile) {
            return false;
        }

        /** The profile has been written. */
        default void written(Collection<Profile> profiles) {}
    }

    public void customersChanged(Collection<CustomerCopy> customers) {
        Map<String, CustomerCopy> newest = new HashMap<>();
        customers.forEach(customer ->
                newest.merge(customer.id(), customer, (one, other) -> one.version() >= other.version() ? one : other));
        Set<String> awaiting = new LinkedHashSet<>();
        Map<String, CustomerCopy> current = new HashMap<>();
        update(newest.keySet(), newest, (profile, plan) -> {
            boolean changed = profile.learn(newest.get(profile.id()));
            current.put(profile.id(), profile.customer());
            if (profile.awaitsOrders()) {
                awaiting.add(profile.id());
            }
            return changed ? new Because(Reason.CUSTOMER_CHANGED, profile.id()) : null;
        });
        // An order writes its row first and looks for the profile second; here the profile is written first.
        countUncounted(awaiting);
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

    /** Counts what became of orders and messages, for whoever has them now, and for whoever had them before a merger. */
    public void occurred(Collection<OccurrenceNews> news) {
        Collection<OccurrenceNews> newest = occurrences.keepNewest(news);
        Set<List<Object>> subjects =
                newest.stream().map(OccurrenceNews::subject).collect(Collectors.toSet());
        Set<String> sources = newest.stream().map(OccurrenceNews::source).collect(Collectors.toSet());
        Set<String> customerIds =
                newest.stream().map(OccurrenceNews::customerId).collect(Collectors.toSet());
        Map<String, Set<String>> others = new HashMap<>();
        count(customerIds, profiles -> {
            List<OccurrenceRow> rows = newestOf(sources, profiles);
            rows.stream()
                    .filter(row -> !customerIds.contains(row.customerId()) && subjects.contains(row.subject()))
                    .forEach(row -> others.computeIfAbsent(row.customerId(), first -> new HashSet<>())
                            .add(row.id()));
            return rows;
        });
        if (!others.isEmpty()) {
            Set<String> rowIds = others.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            count(others.keySet(), profiles -> occurrences.find(withNoted(rowIds, profiles)));
        }
    }

    /**
     * Counts what became of messages where a rule asks about it, and keeps the rest without looking at profiles: most
     * messages are sent while no rule asks what becomes of them.
     *
     * @return whether any rule asks about one of these, so that somebody may wait for the next
     */
    public boolean messagesChanged(Collection<OccurrenceNews> news) {
        List<OccurrenceNews> newest = new ArrayList<>(OccurrenceNews.newest(news));
        newest.removeAll(keepUnasked(newest));
        if (newest.isEmpty()) {
            return false;
        }
        countMessages(newest.stream().collect(Collectors.groupingBy(OccurrenceNews::customerId)));
        return true;
    }

    /**
     * Keeps what no rule asks about, of customers who were judged by just these rules: their profiles do not count it.
     *
     * <p>Rules may come to ask meanwhile. Here the rows are written first, and the rules are looked at second; whoever counts
     * from the beginning has rules that were stored first, and reads the rows second. So one of both sees the other: if the
     * rules are the same as before by now, whoever goes by others reads these rows; and if they are not, everything is counted
     * from the beginning here, be it once more. Rules that were replaced before can do no harm, even if they come again:
     * whoever still goes by them read the profile before it was judged by these, and cannot write it any more.
     *
     * <p>A crash between the two leaves rows that say they are {@link OccurrenceRow#unasked()}, and the news comes again.
     *
     * @return the news that are kept
     */
    private Set<OccurrenceNews> keepUnasked(Collection<OccurrenceNews> newest) {
        SegmentRules.Active active = rules.current();
        CountingPlan plan = planOf(active.index());
        List<OccurrenceNews> unasked =
                newest.stream().filter(one -> !plan.counts(one.kind())).toList();
        if (unasked.isEmpty()) {
            return Set.of();
        }
        // Others' profiles may count it still, by rules of before; or there is no profile yet, and whoever brings it
        // counts.
        Set<String> judged = profiles.judgedUnder(
                active.epoch(), unasked.stream().map(OccurrenceNews::customerId).collect(Collectors.toSet()));
        Set<OccurrenceNews> kept = unasked.stream()
                .filter(one -> judged.contains(one.customerId()))
                .collect(Collectors.toSet());
        if (kept.isEmpty()) {
            return kept;
        }
        occurrences.keepUnasked(kept);
        if (rules.refresh().epoch() != active.epoch()) {
            countFromTheBeginning(kept.stream().map(OccurrenceNews::customerId).collect(Collectors.toSet()));
        }
        meters.counter("micms.profiles.occurrences.unasked").increment(kept.size());
        return kept;
    }

    private void countFromTheBeginning(Collection<String> customerIds) {
        update(customerIds, Map.of(), new Change() {

            @Override
            public boolean recounts(Profile profile, CountingPlan plan) {
                return true;
            }

            @Override
            public @Nullable Because to(Profile profile, CountingPlan plan) {
                return null;
            }
        });
    }

    /**
     * Counts what became of messages. A message stays with its customer, so nobody else's rows come into it; and as the
     * profile notes what it counts, the row can wait for it and be written once, as counted. What a crash leaves between
     * the two comes again with the news.
     */
    private void countMessages(Map<String, List<OccurrenceNews>> newest) {
        CountingMessages counting = new CountingMessages(newest);
        update(newest.keySet(), Map.of(), counting);
        // Whose customer is not known yet has to be found by whoever brings the customer: rows first, then.
        newest.keySet().removeAll(counting.known());
        if (!newest.isEmpty()) {
            occurred(newest.values().stream().flatMap(List::stream).toList());
        }
    }

    /** Everybody's rows of some orders and messages, and of those that profiles have noted, with one question. */
    private List<OccurrenceRow> newestOf(Set<String> sources, Collection<Profile> profiles) {
        Set<String> all = new HashSet<>(sources);
        profiles.forEach(profile -> profile.noted().forEach(noted -> all.add(noted.source(profile.id()))));
        List<OccurrenceRow> rows = occurrences.ofSources(all);
        return occurrences.outdate(rows) ? occurrences.ofSources(all) : rows;
    }

    /** Counts whatever came before these customers did, some at a time: they may have done a lot. */
    void countUncounted(Collection<String> customerIds) {
        Set<String> waiting = customerIds.isEmpty() ? Set.of() : countSomeUncounted(customerIds);
        while (waiting.size() == COUNTED_AT_ONCE) {
            Set<String> next = countSomeUncounted(customerIds);
            if (next.equals(waiting)) {
                return; // Nobody can count these here; the sweeper looks at them again.
            }
            waiting = next;
        }
    }

    /** @return the rows that were waiting */
    private Set<String> countSomeUncounted(Collection<String> customerIds) {
        Set<String> waiting = new HashSet<>();
        count(customerIds, profiles -> {
            List<OccurrenceRow> rows = occurrences.uncounted(customerIds, COUNTED_AT_ONCE);
            waiting.clear();
            rows.forEach(row -> waiting.add(row.id()));
            return Stream.concat(rows.stream(), occurrences.find(withNoted(Set.of(), profiles)).stream())
                    .distinct()
                    .toList();
        });
        return waiting;
    }

    /** Counts what a crash has left; what belongs to nobody is looked at again later. */
    void countDue(int limit) {
        List<OccurrenceRow> due = occurrences.due(limit);
        if (due.isEmpty()) {
            return;
        }
        Set<String> rowIds = due.stream().map(OccurrenceRow::id).collect(Collectors.toSet());
        Set<String> customerIds = due.stream().map(OccurrenceRow::customerId).collect(Collectors.toSet());
        count(customerIds, profiles -> occurrences.find(withNoted(rowIds, profiles)));
        Set<String> known = profiles.findAll(customerIds).keySet();
        occurrences.postpone(
                due.stream().filter(row -> !known.contains(row.customerId())).toList());
    }

    private static Set<String> withNoted(Set<String> rowIds, Collection<Profile> profiles) {
        Set<String> all = new HashSet<>(rowIds);
        profiles.forEach(profile -> profile.noted().forEach(noted -> all.add(noted.rowId())));
        return all;
    }

    private void count(Collection<String> customerIds, Function<Collection<Profile>, List<OccurrenceRow>> read) {
        update(customerIds, Map.of(), new Counting(read));
    }

    /**
     * Counts rows, which are read after the profiles: only then it is certain what is counted of them already. Except for
     * those that were kept when nobody asked, where counting everything from the beginning makes it certain.
     */
    private class Counting implements Change {

        private final Function<Collection<Profile>, List<OccurrenceRow>> read;
        private Map<String, List<OccurrenceRow>> rows = Map.of();
        private Map<String, OccurrenceRow> byId = Map.of();

        Counting(Function<Collection<Profile>, List<OccurrenceRow>> read) {
            this.read = read;
        }

        @Override
        public void begin(Collection<Profile> profiles) {
            List<OccurrenceRow> all = read.apply(profiles);
            rows = all.stream().collect(Collectors.groupingBy(OccurrenceRow::customerId));
            byId = all.stream().collect(Collectors.toMap(OccurrenceRow::id, row -> row, (one, same) -> one));
        }

        @Override
        public boolean recounts(Profile profile, CountingPlan plan) {
            return rows.getOrDefault(profile.id(), List.of()).stream()
                    .anyMatch(row -> row.unasked() && plan.counts(row.kind()));
        }

        @Override
        public OccurrenceRow asRead(OccurrenceRow row) {
            return byId.getOrDefault(row.id(), row);
        }

        @Override
        public @Nullable Because to(Profile profile, CountingPlan plan) {
            List<OccurrenceRow> theirs = rows.getOrDefault(profile.id(), List.of());
            Optional<OccurrenceRow> newest =
                    theirs.stream().filter(row -> !row.isCounted()).reduce((one, next) -> next);
            if (!profile.count(theirs, plan, zone)) {
                return null;
            }
            if (profile.hasStaleOrderDates()) {
                profile.lookUpOrderDates(occurrences.counted(profile.id(), profile.noted()));
            }
            boolean order = newest.map(row -> row.kind() == Kind.ORDER).orElse(true);
            return new Because(
                    order ? Reason.ORDER_CHANGED : Reason.MESSAGE_CHANGED,
                    newest.map(OccurrenceRow::source).orElse(null));
        }

        @Override
        public void written(Collection<Profile> profiles) {
            keep(profiles);
            occurrences.asked(profiles.stream()
                    .filter(Profile::isRecounted)
                    .flatMap(profile -> rows.getOrDefault(profile.id(), List.of()).stream())
                    .filter(OccurrenceRow::unasked)
                    .toList());
        }

        /** Has the rows say what the profiles count. */
        void keep(Collection<Profile> profiles) {
            Set<String> uncounted = rows.values().stream()
                    .flatMap(List::stream)
                    .filter(row -> row.uncounted() != null)
                    .map(OccurrenceRow::id)
                    .collect(Collectors.toSet());
            List<Noted> confirmed = new ArrayList<>();
            for (Profile profile : profiles) {
                profile.noted().stream()
                        .filter(noted -> uncounted.contains(noted.rowId()))
                        .forEach(confirmed::add);
            }
            occurrences.confirm(confirmed);
        }
    }

    /** Counts news whose rows are written after the profile. */
    private final class CountingMessages extends Counting {

        private final Map<String, List<OccurrenceNews>> news;
        private final Set<String> known = new HashSet<>();

        /** @param news of each message the newest, by customer */
        CountingMessages(Map<String, List<OccurrenceNews>> news) {
            super(profiles -> withNews(profiles, news));
            this.news = news;
        }

        /** The customers whose news are counted. */
        Set<String> known() {
            return known;
        }

        @Override
        void keep(Collection<Profile> profiles) {
            super.keep(profiles);
            List<OccurrenceNews> counted = new ArrayList<>();
            for (Profile profile : profiles) {
                known.add(profile.id());
                counted.addAll(news.getOrDefault(profile.id(), List.of()));
            }
            occurrences.keepCounted(counted);
        }
    }

    /** The rows that there are of some news and of what profiles have noted, as they will be when the news is kept. */
    private List<OccurrenceRow> withNews(Collection<Profile> profiles, Map<String, List<OccurrenceNews>> news) {
        Map<String, OccurrenceNews> byRow = new HashMap<>();
        profiles.forEach(
                profile -> news.getOrDefault(profile.id(), List.of()).forEach(one -> byRow.put(one.rowId(), one)));
        List<OccurrenceRow> rows = new ArrayList<>();
        for (OccurrenceRow row : occurrences.find(withNoted(byRow.keySet(), profiles))) {
            OccurrenceNews newer = byRow.remove(row.id());
            rows.add(newer == null || newer.version() <= row.version() ? row : row.with(newer));
        }
        byRow.values().forEach(first -> rows.add(OccurrenceRow.of(first)));
        return rows;
    }

    /** Lets time pass for whom it may change something, and judges by the rules of now. */
    void review(Collection<String> ids) {
        update(ids, Map.of(), (profile, plan) -> null);
    }

    /**
     * Reviews some of those for whom it is time. One that fails does not keep the others waiting: it is passed over until
     * the next start, and its log entry says why.
     *
     * @param find finds as many as it is asked for
     * @return how many were reviewed
     */
    int reviewSome(IntFunction<List<String>> find, int limit) {
        List<String> ids = find.apply(limit + failing.size()).stream()
                .filter(id -> !failing.contains(id))
                .toList();
        reviewEach(ids);
        return ids.size();
    }

    private void reviewEach(Collection<String> ids) {
        try {
            review(ids);
        } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            if (ids.size() == 1) {
                log.error("Profile {} cannot be judged", ids, e);
                failing.addAll(ids);
            } else {
                ids.forEach(id -> reviewEach(List.of(id)));
            }
        }
    }

    /** Tells everything that is due once more. */
    void tellAgain(Collection<String> ids) {
        update(ids, Map.of(), new Change() {

            @Override
            public @Nullable Because to(Profile profile, CountingPlan plan) {
                return null;
            }

            @Override
            public boolean isNewsFor(Profile profile) {
                return profile.tellAgain(clock.instant());
            }
        });
    }

    private void update(Collection<String> ids, Map<String, CustomerCopy> newcomers, Change change) {
        Collection<String> open = ids;
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == ROUNDS_AT_MOST) {
                throw new TransientDataAccessResourceException(
                        "%d profiles kept being changed by others".formatted(open.size()));
            }
            open = updateOnce(open, newcomers, change, round == 0 ? rules.current() : rules.refresh());
        }
    }

    /** @return the ids of those that have to be read again, because somebody else wrote first */
    private Collection<String> updateOnce(
            Collection<String> ids, Map<String, CustomerCopy> newcomers, Change change, SegmentRules.Active active) {
        CountingPlan plan = planOf(active.index());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Profile> found = profiles.findAll(ids);
        change.begin(found.values());
        List<String> again = new ArrayList<>();
        List<Judged> open = new ArrayList<>();
        Map<String, Profile> recounted = new HashMap<>();
        for (String id : ids) {
            Profile profile = found.get(id);
            if (profile != null && profile.epoch() > active.epoch()) {
                again.add(id);
            } else if (profile != null && (!profile.isCountedBy(plan) || change.recounts(profile, plan))) {
                boolean due = profile.isDue(now) || profile.epoch() < 0;
                if (profile.recount(now, plan)) {
                    recounted.put(id, profile);
                }
                open.add(new Judged(profile, null, due));
            } else if (profile != null) {
                Facts before = profile.facts(plan, zone);
                boolean due = profile.isDue(now);
                profile.advance(now, plan, zone, occurrences.counted(id, profile.noted()));
                open.add(new Judged(profile, before, due));
            } else if (newcomers.containsKey(id)) {
                open.add(new Judged(Profile.of(newcomers.get(id), now, plan), null, false));
            }
            // Any other's customer has not arrived; whoever brings it looks for what there is to count.
        }
        countAgain(recounted, change, plan);
        List<Profile> changed = open.stream()
                .filter(judged -> judge(judged, change, active, plan))
                .map(Judged::profile)
                .toList();
        List<Profile> news = changed.stream().filter(Profile::hasNews).toList();
        Collection<Profile> lost = changed.isEmpty() ? List.of() : write(changed, news);
        Map<Boolean, List<Profile>> newsByLoss = news.stream().collect(Collectors.partitioningBy(lost::contains));
        effects.forgo(newsByLoss.get(true));
        // Neither needs the other.
        Begun<Void> written = Begun.of(() -> change.written(open.stream()
                .map(Judged::profile)
                .filter(profile -> !lost.contains(profile))
                .toList()));
        try {
            effects.follow(newsByLoss.get(false));
        } finally {
            written.get();
        }
        lost.forEach(profile -> again.add(profile.id()));
        return again;
    }

    /** Counts from the beginning, since rules have come to ask for something else, or days begin at another time. */
    private void countAgain(Map<String, Profile> profiles, Change change, CountingPlan plan) {
        if (!profiles.isEmpty()) {
            Set<String> counted = new HashSet<>();
            occurrences.forEach(profiles.keySet(), row -> {
                profiles.get(row.customerId()).countAgain(change.asRead(row), plan, zone);
                counted.add(row.id());
            });
            // The row of a message is written after the profile.
            profiles.values().forEach(profile -> profile.countNotedAgain(counted, plan, zone));
        }
    }

    /**
     * A profile on its way.
     *
     * @param before the facts that it was judged on; null if they are not to be had, or it never was
     * @param due whether time may have made its facts others than those that are stored
     */
    private record Judged(Profile profile, @Nullable Facts before, boolean due) {}

    /** @return whether there is anything to write */
    private boolean judge(Judged judged, Change change, SegmentRules.Active active, CountingPlan plan) {
        Profile profile = judged.profile();
        Facts before = judged.before();
        boolean isNew = before == null && !profile.isRecounted();
        boolean news = isNew;
        boolean onlyJudgedAgain = false;
        if (!isNew && (before == null || !profile.isJudgedUnder(active.epoch()))) {
            boolean moved = profile.judgeAnew(active, plan, zone, Reason.SEGMENT_CHANGED, null);
            onlyJudgedAgain = !moved && !judged.due() && !profile.mayCountOtherwise();
            news = true;
        } else if (before != null && judged.due()) {
            judgeChange(profile, before, active, plan, Because.TIME_PASSED);
            news = true;
        }
        boolean wasGone = profile.isGone();
        Facts known = news && !isNew ? profile.facts(plan, zone) : before;
        Because because = change.to(profile, plan);
        if (isNew || wasGone != profile.isGone()) {
            profile.judgeAnew(active, plan, zone, Reason.CUSTOMER_CHANGED, profile.id());
            news = true;
        } else if (because != null && known != null) {
            judgeChange(profile, known, active, plan, because);
            news = true;
        }
        boolean otherNews = change.isNewsFor(profile);
        if (onlyJudgedAgain && because == null && !otherNews) {
            profile.onlyJudgedAgain();
        }
        return news | otherNews;
    }

    private void judgeChange(
            Profile profile, Facts before, SegmentRules.Active active, CountingPlan plan, Because because) {
        if (profile.isGone()) {
            profile.judgeAnew(active, plan, zone, because.reason(), because.cause());
        } else {
            profile.judgeChange(before, active, plan, zone, because);
        }
    }

    private CountingPlan planOf(RuleIndex index) {
        Prepared known = prepared;
        if (known == null || known.index() != index) {
            known = new Prepared(index, new CountingPlan(index.aggregates(), zone));
            prepared = known;
        }
        return known.plan();
    }

    /** @return those that another writer changed first */
    private Collection<Profile> write(List<Profile> changed, List<Profile> news) {
        effects.announce(news);
        try {
            return profiles.write(changed);
        } catch (RuntimeException e) {
            effects.forgo(news);
            throw e;
        }
    }
}
