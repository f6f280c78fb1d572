package io.micms.insight.ai;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Answers of the language model by the content of what was asked, for all instances. Of the question only a hash is kept;
 * the answer is as the model gave it, with pseudonyms in place of names.
 */
@Component
class AnswerCache {

    static final String COLLECTION = "ai_answers";

    private final MongoTemplate mongo;
    private final AiProperties properties;
    private final Clock clock;

    AnswerCache(MongoTemplate mongo, AiProperties properties, Clock clock) {
        this.mongo = mongo;
        this.properties = properties;
        this.clock = clock;
    }

    static String key(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<String> find(String key) {
        Document found = mongo.findById(key, Document.class, COLLECTION);
        Instant now = clock.instant();
        return Optional.ofNullable(found)
                .filter(document -> document.getDate("expiresAt").toInstant().isAfter(now))
                .map(document -> document.getString("answer"));
    }

    void keep(String key, String answer) {
        mongo.save(
                new Document("_id", key)
                        .append("answer", answer)
                        .append("expiresAt", Date.from(clock.instant().plus(properties.cacheFor()))),
                COLLECTION);
    }
}
