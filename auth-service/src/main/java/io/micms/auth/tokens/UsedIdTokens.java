package io.micms.auth.tokens;

import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** Every ID token that has been exchanged and could otherwise be exchanged again, by its hash. */
@Component
class UsedIdTokens {

    private final MongoOperations mongo;

    UsedIdTokens(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * @param until when the token expires by itself
     * @throws IdTokenRefused if it has been used, here or at another instance
     */
    void use(String idToken, Instant until) {
        // Only what is signed: a signature has several spellings in base64, and they must not count as other tokens.
        String signed = idToken.substring(0, idToken.lastIndexOf('.'));
        try {
            mongo.insert(new Used(Hash.of(signed), until));
        } catch (DuplicateKeyException e) {
            throw new IdTokenRefused("The ID token has been used before", e);
        }
    }

    @Document("used_id_tokens")
    record Used(
            @Id String hash, @Indexed(expireAfter = "0s") Instant expiresAt) {}
}
