package io.micms.auth.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/**
 * The keys that tokens are signed with, newest first: the first signs, the others only verify what they once signed. All instances
 * share them through MongoDB; whoever needs a key that is not there yet makes it, and the generation as id lets one of them win.
 */
public class SigningKeys implements JWKSource<SecurityContext> {

    /** How long an instance may go on with what it last read. */
    static final Duration CACHED = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final MongoOperations mongo;
    private final KeyEncryption encryption;
    private final KeyProperties properties;
    private final Clock clock;
    private volatile @Nullable Ring ring;

    SigningKeys(MongoOperations mongo, KeyProperties properties, Clock clock) {
        this.mongo = mongo;
        this.encryption = new KeyEncryption(properties.secret());
        this.properties = properties;
        this.clock = clock;
        if (properties.isLocal()) {
            log.warn(
                    "Signing keys are stored under the secret that everybody knows: set MICMS_AUTH_KEY_SECRET anywhere but on your own machine");
        }
    }

    /** The key to sign with: the newest that every instance and every service has had time to hear of. */
    public JWK current() {
        return ring().signing();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        List<JWK> found = selector.select(new JWKSet(ring().keys()));
        // A key that another instance made since we last looked.
        return found.isEmpty() && selector.getMatcher().getKeyIDs() != null
                ? selector.select(new JWKSet(read().keys()))
                : found;
    }

    private Ring ring() {
        Ring known = ring;
        return known != null && clock.instant().isBefore(known.readAt().plus(CACHED)) ? known : read();
    }

    private synchronized Ring read() {
        Instant now = clock.instant();
        List<SigningKey> stored = stored();
        if (stored.isEmpty() || !now.isBefore(stored.getFirst().createdAt().plus(properties.rotation()))) {
            store(SigningKey.generate(stored.isEmpty() ? 1 : stored.getFirst().generation() + 1, encryption, now));
            stored = stored();
        }
        List<JWK> keys = new ArrayList<>();
        JWK signing = null;
        boolean signingIsTooNew = false;
        Instant knownToAll = now.minus(CACHED.multipliedBy(2));
        Instant followedAt = Instant.MAX;
        for (SigningKey key : stored) {
            if (followedAt.isBefore(now.minus(properties.grace()))) {
                mongo.remove(key);
            } else {
                JWK opened = key.open(encryption);
                keys.add(opened);
                if (signing == null || signingIsTooNew) {
                    signing = opened;
                    signingIsTooNew = key.createdAt().isAfter(knownToAll);
                }
            }
            followedAt = key.createdAt();
        }
        Ring read = new Ring(List.copyOf(keys), Objects.requireNonNull(signing), now);
        ring = read;
        return read;
    }

    private List<SigningKey> stored() {
        return mongo.find(new Query().with(Sort.by(Sort.Direction.DESC, "_id")).limit(10), SigningKey.class);
    }

    private void store(SigningKey key) {
        try {
            mongo.insert(key);
            log.info("New signing key {}, generation {}", key.keyId(), key.generation());
        } catch (DuplicateKeyException e) {
            log.debug("Another instance was faster with generation {}", key.generation(), e);
        }
    }

    private record Ring(List<JWK> keys, JWK signing, Instant readAt) {}
}
