package io.micms.campaign.settings;

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

/** The settings as they stand, and who changed them lately. */
@Component
public class Settings {

    private static final Logger log = LoggerFactory.getLogger(Settings.class);
    private static final String COLLECTION = "settings";
    private static final String DELIVERY = "delivery";
    private static final int CHANGES_KEPT = 50;

    /** How long a change that another instance made may go unnoticed here. */
    private static final Duration STALE_AFTER = Duration.ofSeconds(1);

    private final MongoTemplate mongo;
    private final Clock clock;
    private volatile @Nullable Stored known;
    private volatile long readAt;

    Settings(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Who set what, and when. */
    public record Change(Instant at, String by, DeliverySettings settings) {}

    /**
     * The settings with their version, which is 0 until somebody sets them.
     *
     * @param changes the latest first
     */
    public record Stored(@Id String id, long version, DeliverySettings delivery, List<Change> changes) {

        /** The names of the settings that the latest change made others than before. */
        public List<String> lastChanged() {
            return delivery.changedFrom(changes.size() > 1 ? changes.get(1).settings() : DeliverySettings.DEFAULT);
        }
    }

    /** As of a second ago at the most. */
    public DeliverySettings delivery() {
        Stored last = known;
        if (last == null || System.nanoTime() - readAt > STALE_AFTER.toNanos()) {
            last = stored();
        }
        return last.delivery();
    }

    public Stored stored() {
        long now = System.nanoTime();
        Stored found = mongo.findById(DELIVERY, Stored.class, COLLECTION);
        Stored stored = found == null ? new Stored(DELIVERY, 0, DeliverySettings.DEFAULT, List.of()) : found;
        known = stored;
        readAt = now;
        return stored;
    }

    /**
     * @param ifMatch the header as it came; null where the caller does not mind
     * @throws StaleDocument if somebody else changed them in the meantime
     */
    public Stored change(DeliverySettings wanted, @Nullable String ifMatch, String by) {
        wanted.check();
        Stored before = stored();
        ETags.requireMatch(ifMatch, before.version());
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(clock.instant(), by, wanted));
        changes.addAll(before.changes());
        Stored after = new Stored(
                DELIVERY,
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
                                        Filters.and(
                                                Filters.eq("_id", DELIVERY), Filters.eq("version", before.version())),
                                        bson,
                                        new ReplaceOptions().upsert(true)))))
                .isEmpty();
        if (refused) {
            throw new StaleDocument("Somebody else changed the settings in the meantime; read them again.");
        }
        known = after;
        log.info("{} changed the settings for sending to {}", by, wanted);
        return after;
    }
}
