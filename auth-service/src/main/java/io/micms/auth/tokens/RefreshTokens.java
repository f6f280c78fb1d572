package io.micms.auth.tokens;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;

/**
 * Refresh tokens that can be used once (RFC 9700, section 4.14.2): each use gives the next one, and the use of one that has been
 * followed ends the sign-in, because then two hold it and one of them stole it. Only hashes are stored.
 */
@Component
class RefreshTokens {

    private static final Logger log = LoggerFactory.getLogger(RefreshTokens.class);

    private final MongoOperations mongo;
    private final TokenProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RefreshTokens(MongoOperations mongo, TokenProperties properties, Clock clock) {
        this.mongo = mongo;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param personId whom the sign-in belongs to */
    record Next(String personId, OAuth2RefreshToken token) {}

    Next start(String personId, String clientId) {
        Instant now = clock.instant();
        String token = token(UUID.randomUUID().toString());
        SignIn signIn = new SignIn(
                idIn(token),
                personId,
                clientId,
                Hash.of(token),
                now,
                now.plus(properties.absolute()),
                now.plus(properties.idle()),
                null);
        mongo.insert(signIn);
        return next(signIn, token, now);
    }

    /** The token that follows; empty if the given one is unknown, expired, ended, of another client, or has been followed. */
    Optional<Next> follow(String token, String clientId) {
        String id = idIn(token);
        SignIn found = mongo.findById(id, SignIn.class);
        Instant now = clock.instant();
        if (found == null
                || found.endedBecause() != null
                || !found.clientId().equals(clientId)
                || !now.isBefore(found.expiresAt())) {
            return Optional.empty();
        }
        String following = token(id);
        Instant idleUntil = now.plus(properties.idle());
        SignIn followed = mongo.findAndModify(
                query(where("_id")
                        .is(id)
                        .and("tokenHash")
                        .is(Hash.of(token))
                        .and("endedBecause")
                        .is(null)),
                new Update()
                        .set("tokenHash", Hash.of(following))
                        .set("expiresAt", idleUntil.isBefore(found.endsAt()) ? idleUntil : found.endsAt()),
                FindAndModifyOptions.options().returnNew(true),
                SignIn.class);
        if (followed == null) {
            log.warn("A refresh token of person {} was used again: the sign-in {} is over", found.personId(), id);
            end(id, "token used again");
            return Optional.empty();
        }
        return Optional.of(next(followed, following, now));
    }

    /** Ends the sign-in that the token belongs to; nothing happens if it belongs to none, or to another client. */
    void end(String token, String clientId, String because) {
        mongo.updateFirst(
                query(where("_id")
                        .is(idIn(token))
                        .and("clientId")
                        .is(clientId)
                        .and("endedBecause")
                        .is(null)),
                Update.update("endedBecause", because),
                SignIn.class);
    }

    private void end(String id, String because) {
        mongo.updateFirst(query(where("_id").is(id)), Update.update("endedBecause", because), SignIn.class);
    }

    private static Next next(SignIn signIn, String token, Instant now) {
        return new Next(signIn.personId(), new OAuth2RefreshToken(token, now, signIn.expiresAt()));
    }

    private String token(String signInId) {
        byte[] drawn = new byte[32];
        random.nextBytes(drawn);
        return signInId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    private static String idIn(String token) {
        int dot = token.indexOf('.');
        return dot < 0 ? token : token.substring(0, dot);
    }
}
