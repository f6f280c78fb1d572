package io.micms.platform.audit;

import io.micms.platform.audit.Action.Outcome;
import io.micms.platform.leasing.Leases;
import io.micms.platform.publishing.PublishedDocuments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;

/** The actions that have yet to be told, and those of the last days that have been. */
class Actions {

    /** Longer than any call takes. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(10);

    /** What was told is kept by the topic; for a while it helps here to find out what went wrong. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int BATCH = 500;

    private final PublishedDocuments<Action> documents;
    private final MongoTemplate mongo;
    private final Leases leases;
    private final Clock clock;

    Actions(PublishedDocuments<Action> documents, MongoTemplate mongo, Leases leases, Clock clock) {
        this.documents = documents;
        this.mongo = mongo;
        this.leases = leases;
        this.clock = clock;
    }

    Action begun(Action action) {
        return documents.save(action);
    }

    /** Takes note of how it ended. */
    void ended(Action action) {
        documents.save(action);
    }

    /** It was refused, so that nothing happened. */
    void refused(Action action) {
        mongo.remove(new Query(Criteria.where("_id").is(action.id())), Action.class);
    }

    @Scheduled(fixedDelayString = "${micms.audit.tidy-every:1m}")
    void tidy() {
        leases.run("audit", LEASE, () -> {
            Instant now = clock.instant();
            List<Action> abandoned = documents.find(new Query(Criteria.where("at")
                            .lt(now.minus(GIVEN_UP_AFTER))
                            .and("outcome")
                            .isNull())
                    .with(Sort.by("at"))
                    .limit(BATCH));
            abandoned.forEach(action -> action.end(Outcome.UNCERTAIN));
            documents.saveAll(abandoned);
            mongo.remove(
                    new Query(Criteria.where("at")
                            .lt(now.minus(KEPT))
                            .and("unpublished")
                            .isNull()),
                    Action.class);
        });
    }
}
