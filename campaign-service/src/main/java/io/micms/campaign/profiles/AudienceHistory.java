package io.micms.campaign.profiles;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.micms.campaign.PlatformProperties;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** Who joined and left which segment when: each once, however often it is recorded. */
@Component
public class AudienceHistory {

    private static final String JOINED = "joined";
    private static final String LEFT = "left";

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
     * What happened to one customer at one instant: two changes of a membership are never of the same.
     *
     * @param day in the platform's time zone, as ISO text
     * @param joined the segments that the customer joined then
     * @param left the segments that the customer left then
     */
    @org.springframework.data.mongodb.core.mapping.Document("audience_transitions")
    @CompoundIndex(name = "joined", def = "{'joined': 1, 'day': 1}", sparse = true)
    @CompoundIndex(name = "left", def = "{'left': 1, 'day': 1}", sparse = true)
    record Transitions(
            @Id String id,
            String day,
            @Nullable List<String> joined,
            @Nullable List<String> left) {}

    /** @param size at the end of the day, or now if it is today */
    public record Day(LocalDate day, long joined, long left, long size) {}

    /** To be called before what is pending is settled; once more does no harm. */
    void record(Collection<Profile> news) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Profile profile : news) {
            profile.pendingChanges().stream()
                    .collect(Collectors.groupingBy(Membership::since))
                    .forEach((at, changes) -> {
                        Document segments = new Document();
                        add(segments, JOINED, changes, true);
                        add(segments, LEFT, changes, false);
                        writes.add(new UpdateOneModel<>(
                                new Document("_id", "%s:%d".formatted(profile.id(), at.toEpochMilli())),
                                new Document(
                                                "$setOnInsert",
                                                new Document("day", dayOf(at).toString()))
                                        .append("$addToSet", segments),
                                new UpdateOptions().upsert(true)));
                    });
        }
        if (!writes.isEmpty()) {
            mongo.execute(
                    Transitions.class,
                    collection -> collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
        }
    }

    private static void add(Document segments, String field, List<Membership> changes, boolean joined) {
        List<String> ids = changes.stream()
                .filter(change -> change.member() == joined)
                .map(Membership::segmentId)
                .toList();
        if (!ids.isEmpty()) {
            segments.append(field, new Document("$each", ids));
        }
    }

    private LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, platform.timeZone());
    }

    /** The last days, the oldest first and today last. Sizes are counted back from the present one. */
    public List<Day> days(String segmentId, int days) {
        LocalDate today = dayOf(clock.instant());
        LocalDate first = today.minusDays(days - 1L);
        Map<String, Long> joined = perDay(JOINED, segmentId, first);
        Map<String, Long> left = perDay(LEFT, segmentId, first);
        long size = profiles.countMembers(segmentId);
        List<Day> result = new ArrayList<>();
        for (LocalDate day = today; result.size() < days; day = day.minusDays(1)) {
            long in = joined.getOrDefault(day.toString(), 0L);
            long out = left.getOrDefault(day.toString(), 0L);
            result.addFirst(new Day(day, in, out, size));
            // Nobody was in a segment before there were records of it.
            size = Math.max(0, size - in + out);
        }
        return result;
    }

    private Map<String, Long> perDay(String which, String segmentId, LocalDate first) {
        Aggregation perDay = Aggregation.newAggregation(
                Aggregation.match(Criteria.where(which).is(segmentId).and("day").gte(first.toString())),
                Aggregation.group("day").count().as("transitions"));
        Map<String, Long> counts = new HashMap<>();
        mongo.aggregate(perDay, mongo.getCollectionName(Transitions.class), Document.class)
                .forEach(group -> counts.put(
                        group.getString("_id"),
                        group.get("transitions", Number.class).longValue()));
        return counts;
    }
}
