package io.micms.platform.idempotency;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.platform.publishing.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Who works on which keyed request, and how it was answered. */
final class KeyedRequests {

    /** How long a key is remembered after its first use. */
    static final Duration KEPT = Duration.ofHours(24);

    /** Longer than any request takes: whoever has not answered by then has died. */
    static final Duration CLAIMED = Duration.ofMinutes(1);

    private final MongoTemplate mongo;
    private final Clock clock;

    KeyedRequests(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * Begins a request, or tells how far it has come.
     *
     * @param mine whether the caller is now the one to carry it out
     */
    record Claim(KeyedRequest request, boolean mine) {}

    Claim claim(String id, String fingerprint) {
        while (true) {
            Instant now = clock.instant();
            KeyedRequest fresh = new KeyedRequest(id, fingerprint, Ids.next(), now.plus(CLAIMED), now.plus(KEPT), null);
            KeyedRequest earlier = mongo.findById(id, KeyedRequest.class);
            if (earlier != null && !earlier.expiresAt().isAfter(now)) {
                mongo.remove(
                        Query.query(where("_id").is(id).and("expiresAt").is(earlier.expiresAt())), KeyedRequest.class);
                earlier = null;
            }
            if (earlier == null) {
                try {
                    return new Claim(mongo.insert(fresh), true);
                } catch (DuplicateKeyException e) {
                    continue;
                }
            }
            if (earlier.answer() != null
                    || earlier.claimedUntil().isAfter(now)
                    || !earlier.fingerprint().equals(fingerprint)) {
                return new Claim(earlier, false);
            }
            KeyedRequest taken = takeOver(earlier, now);
            if (taken != null) {
                return new Claim(taken, true);
            }
        }
    }

    private @Nullable KeyedRequest takeOver(KeyedRequest abandoned, Instant now) {
        return mongo.findAndModify(
                Query.query(where("_id").is(abandoned.id()).and("claimedUntil").is(abandoned.claimedUntil())),
                Update.update("claimedUntil", now.plus(CLAIMED)),
                FindAndModifyOptions.options().returnNew(true),
                KeyedRequest.class);
    }

    void answered(KeyedRequest claimed, KeyedRequest.Answer answer) {
        mongo.updateFirst(mine(claimed), Update.update("answer", answer), KeyedRequest.class);
    }

    /** Lets the key be used for anything, since nothing was made under it. */
    void forget(KeyedRequest claimed) {
        mongo.remove(mine(claimed), KeyedRequest.class);
    }

    /** Lets the same request be tried again at once: how far this one came nobody knows. */
    void release(KeyedRequest claimed) {
        mongo.updateFirst(mine(claimed), Update.update("claimedUntil", Instant.EPOCH), KeyedRequest.class);
    }

    /** Another may have taken over what took too long. */
    private static Query mine(KeyedRequest claimed) {
        return Query.query(where("_id").is(claimed.id()).and("claimedUntil").is(claimed.claimedUntil()));
    }
}
