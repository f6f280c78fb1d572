package io.micms.campaign.delivery;

import io.micms.campaign.profiles.ErasureListener;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Where the short links in SMS lead: there is no room for that in a link whose every character is paid for. */
@Component
class ShortLinks implements ErasureListener {

    private static final Logger log = LoggerFactory.getLogger(ShortLinks.class);

    private final MongoTemplate mongo;

    ShortLinks(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * @param code what stands in the link, which is made of the message and the target
     * @param customerId of the recipient, to be erased by
     * @param testedAt of a link in a test, which is kept as long as it is known that the test was sent; null in messages
     */
    @Document("shortLinks")
    record ShortLink(
            @Id String code,
            String messageId,
            @Indexed String customerId,
            String url,

            @Indexed(sparse = true, expireAfter = "90d") @Nullable
            Instant testedAt) {}

    /** @return false if it could not be kept now, so that the link would lead nowhere */
    boolean keep(ShortLink link) {
        try {
            Update update = new Update()
                    .setOnInsert("messageId", link.messageId())
                    .setOnInsert("customerId", link.customerId())
                    .setOnInsert("url", link.url());
            if (link.testedAt() != null) {
                update.setOnInsert("testedAt", link.testedAt());
            }
            mongo.upsert(byCode(link.code()), update, ShortLink.class);
            return true;
        } catch (DataAccessException e) {
            log.warn("A link in message {} is not counted: it could not be kept: {}", link.messageId(), e.toString());
            return false;
        }
    }

    Optional<ShortLink> find(String code) {
        return Optional.ofNullable(mongo.findOne(byCode(code), ShortLink.class));
    }

    private static Query byCode(String code) {
        return Query.query(Criteria.where("_id").is(code));
    }

    @Override
    public void erased(Collection<String> customerIds) {
        mongo.remove(Query.query(Criteria.where("customerId").in(customerIds)), ShortLink.class);
    }
}
