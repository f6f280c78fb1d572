package io.micms.campaign.profiles;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How many are in each segment, counted a moment ago. Counting takes the longer the more there are, and sizes are asked
 * for all the time: so they are counted when somebody has joined or left, one after the other, not for more than a tenth of
 * the time, and not more than twenty of them a second.
 */
@Component
public class AudienceSizes {

    private static final int REST = 9;
    private static final Duration REST_AT_LEAST = Duration.ofMillis(50);

    private final MongoTemplate mongo;
    private final Profiles profiles;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    AudienceSizes(MongoTemplate mongo, Profiles profiles) {
        this.mongo = mongo;
        this.profiles = profiles;
    }

    @Document("audience_sizes")
    record Size(@Id String id, long members) {}

    /** Somebody has joined or left these. */
    void changed(Collection<String> segmentIds) {
        changed.addAll(segmentIds);
    }

    /** What another instance has counted in the same moment, or left uncounted, comes right. */
    @Scheduled(fixedDelayString = "${micms.profiles.sizes-again-every:1m}")
    void countAllAgain() {
        mongo.findAll(Size.class).forEach(size -> changed.add(size.id()));
    }

    @Scheduled(fixedDelayString = "${micms.profiles.sizes-every:500ms}")
    void count() {
        for (String segmentId : List.copyOf(changed)) {
            long begin = System.nanoTime();
            // Whoever joins or leaves from here on is news again.
            changed.remove(segmentId);
            try {
                countNow(segmentId);
            } catch (RuntimeException e) {
                changed.add(segmentId);
                throw e;
            }
            Duration rest = Duration.ofNanos(REST * (System.nanoTime() - begin));
            if (!Pace.rest(rest.compareTo(REST_AT_LEAST) > 0 ? rest : REST_AT_LEAST)) {
                return;
            }
        }
    }

    private long countNow(String segmentId) {
        long members = profiles.countMembers(segmentId);
        mongo.save(new Size(segmentId, members));
        return members;
    }

    public long of(String segmentId) {
        return of(List.of(segmentId)).getOrDefault(segmentId, 0L);
    }

    /** By segment id. */
    public Map<String, Long> of(Collection<String> segmentIds) {
        Map<String, Long> sizes = new HashMap<>();
        mongo.find(new Query(Criteria.where("_id").in(segmentIds)), Size.class)
                .forEach(size -> sizes.put(size.id(), size.members()));
        for (String segmentId : new HashSet<>(segmentIds)) {
            if (!sizes.containsKey(segmentId)) {
                sizes.put(segmentId, countNow(segmentId));
            }
        }
        return sizes;
    }
}
