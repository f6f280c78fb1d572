package io.micms.campaign.profiles;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.micms.campaign.PlatformProperties;
import io.micms.platform.publishing.ConditionalUpserts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** Who joined and left which segment when: one row for each transition, however often it is recorded. */
@Component
public class AudienceHistory {

    private final MongoTemplate mongo;
    private final Profiles profiles;
    private final PlatformProperties platform;
    private final Clock clock;

    AudienceHistory(MongoTemplate mongo, Profiles profiles, PlatformProperties platform, Clock clock) {
        this.mongo = mongo;
        this.profiles = profiles;
        this.platform = platform;
        this.clock = clock;
    }

    /**
     * One transition of one membership.
     *
     * @param day in the platform's time zone, as ISO text
     * @param member whether it was a joining
     */
    @org.springframework.data.mongodb.core.mapping.Document("audience_transitions")
    @CompoundIndex(name = "days", def = "{'segmentId': 1, 'day': 1}")
    record Transition(
            @Id String id, String segmentId, String day, Instant at, boolean member, Membership.Reason reason) {}

    /** @param size at the end of the day, or now if it is today */
    public record Day(LocalDate day, long joined, long left, long size) {}

    /** To be called before what is pending is settled; once more does no harm. */
    void record(Collection<Profile> news) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Profile profile : news) {
            for (Membership change : profile.pendingChanges()) {
                Document row = new Document();
                mongo.getConverter()
                        .write(
                                new Transition(
                                        "%s:%s:%d".formatted(change.segmentId(), profile.id(), change.version()),
                                        change.segmentId(),
                                        dayOf(change.since()).toString(),
                                        change.since(),
                                        change.member(),
                                        change.reason()),
                                row);
                writes.add(new ReplaceOneModel<>(
                        Filters.eq("_id", row.getString("_id")), row, new ReplaceOptions().upsert(true)));
            }
        }
        if (!writes.isEmpty()) {
            mongo.execute(Transition.class, collection -> ConditionalUpserts.run(collection, writes));
        }
    }

    private LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, platform.timeZone());
    }

    /** The last days, the oldest first and today last. Sizes are counted back from the present one. */
    public List<Day> days(String segmentId, int days) {
        LocalDate today = dayOf(clock.instant());
        Map<String, long[]> counts = new HashMap<>();
        Aggregation perDay = Aggregation.newAggregation(
                Aggregation.match(Criteria.where("segmentId")
                        .is(segmentId)
                        .and("day")
                        .gte(today.minusDays(days - 1L).toString())),
                Aggregation.group("day", "member").count().as("transitions"));
        long size = profiles.countMembers(segmentId);
        for (Document group : mongo.aggregate(perDay, mongo.getCollectionName(Transition.class), Document.class)) {
            Document key = group.get("_id", Document.class);
            counts.computeIfAbsent(key.getString("day"), day -> new long[2])[key.getBoolean("member") ? 0 : 1] +=
                    group.get("transitions", Number.class).longValue();
        }
        List<Day> result = new ArrayList<>();
        for (LocalDate day = today; result.size() < days; day = day.minusDays(1)) {
            long[] count = counts.getOrDefault(day.toString(), new long[2]);
            result.addFirst(new Day(day, count[0], count[1], size));
            // Nobody was in a segment before there were records of it.
            size = Math.max(0, size - count[0] + count[1]);
        }
        return result;
    }
}
