package io.micms.campaign.delivery;

import io.micms.campaign.delivery.Message.Reason;
import io.micms.campaign.delivery.Message.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * How a campaign's messages stand, counted in one pass over the ledger: whatever is sent meanwhile, every message is counted
 * once, in one state, so that the figures of one answer always add up.
 */
@Component
public class Funnel {

    /** In an index of what changes, a message that moves ahead of the pass would be met, and counted, twice. */
    private static final String BY_WHEN_QUEUED = "campaign_queued";

    private static final String COUNT = "count";
    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";
    private static final String LAST_SENT = "lastSentAt";
    private static final List<String> CAME_BACK =
            List.of("openedAt", "clickedAt", "unsubscribedAt", "bouncedAt", "complainedAt");

    private final MongoTemplate mongo;

    Funnel(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * Messages that are alike.
     *
     * @param variant null where there is none, or none yet
     * @param accepted how many of them a provider took
     * @param refused how many it refused at once because of their address, so that they bounced without being accepted
     * @param opened how many a person opened; as the others but {@code bounced}, of the accepted
     * @param bounced how many came back, of the accepted and the refused
     * @param lastSentAt when the last of them was sent; null where none was
     */
    public record Group(
            int step,
            @Nullable String variant,
            State state,
            @Nullable Reason reason,
            long count,
            long accepted,
            long refused,
            long opened,
            long clicked,
            long unsubscribed,
            long bounced,
            long complained,
            @Nullable Instant lastSentAt) {}

    /** All messages of a campaign, each in one group. */
    public List<Group> of(String campaignId) {
        return groups(new Document("campaignId", campaignId));
    }

    /** As {@link #of}, of the first step of one occurrence. */
    List<Group> ofOccurrence(String campaignId, int occurrence) {
        return groups(new Document("campaignId", campaignId).append("step", 0).append("occurrence", occurrence));
    }

    /** As {@link #of}, of what was handed over since a moment: sent, or refused at once because of its address. */
    List<Group> handedOverSince(String campaignId, Instant moment) {
        Document since = new Document("$gte", moment);
        return groups(new Document("campaignId", campaignId)
                .append(
                        "$or",
                        List.of(
                                new Document("sentAt", since),
                                new Document("sentAt", null).append("feedback.bouncedAt", since))));
    }

    private List<Group> groups(Document match) {
        Document group = new Document(
                        "_id",
                        new Document("step", "$step")
                                .append("variant", "$variant")
                                .append("state", "$state")
                                .append("reason", "$reason"))
                .append(COUNT, new Document("$sum", 1))
                .append(ACCEPTED, howMany("$sentAt"))
                .append(REFUSED, new Document("$sum", refused()))
                .append(LAST_SENT, new Document("$max", orNothing("$sentAt")));
        CAME_BACK.forEach(what -> group.append(what, howMany("$feedback." + what)));
        List<Group> groups = new ArrayList<>();
        for (Document found : mongo.getCollection(mongo.getCollectionName(Message.class))
                .aggregate(List.of(new Document("$match", match), new Document("$group", group)))
                .hintString(BY_WHEN_QUEUED)) {
            Document key = found.get("_id", Document.class);
            String reason = key.getString("reason");
            groups.add(new Group(
                    key.get("step", Number.class).intValue(),
                    key.getString("variant"),
                    State.valueOf(key.getString("state")),
                    reason == null ? null : Reason.valueOf(reason),
                    number(found, COUNT),
                    number(found, ACCEPTED),
                    number(found, REFUSED),
                    number(found, "openedAt"),
                    number(found, "clickedAt"),
                    number(found, "unsubscribedAt"),
                    number(found, "bouncedAt"),
                    number(found, "complainedAt"),
                    lastSentAt(found)));
        }
        return groups;
    }

    /** Counts those that have a field. */
    private static Document howMany(String field) {
        return new Document("$sum", when(has(field)));
    }

    private static Document when(Document condition) {
        return new Document("$cond", List.of(condition, 1, 0));
    }

    /** A date is greater than nothing at all. */
    private static Document has(String field) {
        return new Document("$gt", List.of(orNothing(field), Instant.EPOCH));
    }

    private static Document refused() {
        return new Document("$cond", List.of(has("$sentAt"), 0, when(has("$feedback.bouncedAt"))));
    }

    private static Document orNothing(String field) {
        return new Document("$ifNull", List.of(field, Instant.EPOCH));
    }

    private static @Nullable Instant lastSentAt(Document found) {
        Instant last = found.getDate(LAST_SENT).toInstant();
        return last.equals(Instant.EPOCH) ? null : last;
    }

    private static long number(Document found, String field) {
        return found.get(field, Number.class).longValue();
    }

    /**
     * Groups added up. {@code queued}, {@code deferred}, {@code sending}, {@code sent}, {@code delivered}, {@code failed},
     * {@code skipped}, {@code heldOut} and {@code unconfirmed} add up to {@code total}.
     *
     * @param queued ready to be sent
     * @param deferred put off, for one of the reasons in {@code deferredBy}
     * @param sent taken by a provider, without a receipt
     * @param accepted taken by a provider, whatever came of it; what rates are of but that of {@code bounced}
     * @param handedOver accepted, or refused at once because of its address; what {@code bounced} is of
     */
    public record Figures(
            long total,
            long queued,
            long deferred,
            long sending,
            long sent,
            long delivered,
            long failed,
            long skipped,
            long heldOut,
            long unconfirmed,
            long accepted,
            long handedOver,
            long opened,
            long clicked,
            long unsubscribed,
            long bounced,
            long complained,
            Map<Reason, Long> deferredBy,
            Map<Reason, Long> skippedBy,
            Map<Reason, Long> failedBy) {

        public static Figures of(Collection<Group> groups) {
            return new Figures(
                    sum(groups, group -> true, Group::count),
                    sum(groups, group -> group.state() == State.QUEUED && group.reason() == null, Group::count),
                    sum(groups, group -> group.state() == State.QUEUED && group.reason() != null, Group::count),
                    in(groups, State.SENDING),
                    in(groups, State.SENT),
                    in(groups, State.DELIVERED),
                    in(groups, State.FAILED),
                    in(groups, State.SKIPPED),
                    in(groups, State.HELD_OUT),
                    in(groups, State.UNCONFIRMED),
                    sum(groups, group -> true, Group::accepted),
                    sum(groups, group -> true, group -> group.accepted() + group.refused()),
                    sum(groups, group -> true, Group::opened),
                    sum(groups, group -> true, Group::clicked),
                    sum(groups, group -> true, Group::unsubscribed),
                    sum(groups, group -> true, Group::bounced),
                    sum(groups, group -> true, Group::complained),
                    reasons(groups, State.QUEUED),
                    reasons(groups, State.SKIPPED),
                    reasons(groups, State.FAILED));
        }

        private static long in(Collection<Group> groups, State state) {
            return sum(groups, group -> group.state() == state, Group::count);
        }

        private static long sum(Collection<Group> groups, Predicate<Group> which, ToLongFunction<Group> what) {
            return groups.stream().filter(which).mapToLong(what).sum();
        }

        private static Map<Reason, Long> reasons(Collection<Group> groups, State state) {
            return groups.stream()
                    .filter(group -> group.state() == state && group.reason() != null)
                    .collect(Collectors.groupingBy(Group::reason, TreeMap::new, Collectors.summingLong(Group::count)));
        }
    }
}
