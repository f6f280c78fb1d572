package io.micms.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mongodb.spring.session.AbstractMongoSessionConverter;
import org.mongodb.spring.session.MongoSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Sessions hold texts and nothing else: no class of a framework, whose next version might not read it, and no object that reading
 * could bring to life. A session that cannot be read is no session.
 */
class TextSessionConverter extends AbstractMongoSessionConverter {

    private static final Logger log = LoggerFactory.getLogger(TextSessionConverter.class);

    @Override
    protected @Nullable Query getQueryForIndex(String indexName, Object indexValue) {
        return null;
    }

    @Override
    protected Document convert(MongoSession session) {
        Document attributes = new Document();
        for (String name : session.getAttributeNames()) {
            if (!(session.<Object>getAttribute(name) instanceof String text)) {
                throw new IllegalArgumentException("Session attribute " + name + " is not a text");
            }
            attributes.append(name, text);
        }
        return new Document("_id", session.getId())
                .append("accessedAt", Date.from(session.getLastAccessedTime()))
                .append("idleSeconds", session.getMaxInactiveInterval().toSeconds())
                .append("expireAt", Date.from(session.getLastAccessedTime().plus(session.getMaxInactiveInterval())))
                .append("attributes", attributes);
    }

    @Override
    protected @Nullable MongoSession convert(Document stored) {
        try {
            Duration idle = Duration.ofSeconds(stored.getLong("idleSeconds"));
            Instant accessedAt = stored.getDate("accessedAt").toInstant();
            MongoSession session = new MongoSession(stored.getString("_id"), idle.toSeconds());
            session.setLastAccessedTime(accessedAt);
            for (var attribute : stored.get("attributes", Document.class).entrySet()) {
                session.setAttribute(attribute.getKey(), (String) attribute.getValue());
            }
            return session;
        } catch (ClassCastException | NullPointerException e) {
            log.warn("A session could not be read and is treated as none", e);
            return null;
        }
    }
}
