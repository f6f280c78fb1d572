package io.micms.campaign.brand;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.publishing.ConditionalUpserts;
import io.micms.platform.web.ETags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** The brand as it stands, and who changed it lately. */
@Component
public class Brands {

    private static final Logger log = LoggerFactory.getLogger(Brands.class);
    private static final String COLLECTION = "brands";
    private static final String ONLY = "brand";
    private static final int CHANGES_KEPT = 50;

    /** How long a change that another instance made may go unnoticed here. */
    private static final Duration STALE_AFTER = Duration.ofSeconds(1);

    private final MongoTemplate mongo;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(Stored stored, long readAt) {}

    Brands(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Who made it what, and when. */
    public record Change(Instant at, String by, Brand brand) {}

    /**
     * The brand with its version, which is 0 until somebody sets it.
     *
     * @param changes the latest first
     */
    public record Stored(@Id String id, long version, Brand brand, List<Change> changes) {}

    /** As of a second ago at the most. */
    public Brand current() {
        Known last = known;
        return last != null && System.nanoTime() - last.readAt() < STALE_AFTER.toNanos()
                ? last.stored().brand()
                : stored().brand();
    }

    public Stored stored() {
        long now = System.nanoTime();
        Stored found = mongo.findById(ONLY, Stored.class, COLLECTION);
        Stored stored = found == null ? new Stored(ONLY, 0, Brand.DEFAULT, List.of()) : found;
        known = new Known(stored, now);
        return stored;
    }

    /**
     * @param ifMatch the header as it came; null where the caller does not mind
     * @throws StaleDocument if somebody else changed it in the meantime
     */
    public Stored change(Brand wanted, @Nullable String ifMatch, String by) {
        wanted.check();
        Stored before = stored();
        ETags.requireMatch(ifMatch, before.version());
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(clock.instant(), by, wanted));
        changes.addAll(before.changes());
        Stored after = new Stored(
                ONLY,
                before.version() + 1,
                wanted,
                List.copyOf(changes.subList(0, Math.min(changes.size(), CHANGES_KEPT))));
        Document bson = new Document();
        mongo.getConverter().write(after, bson);
        boolean refused = !mongo.execute(
                        COLLECTION,
                        collection -> ConditionalUpserts.run(
                                collection,
                                List.of(new ReplaceOneModel<>(
                                        Filters.and(Filters.eq("_id", ONLY), Filters.eq("version", before.version())),
                                        bson,
                                        new ReplaceOptions().upsert(true)))))
                .isEmpty();
        if (refused) {
            throw new StaleDocument("Somebody else changed the brand in the meantime; read it again.");
        }
        known = new Known(after, System.nanoTime());
        log.info("{} changed the brand, which is at version {} now", by, after.version());
        return after;
    }
}
