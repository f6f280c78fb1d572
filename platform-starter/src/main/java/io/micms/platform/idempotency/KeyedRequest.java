package io.micms.platform.idempotency;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A request that came with a key.
 *
 * @param id a digest of the caller, the path and the key
 * @param fingerprint a digest of the body
 * @param creationId for what the request makes
 * @param claimedUntil until when whoever works on it is given time; after that it counts as dead
 * @param expiresAt when the key may be used anew
 * @param answer null while somebody works on it
 */
@Document("idempotencyKeys")
record KeyedRequest(
        @Id String id,
        String fingerprint,
        String creationId,
        Instant claimedUntil,
        @Indexed(name = "expiry", expireAfter = "0s") Instant expiresAt,
        @Nullable Answer answer) {

    /** @param headers those that belong to the answer and not to the connection */
    record Answer(int status, Map<String, String> headers, byte[] body) {}
}
